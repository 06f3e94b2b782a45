import { putBlob } from '../../../../src/blobs/blob-store';
import { call, stream } from '../../../../src/messaging/client';
import type { TransferView } from '../../../../src/messaging/protocol';
import { chosenFiles } from './chosen-files';

/** Longer than a part takes behind the slowest link of the bench. */
const SILENCE_MS = 60_000;

// What `src/popup/adding/use-additions.ts` does with files from a person's hands, without the popup around it.

/**
 * Hands the chosen files over as the popup does, one after the other; milliseconds from there, before a byte was
 * staged, until the worker reports the last one saved.
 */
export async function handOver({ album }: { readonly album: string }): Promise<number> {
  await wakeWorker();
  const files = chosenFiles();
  const start = performance.now();
  const ids = new Set<string>();
  for (const file of files) {
    const blobId = await putBlob(file);
    await call('photos.add', { album, files: [{ blobId, name: file.name }] });
    ids.add(blobId);
  }
  await allSaved(ids);
  return performance.now() - start;
}

/** The same, timed from `photos.add` on: the bytes of all files are staged before. */
export async function handOverStaged({ album }: { readonly album: string }): Promise<number> {
  await wakeWorker();
  const staged: { readonly blobId: string; readonly name: string }[] = [];
  for (const file of chosenFiles()) staged.push({ blobId: await putBlob(file), name: file.name });
  const start = performance.now();
  await call('photos.add', { album, files: staged });
  await allSaved(new Set(staged.map(({ blobId }) => blobId)));
  return performance.now() - start;
}

/** Starting a worker that slept is no part of a transfer. */
async function wakeWorker(): Promise<void> {
  await call('settings.get');
}

/**
 * Waits until none of these transfers is still to be saved. The worker forgets the oldest of those that are; one
 * that was accepted and is no longer listed was saved.
 */
async function allSaved(ids: ReadonlySet<string>): Promise<void> {
  const silence = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let open: readonly TransferView[] = [];
  for await (const transfers of stream('transfers.watch', undefined, silence.signal)) {
    clearTimeout(timer);
    open = transfers.filter(({ id, state }) => ids.has(id) && state !== 'saved');
    const failed = open.find(({ state }) => state === 'failed');
    if (failed !== undefined) throw new Error(`Shoebox failed: ${JSON.stringify(failed.failure)}`);
    if (open.length === 0) return;
    timer = setTimeout(() => silence.abort(), SILENCE_MS);
  }
  throw new Error(`Nothing heard for ${SILENCE_MS / 1000} s of ${open.length}: ${JSON.stringify(open[0])}`);
}
