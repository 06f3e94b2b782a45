/** A file of a dropped folder, as browsers hand it over; `size` null for one that can't be read. */
export function fileEntry(name: string, size: number | null = 1): FileSystemEntry {
  const file: Pick<FileSystemFileEntry, 'name' | 'isFile' | 'isDirectory' | 'file'> = {
    ...{ name, isFile: true, isDirectory: false },
    file(onFile, onError) {
      if (size === null) onError?.(new DOMException('', 'NotReadableError'));
      else onFile(new File([new Uint8Array(size)], name));
    },
  };
  return file as FileSystemFileEntry; // what is asked of one
}

/** A folder of such, whose entries come a hundred at a time; null for one that can't be listed. */
export function folderEntry(name: string, entries: readonly FileSystemEntry[] | null = []): FileSystemEntry {
  const folder: Pick<FileSystemDirectoryEntry, 'name' | 'isFile' | 'isDirectory' | 'createReader'> = {
    ...{ name, isFile: false, isDirectory: true },
    createReader() {
      let at = 0;
      return {
        readEntries(onEntries, onError) {
          if (entries === null) return onError?.(new DOMException('', 'NotReadableError'));
          onEntries(entries.slice(at, at + 100));
          at += 100;
        },
      };
    },
  };
  return folder as FileSystemDirectoryEntry; // what is asked of one
}
