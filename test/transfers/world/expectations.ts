import { expect } from 'vitest';
import { TRANSFER_ID } from '../../../src/core/provenance';
import type { World } from './world';

/** Everything is in the bucket, and nowhere else: no bytes, no parts, no uploads, nothing left to be removed. */
export function expectAllSaved(world: World): void {
  for (const { id, state, key, outcome } of world.disk.transfers.values()) {
    expect([id, state]).toEqual([id, 'saved']);
    const object = world.bucket.objects.get(key ?? '');
    expect([id, object === undefined]).toEqual([id, false]);
    if (outcome === 'stored') expect(object?.metadata[TRANSFER_ID]).toBe(id);
  }
  expectNothingLeft(world);
}

/** Nothing but finished objects and the history of transfers. */
export function expectNothingLeft(world: World): void {
  expect({
    uploads: [...world.bucket.uploads.keys()],
    pendingCleanups: [...world.disk.pendingCleanups.keys()],
    blobs: [...world.disk.blobs.keys()],
  }).toEqual({ uploads: [], pendingCleanups: [], blobs: [] });
}

/** What is in the bucket, by key. */
export const contents = (world: World): Record<string, string> =>
  Object.fromEntries([...world.bucket.objects].map(([key, { content }]) => [key, content]));

/** As the background does at every start: bytes that no transfer speaks for were left by a death. */
export function removeOrphans({ disk }: World): void {
  const unsaved = [...disk.transfers.values()].filter(({ state }) => state !== 'saved');
  const inUse = new Set(unsaved.map(({ bytes }) => bytes?.blobId));
  for (const id of disk.blobs.keys()) if (!inUse.has(id)) disk.blobs.delete(id);
}
