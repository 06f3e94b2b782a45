import { describe, expect, test } from 'vitest';
import { downloadParts } from '../../src/core/download-parts';

const MIB = 1024 ** 2;
const subject = { key: 'A/a.mp4', etag: 'e', size: 0 };

describe('an object', () => {
  test('of up to 4 MiB is fetched whole, also an empty one', () => {
    expect(downloadParts(subject)).toMatchObject([{ isWhole: true, start: 0, end: 0 }]);
    expect(downloadParts({ ...subject, size: 4 * MIB })).toMatchObject([{ isWhole: true, end: 4 * MIB }]);
  });

  test('that is larger is fetched in parts, each under a name of its own', () => {
    const parts = downloadParts({ ...subject, size: 10 * MIB });
    expect(parts.map(({ start, end }) => end - start)).toEqual([4 * MIB, 4 * MIB, 2 * MIB]);
    const others = downloadParts({ ...subject, etag: 'other', size: 10 * MIB });
    expect(new Set([...parts, ...others].map(({ id }) => id)).size).toBe(6);
  });
});
