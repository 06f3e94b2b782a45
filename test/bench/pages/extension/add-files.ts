import { putBlobs } from '../../../../src/blobs/blob-store';
import { call } from '../../../../src/messaging/client';
import type { AddedFile } from '../../../../src/messaging/protocol';
import { chosenFiles } from '../chosen-files';
import { watchUntilSaved } from './watch-until-saved';

/** What the popup stores and hands over in one go. */
const BATCH_FILES = 64;
const BATCH_BYTES = 32 * 1024 ** 2;

// What the popup does with files from a person's hands, without the popup around it.

interface StagedFile extends AddedFile {
  readonly file: File;
}

/**
 * Hands the chosen files over as the popup does, batch after batch; milliseconds from there, before a byte was staged,
 * until the worker reports the last one saved.
 */
export async function addFiles({ album }: { readonly album: string }): Promise<number> {
  await wakeWorker();
  const files = chosenFiles().map(toStage);
  const start = performance.now();
  for (const batch of batches(files)) {
    await stage(batch);
    await call('photos.add', { album, files: batch.map(added) });
  }
  await allSaved(files);
  return performance.now() - start;
}

/** The same, timed from `photos.add` on: the bytes of all files are staged before. */
export async function addStagedFiles({ album }: { readonly album: string }): Promise<number> {
  await wakeWorker();
  const files = chosenFiles().map(toStage);
  for (const batch of batches(files)) await stage(batch);
  const start = performance.now();
  await call('photos.add', { album, files: files.map(added) });
  await allSaved(files);
  return performance.now() - start;
}

/** Starting a worker that slept is no part of a transfer. */
async function wakeWorker(): Promise<void> {
  await call('settings.get');
}

const toStage = (file: File): StagedFile => ({
  ...{ file, blobId: crypto.randomUUID(), name: file.name, size: file.size, mediaType: file.type },
});

const added = ({ file: _, ...rest }: StagedFile): AddedFile => rest;

const stage = (batch: readonly StagedFile[]): Promise<void> =>
  putBlobs(batch.map(({ blobId, file }) => ({ id: blobId, blob: file })));

function* batches(files: readonly StagedFile[]): Generator<readonly StagedFile[], void, undefined> {
  let batch: StagedFile[] = [];
  let bytes = 0;
  for (const file of files) {
    if (batch.length === BATCH_FILES || (batch.length > 0 && bytes + file.size > BATCH_BYTES)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(file);
    bytes += file.size;
  }
  if (batch.length > 0) yield batch;
}

/**
 * Waits until all of these are saved. The worker forgets the oldest of those that are; one that was accepted and is no
 * longer listed was saved.
 */
async function allSaved(files: readonly StagedFile[]): Promise<void> {
  const ids = new Set(files.map(({ blobId }) => blobId));
  await watchUntilSaved(({ id }) => ids.has(id));
}

/** Wakes the worker, as whoever opens the popup does, and waits until all that it has to do is done; milliseconds. */
export async function resumeTransfers(): Promise<number> {
  const start = performance.now();
  await watchUntilSaved(() => true);
  return performance.now() - start;
}
