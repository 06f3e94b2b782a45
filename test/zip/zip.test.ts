import { execFile } from 'node:child_process';
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { zipOf } from '../../src/zip/zip';
import { directory, localHeader, type PlacedEntry } from '../../src/zip/zip-format';
import { findCommand } from '../machine/find-command';
import { readZip } from '../machine/read-zip';

const GIB = 1024 ** 3;
const NOON = Date.UTC(2027, 0, 31, 12, 0, 1);

const unzip = findCommand('unzip');

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shoebox-zip-'));
  path = join(folder, 'photos.zip');
});

afterEach(() => rm(folder, { recursive: true }));

const written = async (zip: Blob): Promise<void> => writeFile(path, zip.stream());

test('zipOf: unzip gives back the files that went in', async () => {
  const zip = await zipOf([
    { path: '고양이.png', lastModified: NOON, parts: [new Blob(['first, ']), new Blob(['second'])] },
    { path: 'in/🐈 %.png', lastModified: NOON + 500, parts: [new Blob(['cat'])] },
    { path: 'empty.txt', lastModified: 0, parts: [new Blob([])] },
  ]);
  expect(zip.type).toBe('application/zip');
  await written(zip);
  const files = await readZip(path);
  expect(files.map(file => [file.path, file.lastModified])).toEqual([
    ['고양이.png', NOON],
    ['in/🐈 %.png', NOON],
    ['empty.txt', 0],
  ]);
  const contents = await Promise.all(files.map(async file => (await file.read()).toString()));
  expect(contents).toEqual(['first, second', 'cat', '']);
});

test.skipIf(unzip === undefined)('Info-ZIP finds nothing wrong with a ZIP file', async () => {
  const parts = [new Blob(['cat'])];
  await written(
    await zipOf(['a.png', 'b/고양이.png'].map(name => ({ path: name, lastModified: NOON, parts }))),
  );
  const { stdout } = await promisify(execFile)(unzip ?? '', ['-t', path]);
  expect(stdout).toContain('No errors detected');
});

test('zipOf: no files make an empty ZIP', async () => {
  await written(await zipOf([]));
  expect(await readZip(path)).toEqual([]);
});

test('zip-format: a file over 4 GiB and the one after it are found through Zip64', async () => {
  const last = Buffer.from('after');
  const facts = [
    { path: 'before.png', size: 0, crc32: 0, lastModified: NOON },
    { path: 'large.mp4', size: 5 * GIB, crc32: 7, lastModified: NOON },
    { path: 'after.png', size: last.length, crc32: crc32(last), lastModified: NOON },
  ];
  const file = await open(path, 'w');
  const entries: PlacedEntry[] = [];
  let at = 0;
  const write = async (bytes: Uint8Array): Promise<void> => {
    await file.write(bytes, 0, bytes.length, at);
    at += bytes.length;
  };
  for (const entry of facts) {
    entries.push({ ...entry, offset: at });
    await write(localHeader(entry));
    if (entry.size === last.length) await write(last);
    else at += entry.size; // a hole, which takes no room
  }
  await write(directory(entries, at));
  await file.close();
  const files = await readZip(path);
  expect(files.map(({ size }) => size)).toEqual([0, 5 * GIB, 5]);
  expect((await files[2]?.read())?.toString()).toBe('after');
});

test('zip-format: more files than 16 bits can count are all in the directory', async () => {
  const names = Array.from({ length: 65_536 }, (_, index) => `${index}.png`);
  const entries = names.map((name, offset) => ({
    ...{ path: name, size: 1, crc32: 0, lastModified: NOON, offset },
  }));
  await writeFile(path, directory(entries, 0));
  expect((await readZip(path)).map(file => file.path)).toEqual(names);
});
