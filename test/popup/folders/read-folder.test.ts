// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { type FolderContents, readFolder } from '../../../src/popup/folders/read-folder';
import { ScriptedWorker } from '../../webextension/scripted-worker';
import { fileEntry, folderEntry } from './entries';

// What can't be read is reported to it.
beforeEach(() => new ScriptedWorker().clear());

const ignored = { onProgress: () => {}, signal: new AbortController().signal };
const dropped = (...entries: readonly FileSystemEntry[]): Promise<FolderContents> =>
  readFolder({ kind: 'entries', entries }, ignored);
const paths = ({ files }: FolderContents): readonly string[] =>
  files.map(({ folders, file }) => [...folders, file.name].join('/'));

test('readFolder finds what lies in folders however deep, in the order of the numbers in their names', async () => {
  const deep = folderEntry('Trip', [
    fileEntry('img10.jpg'),
    fileEntry('img9.jpg'),
    folderEntry('Day 2', [folderEntry('Night', [fileEntry('moon.jpg')])]),
  ]);
  expect(paths(await dropped(deep, fileEntry('loose.jpg')))).toEqual([
    'loose.jpg',
    'Trip/Day 2/Night/moon.jpg',
    'Trip/img9.jpg',
    'Trip/img10.jpg',
  ]);
});

test('readFolder lists all of a folder of which the browser hands out a hundred entries at a time, and tells its progress', async () => {
  const entries = Array.from({ length: 1050 }, (_, at) => fileEntry(`${at}.jpg`));
  const onProgress = vi.fn();
  const source = { kind: 'entries', entries: [folderEntry('Many', entries)] } as const;
  expect((await readFolder(source, { ...ignored, onProgress })).files).toHaveLength(1050);
  expect(onProgress.mock.lastCall).toEqual([1050]);
});

test('readFolder counts hidden and system files, and does not look into hidden folders', async () => {
  const contents = await dropped(
    folderEntry('Trip', [
      ...['.DS_Store', '._cat.jpg', 'Thumbs.db', 'desktop.ini', 'Icon\r'].map(name => fileEntry(name)),
      folderEntry('__MACOSX', [fileEntry('a.jpg')]),
      folderEntry('.git', [fileEntry('b.jpg')]),
      fileEntry('cat.jpg'),
    ]),
  );
  expect(paths(contents)).toEqual(['Trip/cat.jpg']);
  expect(contents.hidden).toBe(7);
});

test('readFolder names empty files, and files and folders that can’t be read, and finds the others', async () => {
  const contents = await dropped(
    folderEntry('Trip', [
      fileEntry('empty.jpg', 0),
      fileEntry('secret.jpg', null),
      folderEntry('locked', null),
      fileEntry('cat.jpg'),
    ]),
  );
  expect(paths(contents)).toEqual(['Trip/cat.jpg']);
  expect(contents.empty).toEqual(['Trip/empty.jpg']);
  expect(contents.unreadable.toSorted()).toEqual(['Trip/locked', 'Trip/secret.jpg']);
});

test('readFolder ends at a folder that leads into itself, and names it', async () => {
  const inside: FileSystemEntry[] = [];
  const loop = folderEntry('loop', inside);
  inside.push(loop, fileEntry('cat.jpg'));
  const contents = await dropped(loop);
  expect(contents.files).toHaveLength(128);
  expect(contents.unreadable).toHaveLength(1);
});

test('readFolder stops when it is aborted', async () => {
  const aborted = AbortSignal.abort(new Error('closed'));
  const source = { kind: 'entries', entries: [folderEntry('Trip', [])] } as const;
  await expect(readFolder(source, { ...ignored, signal: aborted })).rejects.toThrow('closed');
});

test('readFolder takes the files of a chosen folder by their paths', async () => {
  const file = (path: string, bytes = 'x'): File => {
    const made = new File([bytes], path.split('/').at(-1) ?? '');
    return Object.defineProperty(made, 'webkitRelativePath', { value: path });
  };
  const files = [
    file('Trip/Day 1/a.jpg'),
    file('Trip/.thumbnails/b.jpg'),
    file('Trip/c.jpg', ''),
    file('Trip/d.jpg'),
  ];
  const contents = await readFolder({ kind: 'files', files }, ignored);
  expect(paths(contents)).toEqual(['Trip/d.jpg', 'Trip/Day 1/a.jpg']);
  expect(contents).toMatchObject({ hidden: 1, empty: ['Trip/c.jpg'], unreadable: [] });
});
