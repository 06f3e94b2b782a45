import { expect, test, vi } from 'vitest';
import { NEVER_ABORTED } from '../../src/core/promises';
import { openClaims } from '../../src/transfers/claims';
import type { TransferDatabase } from '../../src/transfers/ports';
import { openTransferStore } from '../../src/transfers/transfer-store';
import { gate } from './world/points';
import { BUCKET, clicked } from './world/world';

test('keeping objects locks the key that an upload has come to while another key was waited for', async () => {
  const disk = { written: gate() };
  disk.written.open();
  const write = vi.fn(async () => void (await disk.written.opened));
  const database: TransferDatabase = {
    ...{ all: async () => [], pendingCleanups: async () => [], parts: async () => [], write },
    ...{ remove: async () => {}, writePart: async () => {}, removeParts: async () => {} },
  };
  const store = openTransferStore(database);
  await store.load();
  await store.add([clicked('t1', 'Cats/')]);
  const keys = ['Cats/a.png'];
  const claims = openClaims(store, () => keys);
  const unlock = await claims.lock(BUCKET, 'Cats/a.png', NEVER_ABORTED);
  const kept = claims.keep(BUCKET, ['Cats/a.png', 'Cats/b.png']);
  keys.push('Cats/b.png');
  write.mockClear();
  disk.written = gate();
  unlock();
  await vi.waitFor(() => expect(write).toHaveBeenCalled());
  let isLocked = true;
  const locked = claims.lock(BUCKET, 'Cats/b.png', NEVER_ABORTED).then(() => {
    isLocked = false;
  });
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  expect(isLocked).toBe(true);
  disk.written.open();
  expect(await kept).toEqual([]);
  await locked;
  expect(store.get('t1')?.keptKeys).toEqual(['Cats/a.png', 'Cats/b.png']);
});
