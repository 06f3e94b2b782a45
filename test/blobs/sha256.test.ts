import { createHash } from 'node:crypto';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { sha256 } from '../../src/blobs/sha256';

const MIB = 1024 ** 2;

afterEach(() => vi.restoreAllMocks());

/** A blob whose bytes come when the test says so. */
class HeldBlob extends Blob {
  static readonly reading = new Set<HeldBlob>();
  static most = 0;
  release = (): void => {};

  override async arrayBuffer(): Promise<ArrayBuffer> {
    await this.#hold();
    return super.arrayBuffer();
  }

  async #hold(): Promise<void> {
    const { reading } = HeldBlob;
    reading.add(this);
    HeldBlob.most = Math.max(
      HeldBlob.most,
      [...reading].reduce((sum, { size }) => sum + size, 0),
    );
    await new Promise<void>(resolve => {
      this.release = resolve;
    });
    reading.delete(this);
  }
}

const bytesOf = (size: number, seed = 31): Uint8Array<ArrayBuffer> =>
  new Uint8Array(size).map((_, index) => index * seed);

const expected = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64');

describe('sha256', () => {
  test.each([0, 1, 300_000, MIB - 1, MIB, 3 * MIB + 7])(
    'of %d bytes is the one that everybody computes',
    async size => {
      expect(await sha256(new Blob([bytesOf(size)]))).toBe(expected(bytesOf(size)));
    },
  );

  test('of many blobs of many sizes at once is that of each', async () => {
    const all = [5, 3, 5, 1, 4, 0.5, 5, 5, 2].map((size, index) => bytesOf(size * MIB, index + 3));
    expect(await Promise.all(all.map(bytes => sha256(new Blob([bytes]))))).toEqual(all.map(expected));
    const slice = new Blob([bytesOf(4 * MIB)]).slice(MIB + 1, 3 * MIB);
    expect(await sha256(slice)).toBe(expected(bytesOf(4 * MIB).slice(MIB + 1, 3 * MIB)));
  });

  test('leaves nothing of the bytes to the garbage collector', async () => {
    const blob = new Blob([bytesOf(2 * MIB)]);
    const read = await blob.arrayBuffer();
    vi.spyOn(blob, 'arrayBuffer').mockResolvedValue(read);
    expect(await sha256(blob)).toBe(expected(bytesOf(2 * MIB)));
    expect(read.byteLength).toBe(0);
  });

  test('says so when the bytes can’t be read any more, and goes on with others', async () => {
    const gone = new Blob([bytesOf(5)]);
    vi.spyOn(gone, 'arrayBuffer').mockRejectedValue(new DOMException('moved', 'NotReadableError'));
    const [one, two] = await Promise.allSettled([sha256(gone), sha256(new Blob(['y']))]);
    expect(one).toMatchObject({ status: 'rejected', reason: { code: 'bytes-changed' } });
    expect(two).toMatchObject({ status: 'fulfilled' });
  });

  test('of a file that got shorter is none', async () => {
    const shorter = new Blob([bytesOf(2 * MIB)]);
    vi.spyOn(shorter, 'arrayBuffer').mockResolvedValue(new ArrayBuffer(MIB));
    await expect(sha256(shorter)).rejects.toMatchObject({ code: 'bytes-changed' });
  });

  test.each([
    { sizes: [5, 4, 3, 6, 2, 1, 8, 5], most: 8 },
    { sizes: [8, 8, 8, 40, 1, 5, 5, 5, 5], most: 40 }, // one that is larger is alone
  ])(
    'holds $most MiB in memory, whoever asks, and keeps nobody waiting for ever',
    async ({ sizes, most }) => {
      HeldBlob.most = 0;
      const blobs = sizes.map(size => new HeldBlob([new Uint8Array(size * MIB)]));
      const order: number[] = [];
      const all = blobs.map((blob, index) => sha256(blob).then(() => order.push(index)));
      for (let rounds = 0; order.length < blobs.length && rounds < 10_000; rounds++) {
        await new Promise(resolve => setTimeout(resolve));
        for (const blob of [...HeldBlob.reading]) blob.release();
      }
      await Promise.all(all);
      expect(HeldBlob.most).toBe(most * MIB);
      expect(order.indexOf(3)).toBeGreaterThan(2);
    },
  );
});
