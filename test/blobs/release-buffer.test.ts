import { expect, test } from 'vitest';
import { releaseBuffer } from '../../src/blobs/release-buffer';

test('releaseBuffer frees every buffer, also after its port is known to be closed', async () => {
  for (const size of [1, 300_000, 5_000_000]) {
    const buffer = new ArrayBuffer(size);
    releaseBuffer(buffer);
    expect(buffer.byteLength).toBe(0);
    await new Promise(resolve => setTimeout(resolve));
  }
});
