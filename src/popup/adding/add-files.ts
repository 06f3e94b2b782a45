import { deleteBlobs, putBlob, putBlobs } from '../../blobs/blob-store';
import { type Failure, ShoeboxError, toFailure } from '../../core/failure';
import { serialQueue } from '../../core/serial-queue';
import type { Settings } from '../../core/settings';
import { callIdempotent } from '../../messaging/client';
import type { AddedFile } from '../../messaging/protocol';
import { reportFromPage } from '../../messaging/report-from-page';
import { batchesOf, filesWithoutSpace, type SpaceEstimate } from './batches';
import { datesOf } from './dates-of-file';

/** A file that a user added to an album, until it is in the database as a transfer. */
export interface Addition {
  readonly id: string;
  readonly album: string;
  /** Whose bucket the album is in; null when they were not known. */
  readonly settings: Settings | null;
  readonly name: string;
  readonly file: File;
  /** The place where it was taken can't be removed from it, and the user wants it all the same. */
  readonly keepsLocation?: true;
  /** Null while it is read. */
  readonly failure: Failure | null;
}

/** What is told while files are stored and the worker is told of them. */
export interface AddFilesEvents {
  readonly isWanted: (addition: Addition) => boolean;
  /** These are transfers now, or are wanted no more. */
  readonly onDone: (additions: readonly Addition[]) => void;
  readonly onFailed: (additions: readonly Addition[], failure: Failure) => void;
}

const enqueue = serialQueue();

/**
 * Stores files and makes transfers of them, some at a time, each under the addition's own id: so that trying again
 * after a lost answer adds a file once. One that can't be read or stored stops no other. Waits for earlier calls: a
 * disk does not read two files any faster. Never rejects.
 */
export const addFiles = (additions: readonly Addition[], events: AddFilesEvents): Promise<void> =>
  enqueue(() => addInBatches(additions, events));

async function addInBatches(additions: readonly Addition[], events: AddFilesEvents): Promise<void> {
  const refused = filesWithoutSpace(additions, await estimateSpace());
  if (refused.size > 0) events.onFailed([...refused], toFailure(new ShoeboxError('browser-storage-full')));
  const prepare = await preparation(events);
  for (const batch of batchesOf(additions.filter(addition => !refused.has(addition)))) {
    const wanted = await prepare(batch.filter(events.isWanted));
    await addBatch(wanted, events).catch(error => {
      reportFromPage('additions.store-together', error);
      return addOneByOne(wanted, events);
    });
  }
}

type Prepare = (batch: readonly Addition[]) => Promise<readonly Addition[]>;

/** What the user wants removed from files before they are stored anywhere: those from which it can't be are told, and left out. */
async function preparation(events: AddFilesEvents): Promise<Prepare> {
  try {
    if (!(await callIdempotent('preferences.get')).conversion.stripLocation) return async batch => batch;
    const { withoutLocation } = await import('../../location/remove-location');
    return async batch => {
      const cleaned: Addition[] = [];
      for (const addition of batch) {
        const { file, keepsLocation } = addition;
        try {
          const blob = keepsLocation === true ? file : await withoutLocation(file, file.type);
          const { name, type, lastModified } = file;
          cleaned.push({
            ...addition,
            file: blob === file ? file : new File([blob], name, { type, lastModified }),
          });
        } catch (error) {
          events.onFailed([addition], toFailure(error));
        }
      }
      return cleaned;
    };
  } catch (error) {
    return async batch => {
      events.onFailed(batch, toFailure(error));
      return [];
    };
  }
}

/** As it is now. Without an answer, the disk says no when it is full. */
const estimateSpace = (): Promise<SpaceEstimate> =>
  navigator.storage.estimate().catch(error => {
    reportFromPage('additions.estimate-room', error);
    return {};
  });

/** All or none: rejects when one of them can't be stored. */
async function addBatch(batch: readonly Addition[], events: AddFilesEvents): Promise<void> {
  if (batch.length === 0) return;
  await putBlobs(batch.map(({ id, file }) => ({ id, blob: file })));
  await notifyWorker(batch, events);
}

/** To find out which it was. */
async function addOneByOne(batch: readonly Addition[], events: AddFilesEvents): Promise<void> {
  for (const addition of batch) {
    if (!events.isWanted(addition)) continue;
    try {
      await putBlob(addition.file, addition.id);
    } catch (error) {
      events.onFailed([addition], toFailure(error));
      continue;
    }
    await notifyWorker([addition], events);
  }
}

/** Tells the worker of files that are stored. */
async function notifyWorker(stored: readonly Addition[], events: AddFilesEvents): Promise<void> {
  const wanted = stored.filter(events.isWanted);
  // One that stays all the same is found by the worker: no transfer speaks for it.
  const unwanted = stored.filter(addition => !wanted.includes(addition));
  deleteBlobs(unwanted.map(({ id }) => id)).catch(error => reportFromPage('additions.delete-blobs', error));
  try {
    // A batch has one album, and the settings of one picking.
    const [first] = wanted;
    if (first !== undefined) await add(first, wanted);
    events.onDone(stored);
  } catch (error) {
    events.onFailed(wanted, toFailure(error));
  }
}

async function add({ album, settings }: Addition, additions: readonly Addition[]): Promise<void> {
  const files = await Promise.all(additions.map(addedFile));
  await callIdempotent('photos.add', { album, ...(settings && { settings }), files });
}

const addedFile = async ({ id, name, file }: Addition): Promise<AddedFile> => ({
  blobId: id,
  name,
  size: file.size,
  mediaType: file.type,
  dates: await datesOf(file, name),
});
