import { beforeEach, expect, test, vi } from 'vitest';
import { ShoeboxError } from '../../../src/core/failure';
import { addAlbums } from '../../../src/popup/folders/add-albums';
import type { FoundFile } from '../../../src/popup/folders/read-folder';
import { ScriptedWorker } from '../../webextension/scripted-worker';

const worker = new ScriptedWorker();
const addAll = vi.fn();

beforeEach(() => {
  worker.clear();
  addAll.mockReset();
});

const found = (...paths: readonly string[]): readonly FoundFile[] =>
  paths.map(path => {
    const folders = path.split('/');
    return { file: new File(['x'], folders.pop() ?? ''), folders };
  });

/** Begins to add these, and waits until the albums of the bucket are asked for. */
async function adding(...paths: readonly string[]) {
  const list = { albums: [], recent: [], add: vi.fn(), remove: vi.fn(), refresh: vi.fn() };
  const task = { busy: false, failure: null, retry: vi.fn(), run: vi.fn(), abort: vi.fn(), dismiss: vi.fn() };
  const additions = { list: [], addAll, add: vi.fn(), retry: vi.fn(), dismiss: vi.fn() };
  const given = new AbortController();
  const added = addAlbums(
    found(...paths),
    'albums',
    { base: '', isAlbum: false },
    { additions, list: { ...list, task }, signal: given.signal },
  );
  await vi.waitFor(() => worker.lastStream('albums.contents'));
  const stream = worker.lastStream('albums.contents');
  const there = (...prefixes: readonly string[]): void =>
    stream.tell({ albums: prefixes.map(prefix => ({ prefix, name: prefix })), photos: [], isLast: false });
  return { added, stream, there, given };
}

const albumsAddedTo = (): unknown => addAll.mock.lastCall?.[0].map(({ album }: { album: string }) => album);

test('albums that are there are asked for once, however many folders there are, and added to under the name that they have', async () => {
  const { added, stream, there } = await adding(
    'Caf\u00e9/a',
    'My  trip/b',
    'My album/c',
    'Two words/d',
    'New/e',
  );
  there('Cafe\u0301/', 'My  trip/');
  there('My%20album/', 'Two  words/', 'Two words/');
  stream.end();
  expect(await added).toEqual({ count: 5, album: null });
  expect(worker.streamsOf('albums.contents')).toHaveLength(1);
  expect(albumsAddedTo()).toEqual(['Cafe\u0301/', 'My  trip/', 'My%20album/', 'Two words/', 'New/']);
});

test('nothing is added while it is not known which albums are there, nor when that can’t be known', async () => {
  const { added, stream, there } = await adding('Trip/a');
  there('Cats/');
  stream.fail(new ShoeboxError('offline'));
  await expect(added).rejects.toMatchObject({ code: 'offline' });
  expect(addAll).not.toHaveBeenCalled();
});

test('nothing is added after the user has given up', async () => {
  const { added, there, given } = await adding('Trip/a');
  there('Cats/');
  given.abort();
  await expect(added).rejects.toThrow();
  expect(addAll).not.toHaveBeenCalled();
});
