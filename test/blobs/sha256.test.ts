import { createHash } from 'node:crypto';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { sha256 } from '../../src/blobs/sha256';

// Node 20 lacks what Chrome and Firefox have.
if (!('transfer' in ArrayBuffer.prototype)) {
  Object.defineProperty(ArrayBuffer.prototype, 'transfer', {
    value(this: ArrayBuffer) {
      structuredClone(this, { transfer: [this] });
      return new ArrayBuffer(0);
    },
  });
}

const MIB = 1024 ** 2;

afterEach(() => vi.restoreAllMocks());

/** A blob that is read when the test says so. */
class HeldBlob extends Blob {
  static readonly reading: HeldBlob[] = [];
  static most = 0;
  release = (): void => {};
  override async arrayBuffer(): Promise<ArrayBuffer> {
    HeldBlob.reading.push(this);
    HeldBlob.most = Math.max(
      HeldBlob.most,
      HeldBlob.reading.reduce((sum, { size }) => sum + size, 0),
    );
    await new Promise<void>(resolve => {
      this.release = resolve;
    });
    HeldBlob.reading.splice(HeldBlob.reading.indexOf(this), 1);
    return super.arrayBuffer();
  }
}

const nextTurn = (): Promise<void> => new Promise(resolve => setTimeout(resolve));

describe('sha256', () => {
  test.each([0, 1, 300_000, 3 * MIB])('of %d bytes is the one that everybody computes', async size => {
    const bytes = new Uint8Array(size).map((_, index) => index * 31);
    expect(await sha256(new Blob([bytes]))).toBe(createHash('sha256').update(bytes).digest('base64'));
  });

  test('says so when the bytes can’t be read any more, and goes on with others', async () => {
    const gone = new Blob(['x']);
    vi.spyOn(gone, 'arrayBuffer').mockRejectedValue(new DOMException('moved', 'NotReadableError'));
    const [one, two] = await Promise.allSettled([sha256(gone), sha256(new Blob(['y']))]);
    expect(one).toMatchObject({ status: 'rejected', reason: { code: 'bytes-changed' } });
    expect(two).toMatchObject({ status: 'fulfilled' });
  });

  test('holds few bytes in memory, whoever asks, and keeps nobody waiting for ever', async () => {
    const blobs = [8, 8, 8, 40, 1, 5, 5, 5, 5].map(size => new HeldBlob([new Uint8Array(size * MIB)]));
    const order: number[] = [];
    const all = blobs.map((blob, index) => sha256(blob).then(() => order.push(index)));
    for (let rounds = 0; order.length < blobs.length && rounds < 1_000; rounds++) {
      await nextTurn();
      for (const blob of [...HeldBlob.reading]) blob.release();
    }
    await Promise.all(all);
    // 16 MiB together, or one that is larger by itself.
    expect(HeldBlob.most).toBe(40 * MIB);
    expect(order.indexOf(3)).toBeGreaterThan(2);
  });
});
