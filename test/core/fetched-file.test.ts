import { describe, expect, test } from 'vitest';
import { fetchedParts } from '../../src/core/fetched-file';

const MIB = 1024 ** 2;
const subject = { key: 'A/a.mp4', etag: 'e', size: 0 };

describe('an object', () => {
  test('of up to 16 MiB is fetched whole, also an empty one', () => {
    expect(fetchedParts(subject)).toMatchObject([{ isWhole: true, start: 0, end: 0 }]);
    expect(fetchedParts({ ...subject, size: 16 * MIB })).toMatchObject([{ isWhole: true, end: 16 * MIB }]);
  });

  test('that is larger is fetched in parts, each under a name of its own', () => {
    const parts = fetchedParts({ ...subject, size: 40 * MIB });
    expect(parts.map(({ start, end }) => end - start)).toEqual([16 * MIB, 16 * MIB, 8 * MIB]);
    const others = fetchedParts({ ...subject, etag: 'other', size: 40 * MIB });
    expect(new Set([...parts, ...others].map(({ id }) => id)).size).toBe(6);
  });
});
