import { expect, test } from 'vitest';
import {
  albumPaths,
  nameOfOneAlbum,
  planAlbums,
  planOneAlbum,
  withoutAlbum,
} from '../../../src/popup/folders/plan-albums';
import type { FoundFile } from '../../../src/popup/folders/read-folder';

const found = (...paths: readonly string[]): readonly FoundFile[] =>
  paths.map(path => {
    const folders = path.split('/');
    return { file: new File(['x'], folders.pop() ?? ''), folders };
  });

/** In a bucket that holds these albums. */
const place = (
  base: string,
  isAlbum: boolean,
  there: Readonly<Record<string, Record<string, string>>> = {},
) => ({
  base,
  isAlbum,
  albumsIn: async (prefix: string) => new Map(Object.entries(there[prefix] ?? {})),
});

const names = ({ groups }: Awaited<ReturnType<typeof planAlbums>>): Record<string, readonly string[]> =>
  Object.fromEntries(groups.map(({ album, files }) => [album, files.map(({ name }) => name)]));

test('planAlbums: albums lie in each other as the folders do', async () => {
  const files = found('Trip/a.jpg', 'Trip/Day 1/b.jpg', 'Trip/Day 2/Night/c.jpg', 'Cats/d.jpg');
  const plan = await planAlbums(files, place('me/', false));
  expect(names(plan)).toEqual({
    'me/Trip/': ['a.jpg'],
    'me/Trip/Day 1/': ['b.jpg'],
    'me/Trip/Day 2/Night/': ['c.jpg'],
    'me/Cats/': ['d.jpg'],
  });
  expect(plan.newAlbums).toEqual(['me/Trip/', 'me/Cats/']);
  expect(albumPaths(files).size).toBe(5);
});

test('planAlbums: what is dropped onto an album lies in it, and loose files too; without one, they have no place', async () => {
  const files = found('Trip/a.jpg', 'loose.jpg');
  expect(names(await planAlbums(files, place('Cats/', true)))).toEqual({
    'Cats/Trip/': ['a.jpg'],
    'Cats/': ['loose.jpg'],
  });
  expect(names(await planAlbums(files, place('', false)))).toEqual({ 'Trip/': ['a.jpg'] });
});

test('planAlbums: folders whose names become one are one album: NFD and NFC, with what can’t be seen and without', async () => {
  const plan = await planAlbums(
    found('Caf\u00e9/a.jpg', 'Cafe\u0301/b.jpg', 'Caf\u00e9 \u200b/c.jpg'),
    place('', false),
  );
  expect(names(plan)).toEqual({ 'Caf\u00e9/': ['a.jpg', 'b.jpg', 'c.jpg'] });
  expect(plan.newAlbums).toEqual(['Caf\u00e9/']);
});

test('planAlbums: an album that is there is added to under the prefix that it has, and so are albums in it', async () => {
  const there = {
    '': { 'My album': 'My%20album/' },
    'My%20album/': { 'Caf\u00e9': 'My%20album/Cafe\u0301/' },
  };
  const plan = await planAlbums(
    found('My album/a.jpg', 'My album/Caf\u00e9/b.jpg', 'My album/new/c.jpg'),
    place('', false, there),
  );
  expect(names(plan)).toEqual({
    'My%20album/': ['a.jpg'],
    'My%20album/Cafe\u0301/': ['b.jpg'],
    'My%20album/new/': ['c.jpg'],
  });
  expect(plan.newAlbums).toEqual([]);
});

test('planAlbums: what S3 allows no album for goes into the one around it', async () => {
  const long = 'x'.repeat(250);
  const plan = await planAlbums(
    found('Trip/\u200b/a.jpg', 'Trip/..a\u0007b/b.jpg', `${long}/${long}/${long}/${long}/c.jpg`),
    place('', false),
  );
  expect(names(plan)).toEqual({
    'Trip/': ['a.jpg'],
    'Trip/ab/': ['b.jpg'],
    [`${long}/${long}/${long}/`]: ['c.jpg'],
  });
});

test('a folder whose name no album can have puts nothing beside the albums: what it holds is left out, and told', async () => {
  const files = found('\u200b/a.jpg', '\u200b/Day 1/b.jpg', '\ue000/\u2800/c.jpg', 'loose.jpg', 'Trip/d.jpg');
  const long = 'me/'.padEnd(766, 'x');
  for (const base of ['', 'me/']) {
    const plan = await planAlbums(files, place(base, false));
    expect(names(plan)).toEqual({ [`${base}Day 1/`]: ['b.jpg'], [`${base}Trip/`]: ['d.jpg'] });
    const left = withoutAlbum(files, { base, isAlbum: false });
    expect(left.map(({ file }) => file.name)).toEqual(['a.jpg', 'c.jpg', 'loose.jpg']);
    expect(nameOfOneAlbum(files, base)).toBe('Day 1');
    const one = await planOneAlbum(files, place(base, false));
    expect(Object.keys(names(one))).toEqual([`${base}Day 1/`]);
  }
  expect(names(await planAlbums(files, place(`${long}/`, false)))).toEqual({});
  expect(names(await planOneAlbum(files, place(`${long}/`, false)))).toEqual({});
  expect(withoutAlbum(files, { base: `${long}/`, isAlbum: false })).toEqual(files);
  expect(withoutAlbum(files, { base: 'Cats/', isAlbum: true })).toEqual([]);
});

test('planOneAlbum: everything in the album, or in a new one that is called like the folder', async () => {
  const files = found('loose.jpg', 'Trip/a.jpg', 'Trip/Day 1/b.jpg');
  expect(names(await planOneAlbum(files, place('Cats/', true)))).toEqual({
    'Cats/': ['loose.jpg', 'a.jpg', 'b.jpg'],
  });
  const plan = await planOneAlbum(files, place('', false));
  expect(names(plan)).toEqual({ 'Trip/': ['loose.jpg', 'a.jpg', 'b.jpg'] });
  expect(plan.newAlbums).toEqual(['Trip/']);
});
