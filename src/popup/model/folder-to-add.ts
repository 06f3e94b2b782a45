/** Folders as the browser hands them over, not read yet: entries of a drop, or the files of one that was chosen. */
export type FolderSource =
  | { readonly kind: 'entries'; readonly entries: readonly FileSystemEntry[] }
  | { readonly kind: 'files'; readonly files: readonly File[] };

/** What the user wants added as albums. */
export interface FolderToAdd {
  readonly source: FolderSource;
  /** Prefix of the album that it goes into; null for the folder of the bucket itself. */
  readonly into: string | null;
}
