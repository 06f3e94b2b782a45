import { reportFromPage } from '../../messaging/report-from-page';
import type { FolderSource } from '../model/folder-to-add';

/** A file, and the names of the folders around it, the outermost first. None for one beside the folders. */
export interface FoundFile {
  readonly folders: readonly string[];
  readonly file: File;
}

/** What is in some folders. Files are references: no byte of them was read. */
export interface FolderContents {
  readonly files: readonly FoundFile[];
  /** Paths of files and folders that the browser could not look into. */
  readonly unreadable: readonly string[];
  /** Paths of files without a byte. */
  readonly empty: readonly string[];
  /** How many files and folders are hidden, or made by a system for itself. */
  readonly hidden: number;
}

/** What a folder is read with. */
export interface ReadFolderOptions {
  /** How many files were found so far; told now and then. */
  readonly onProgress: (count: number) => void;
  readonly signal: AbortSignal;
}

/** Enough that Chrome's browser process is never idle; entries that wait are small. */
const AT_ONCE = 64;

/** Paths of Windows and Linux end at 4096 characters: what is deeper is a folder that leads into itself. */
const MAX_DEPTH = 128;

/** Windows' previews and settings of a folder, its bin; the Mac's half of a ZIP file; its icon, which ends in a line break. */
const SYSTEM_NAMES =
  /^(?:thumbs\.db|ehthumbs(?:_vista)?\.db|desktop\.ini|\$recycle\.bin|system volume information|__macosx|icon\r)$/i;

/** Whether nobody put it there knowingly: hidden by its name (`.DS_Store`, `._cat.jpg`, `.git`), or a system's own. */
export const isHiddenName = (name: string): boolean => name.startsWith('.') || SYSTEM_NAMES.test(name);

/** A file's path among the folders: `Trip/Day 1/a.jpg`. */
export const pathOf = (folders: readonly string[], name: string): string => [...folders, name].join('/');

/**
 * Finds all files in folders, however many. What can't be read stops nothing.
 * @throws the signal's reason when it is aborted
 */
export async function readFolder(
  source: FolderSource,
  { onProgress, signal }: ReadFolderOptions,
): Promise<FolderContents> {
  const found: Found = { files: [], unreadable: [], empty: [], hidden: 0 };
  if (source.kind === 'files') for (const file of source.files) takeChosen(found, file);
  else await walk(found, source.entries, onProgress, signal);
  // The browser lists folders in no order; a series of pictures is stored as it was numbered.
  const { compare } = new Intl.Collator(undefined, { numeric: true });
  const byPath = found.files.map(file => ({ file, path: pathOf(file.folders, file.file.name) }));
  return { ...found, files: byPath.sort((a, b) => compare(a.path, b.path)).map(({ file }) => file) };
}

/** {@link FolderContents} while it is being found. */
interface Found {
  readonly files: FoundFile[];
  readonly unreadable: string[];
  readonly empty: string[];
  hidden: number;
}

function take(found: Found, folders: readonly string[], file: File): void {
  if (file.size === 0) found.empty.push(pathOf(folders, file.name));
  else found.files.push({ folders, file });
}

/** Of a chosen folder the browser lists all files, each with its path. */
function takeChosen(found: Found, file: File): void {
  const folders = file.webkitRelativePath.split('/').slice(0, -1);
  if (isHiddenName(file.name) || folders.some(isHiddenName)) found.hidden += 1;
  else take(found, folders, file);
}

interface PendingEntry {
  readonly entry: FileSystemEntry;
  readonly folders: readonly string[];
}

/** The last ones first, so that of a wide tree few entries wait. A loop, since a deep tree would overflow the stack. */
async function walk(
  found: Found,
  entries: readonly FileSystemEntry[],
  onProgress: (count: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const pending: PendingEntry[] = entries.map(entry => ({ entry, folders: [] }));
  while (pending.length > 0) {
    signal.throwIfAborted();
    const inside = await Promise.all(pending.splice(-AT_ONCE).map(one => visit(found, one)));
    for (const more of inside) pending.push(...more);
    onProgress(found.files.length);
  }
}

/** Takes a file, or returns what is in a folder. */
async function visit(found: Found, { entry, folders }: PendingEntry): Promise<readonly PendingEntry[]> {
  if (isHiddenName(entry.name)) {
    found.hidden += 1;
    return [];
  }
  const path = pathOf(folders, entry.name);
  try {
    if (isFile(entry)) take(found, folders, await fileOf(entry));
    if (!isFolder(entry)) return [];
    if (folders.length < MAX_DEPTH) {
      const around = [...folders, entry.name];
      return (await entriesIn(entry)).map(inside => ({ entry: inside, folders: around }));
    }
    found.unreadable.push(path);
  } catch (error) {
    // Which right is missing, or that it was moved away meanwhile, browsers do not say.
    if (found.unreadable.length === 0) reportFromPage('folders.read-entry', error);
    found.unreadable.push(path);
  }
  return [];
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => entry.file(resolve, reject));

/** The browser hands them out a hundred at a time; nothing more says that there are no more. */
async function entriesIn(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return all;
    for (const entry of some) all.push(entry);
  }
}
