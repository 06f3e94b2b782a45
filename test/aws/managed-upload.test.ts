import { describe, expect, test } from 'vitest';
import { managedUpload } from '../../src/aws/managed-upload';
import { type PartRange, partRanges } from '../../src/core/parts';
import { gate } from '../transfers/world/points';

const MIB = 1024 * 1024;
const never = new AbortController().signal;

const file = (size: number, signal = never) => ({ size, partBytes: 5 * MIB, queueSize: 3, signal });

const settled = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

describe('lib-storage, given a file of which it sees ranges only', () => {
  test.each([8 * MIB + 1, 30 * MIB, 5 * 1024 * MIB])('cuts %i bytes as partRanges does', async size => {
    const asked: PartRange[] = [];
    await managedUpload(file(size), async range => {
      asked.push(range);
      return { etag: `etag ${range.partNumber}` };
    });
    expect(asked).toEqual(partRanges(size, 5 * MIB));
  });

  test('asks for a file of a single part as well', async () => {
    const asked: PartRange[] = [];
    await managedUpload(file(3 * MIB), async range => {
      asked.push(range);
      return { etag: 'etag' };
    });
    expect(asked).toEqual([{ partNumber: 1, start: 0, end: 3 * MIB }]);
  });

  test('goes on with a part of which S3 lists no entity tag', async () => {
    const asked: number[] = [];
    await managedUpload(file(20 * MIB), async ({ partNumber }) => {
      asked.push(partNumber);
      return { etag: partNumber === 2 ? '' : 'etag' };
    });
    expect(asked).toEqual([1, 2, 3, 4]);
  });

  test('has never more parts under way than queueSize', async () => {
    const sizes: number[] = [];
    let underWay = 0;
    await managedUpload(file(60 * MIB), async () => {
      sizes.push(++underWay);
      await settled();
      underWay--;
      return { etag: 'etag' };
    });
    expect([sizes.length, Math.max(...sizes)]).toEqual([12, 3]);
  });

  test('begins no part after one has failed, aborts the others, and rejects with its reason once they have settled', async () => {
    const asked: number[] = [];
    const aborted: number[] = [];
    const failing = gate();
    const lingering = gate();
    let rejection: unknown = null;
    const upload = managedUpload(file(60 * MIB), async ({ partNumber }, signal) => {
      asked.push(partNumber);
      signal.addEventListener('abort', () => aborted.push(partNumber));
      if (partNumber !== 2) {
        await lingering.opened;
        return { etag: 'etag' };
      }
      await failing.opened;
      throw new Error('the second one');
    });
    const watched = upload.catch(error => {
      rejection = error;
    });
    await settled();
    failing.open();
    await settled();
    expect([asked, aborted, rejection]).toEqual([[1, 2, 3], [1, 2, 3], null]);
    lingering.open();
    await watched;
    expect([asked, rejection]).toEqual([[1, 2, 3], new Error('the second one')]);
  });

  test('rejects with the reason of its signal, and begins no part after that', async () => {
    const asked: number[] = [];
    const cancelled = new AbortController();
    const reason = new Error('cancelled');
    const upload = managedUpload(file(60 * MIB, cancelled.signal), async ({ partNumber }) => {
      asked.push(partNumber);
      if (partNumber === 3) cancelled.abort(reason);
      await settled();
      return { etag: 'etag' };
    });
    await expect(upload).rejects.toBe(reason);
    expect(asked).toEqual([1, 2, 3]);
  });
});
