import browser from 'webextension-polyfill';
import { managedUpload } from '../aws/managed-upload';
import { deleteBlobs, getBlob, getBlobs, putBlob } from '../blobs/blob-store';
import { guardDecoding } from '../blobs/decode-guard';
import { deleteParts, deletePartsExcept, freeStorageBytes, partIds, putPart } from '../blobs/download-store';
import { sha256 } from '../blobs/sha256';
import { openCallInFrame } from '../capture/call-in-frame';
import { openCapture } from '../capture/capture';
import { openRefererRules } from '../capture/referer-rules';
import contentScript from '../content/content-script?script&iife';
import { changesAlbums } from '../core/job';
import { connectionLimit } from '../core/parts';
import { openJobDatabase } from '../jobs/job-database';
import { openJobs } from '../jobs/jobs';
import { openTransferDatabase } from '../transfers/transfer-database';
import { openTransfers } from '../transfers/transfers';
import { refreshAlbums } from './album-handlers';
import { showBadge } from './badge';
import { report } from './diagnostics';
import { environment } from './environment';
import { openJobBucket } from './job-bucket';
import { jobView, updateCoverAfterRename } from './job-handlers';
import { setActivity } from './keepalive';
import { notifyOfTransfer } from './notify-transfer';
import { notifyOfWaiting } from './notify-waiting';
import { followMoved, forgetAlbumOf, forgetDeleted, recordSaved } from './photo-catalog';
import { forgetThumbnails, openPhotoThumbnails, saveThumbnailOf } from './photo-thumbnails';
import { loadPreferences } from './settings-store';
import { sideEffect } from './side-effects';
import { openSubscription } from './subscription';
import { openTransferBucket } from './transfer-bucket';
import { transferView } from './transfer-handlers';

// What the worker works with, wired together. Registers no listener: index.ts does.

/**
 * Whether this worker serves private windows. Chrome's manifest says `split`: these have a worker of their own, with their
 * own cookies, and with storage that is never written to disk and is gone with the last of them. Of `storage.local` and
 * `.sync` there is one for all windows: nothing about pages goes there.
 */
const isIncognitoWorker = (): boolean => browser.extension.inIncognitoContext === true;

export const callInFrame = openCallInFrame(contentScript);

export const photoThumbnails = openPhotoThumbnails();

export const transfers = openTransfers({
  database: openTransferDatabase(),
  blobs: { put: putBlob, get: getBlobs, delete: deleteBlobs },
  environment,
  capture: openCapture({
    loadPreferences,
    callInFrame,
    refererRules: openRefererRules(isIncognitoWorker, report),
    sha256,
    guardDecoding,
    isIncognito: isIncognitoWorker,
    readBlob: getBlob,
    report,
  }),
  sha256,
  managedUpload,
  openBucket: openTransferBucket,
  jobRemovals: {
    load: () => jobs.removals.load(),
    includes: (bucket, key) => jobs.removals.includes(bucket, key),
    removalCount: () => jobs.removals.removalCount(),
    exempt: (bucketId, key) => jobs.removals.exempt(bucketId, key),
    keep: (bucket, keys) => jobs.removals.keep(bucket, keys),
  },
  report,
  connectionLimit: pace => connectionLimit(pace, transferSubscription.subscribers() > 0),
  onActivity(activity) {
    setActivity('transfers', activity);
    photoThumbnails.setBusy(activity === 'busy');
  },
  onChange(current) {
    showBadge(current);
    notifyOfWaiting(current);
    transferSubscription.publish(current);
  },
  onSettled(transfer, image) {
    saveThumbnailOf(photoThumbnails, transfer, image);
    void sideEffect('catalog.record', () => recordSaved(transfer, image));
    notifyOfTransfer(transfers, transfer, image);
  },
});

export const transferSubscription = openSubscription(transfers.all, transferView);

export const jobs = openJobs({
  database: openJobDatabase(),
  downloads: {
    put: putPart,
    ids: partIds,
    delete: deleteParts,
    deleteExcept: deletePartsExcept,
    freeBytes: freeStorageBytes,
  },
  environment,
  openBucket: openJobBucket,
  executorFor: transfers.executorFor,
  onActivity: activity => setActivity('jobs', activity),
  onChange: current => jobSubscription.publish(current),
  async onDeleting(photos) {
    void sideEffect('catalog.forget', () => forgetDeleted(photos));
    await forgetThumbnails(photoThumbnails, photos);
  },
  onMoved: (bucket, items, isCopy) =>
    void sideEffect('catalog.move', () => followMoved(bucket, items, isCopy)),
  cleanup: transfers.removals,
  expectMultipartUpload: transfers.expectMultipartUpload,
  onEnded(job, renamedTo) {
    if (changesAlbums(job.order)) void sideEffect('albums.refresh', refresh); // whoever opens a list asks again
    void sideEffect('catalog.forget-album', () => forgetAlbumOf(job));
    void sideEffect('cover.follow-rename', () => updateCoverAfterRename(job, renamedTo)); // it can be chosen anew
  },
  report,
});

export const jobSubscription = openSubscription(jobs.all, jobView);

/** Lists the albums in S3 for the menu and the popup's next opening. */
export const refresh = (): Promise<unknown> => refreshAlbums(jobs.hidden);
