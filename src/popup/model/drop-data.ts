/** What is read of a drop's `DataTransfer`, or of the clipboard. */
export interface DropData {
  readonly files: Iterable<File>;
  readonly items: Iterable<Pick<DataTransferItem, 'kind' | 'webkitGetAsEntry'>>;
  getData(type: string): string;
}
