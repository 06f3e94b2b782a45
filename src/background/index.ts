import browser from 'webextension-polyfill';
import { managedUpload } from '../aws/managed-upload';
import { deleteBlobs, getBlob, getBlobs, putBlob } from '../blobs/blob-store';
import { deleteParts, deletePartsExcept, freeStorageBytes, partIds, putPart } from '../blobs/download-store';
import { sha256 } from '../blobs/sha256';
import { openCapture } from '../capture/capture';
import { openRefererRules } from '../capture/referer-rules';
import { reportUncaught } from '../core/diagnostics';
import { changesAlbums } from '../core/job';
import { connectionLimit } from '../core/parts';
import { openJobDatabase } from '../jobs/job-database';
import { openJobs } from '../jobs/jobs';
import { openTransferDatabase } from '../transfers/transfer-database';
import { openTransfers } from '../transfers/transfers';
import { albumCalls, albumStreams, refreshAlbums } from './album-handlers';
import { showBadge } from './badge';
import { callInFrame } from './call-in-frame';
import { diagnosticsCalls, report } from './diagnostics';
import { downloadCalls } from './download-handlers';
import { environment } from './environment';
import { updateCoverAfterRename } from './follow-cover';
import { isIncognitoWorker } from './incognito';
import { openJobBucket } from './job-bucket';
import { jobCalls, jobView } from './job-handlers';
import { listenToAlarms, setActivity } from './keepalive';
import { listenToMenu } from './menu-clicks';
import { serve } from './message-server';
import { listenToNotificationActions } from './notification-actions';
import { notifyOfTransfer } from './notify-transfer';
import { removeOrphanedBlobs } from './orphaned-blobs';
import { listenForPicker, pageImageCalls, pageImageStreams } from './page-images';
import { forgetThumbnails, openPhotoThumbnails, saveThumbnailOf, thumbnailCalls } from './photo-thumbnails';
import { loadPreferences } from './preferences-store';
import { retryOnPermission } from './retry-on-permission';
import { saveFromMenu } from './save-from-menu';
import { applySettings, drawMissingMenu, listenToSettings, prefetchAlbums } from './settings-changes';
import { settingsCalls, settingsStreams } from './settings-handlers';
import { loadSettings } from './settings-store';
import { onEvent, sideEffect } from './side-effects';
import { listenForPanel } from './side-panel';
import { restrictStorageAccess } from './storage-access-level';
import { openSubscription } from './subscription';
import { openTransferBucket } from './transfer-bucket';
import { transferCalls, transferSubscription } from './transfer-handlers';

// The wiring of the background worker. All listeners are registered here and now, before any `await`: an event that
// wakes the worker reaches only listeners that are there at once.

reportUncaught(report, 'worker');
report('worker.started', null);

const photoThumbnails = openPhotoThumbnails();

const transfers = openTransfers({
  database: openTransferDatabase(),
  blobs: { put: putBlob, get: getBlobs, delete: deleteBlobs },
  environment,
  capture: openCapture({
    loadPreferences,
    callInFrame,
    refererRules: openRefererRules(isIncognitoWorker, report),
    sha256,
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
    removed: () => jobs.removals.removalCount(),
    hold: (bucketId, key) => jobs.removals.exempt(bucketId, key),
    keep: (bucket, keys) => jobs.removals.keep(bucket, keys),
  },
  report,
  connectionLimit: pace => connectionLimit(pace, watch.subscribers() > 0),
  onActivity(activity) {
    setActivity('transfers', activity);
    photoThumbnails.setBusy(activity === 'busy');
  },
  onChange(current) {
    showBadge(current);
    watch.publish(current);
  },
  onSettled(transfer, image) {
    saveThumbnailOf(photoThumbnails, transfer, image);
    notifyOfTransfer(transfers, transfer, image);
  },
});

const watch = transferSubscription(transfers.all);

const jobs = openJobs({
  database: openJobDatabase(),
  downloads: {
    put: putPart,
    ids: partIds,
    delete: deleteParts,
    deleteExcept: deletePartsExcept,
    room: freeStorageBytes,
  },
  environment,
  openBucket: openJobBucket,
  executorFor: transfers.executorFor,
  onActivity: activity => setActivity('jobs', activity),
  onChange: current => jobWatch.publish(current),
  onDeleting: photos => forgetThumbnails(photoThumbnails, photos),
  cleanup: transfers.removals,
  expectMultipartUpload: transfers.expectMultipartUpload,
  onEnded(job, renamedTo) {
    if (changesAlbums(job.order)) void sideEffect('albums.refresh', refresh); // whoever opens a list asks again
    void sideEffect('cover.follow-rename', () => updateCoverAfterRename(job, renamedTo)); // it can be chosen anew
  },
  report,
});

const jobWatch = openSubscription(jobs.all, jobView);

const refresh = (): Promise<unknown> => refreshAlbums(jobs.hidden);

serve(
  {
    ...settingsCalls(refresh),
    ...albumCalls(jobs.hidden),
    ...thumbnailCalls(photoThumbnails),
    ...transferCalls(transfers, callInFrame),
    ...jobCalls(jobs, refresh),
    ...downloadCalls(jobs),
    ...pageImageCalls(callInFrame),
    ...diagnosticsCalls,
  },
  {
    ...settingsStreams,
    ...albumStreams(jobs.hidden),
    ...pageImageStreams(callInFrame),
    'transfers.watch': watch.stream,
    'jobs.watch': jobWatch.stream,
  },
  report,
);

listenToMenu(click => saveFromMenu(transfers, click));
listenForPanel();
listenForPicker();
listenToNotificationActions(transfers);
listenToAlarms(goOn);
retryOnPermission(transfers);
listenToSettings(refresh);

onEvent('runtime.installed', browser.runtime.onInstalled, async ({ reason }) => {
  await sideEffect('settings.follow', applySettings);
  if (reason === 'install' && (await loadSettings()) === null) await browser.runtime.openOptionsPage();
});
onEvent('runtime.startup', browser.runtime.onStartup, async () => {
  await applySettings();
  await prefetchAlbums(refresh);
});

restrictStorageAccess();
void sideEffect('menu.draw-missing', drawMissingMenu);
goOn();
void sideEffect('blobs.remove-orphaned', () => removeOrphanedBlobs(transfers));

/** Goes on with what earlier workers left, once; tried again, by an alarm, where that failed. */
function goOn(): void {
  void sideEffect('jobs.resume', () => jobs.recover());
  void sideEffect('transfers.resume', () => transfers.recover());
}
