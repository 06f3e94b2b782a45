import { expect, test } from 'vitest';
import { MULTIPART_THRESHOLD_BYTES } from '../../../src/core/parts';
import { randomMix } from './random-mix';

const SEEDS = Array.from({ length: 10 }, (_, seed) => seed);

test('a seed always makes the same random mix, and the next seed another one', () => {
  expect(randomMix(7)).toEqual(randomMix(7));
  expect(new Set(SEEDS.map(seed => JSON.stringify(randomMix(seed)))).size).toBe(SEEDS.length);
});

test.each(SEEDS)(
  'the mix of seed %i has 200 files, small and large, with equal bytes and equal names, some with faults',
  seed => {
    const files = randomMix(seed).steps.flatMap(step => step.files);
    expect(files).toHaveLength(200);
    expect(files.filter(({ bytes }) => bytes > MULTIPART_THRESHOLD_BYTES).length).toBeGreaterThan(5);
    const contents = new Set(files.map(({ album, content }) => `${album}${content}`)).size;
    const names = new Set(files.map(({ album, name }) => `${album}${name}`)).size;
    expect(200 - contents).toBeGreaterThan(20);
    expect(200 - names).toBeGreaterThan(20);
    expect(files.filter(({ schedule }) => schedule.length > 0)).toHaveLength(50);
  },
);

test.each(SEEDS)('the mix of seed %i has two renames, one deletion, three moves and four kills', seed => {
  const kinds = randomMix(seed).steps.flatMap(({ events }) => events.map(({ kind }) => kind));
  expect(kinds.sort()).toEqual([
    ...['delete-album', 'kill-browser', 'kill-worker', 'kill-worker', 'kill-worker'],
    ...['move-photos', 'move-photos', 'move-photos', 'rename-album', 'rename-album'],
  ]);
});
