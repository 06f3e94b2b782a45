import browser from 'webextension-polyfill';
import { deleteBlobs, getBlob, getBlobs, putBlob } from '../blobs/blob-store';
import { deleteParts, deletePartsExcept, partIds, putPart, roomForParts } from '../blobs/download-store';
import { sha256 } from '../blobs/sha256';
import { openCapture } from '../capture/capture';
import { openRefererRules } from '../capture/referer-rules';
import { changesAlbums } from '../core/job';
import { connectionLimit } from '../core/parts';
import { reportUncaught } from '../core/report-uncaught';
import { openJobs } from '../jobs/jobs';
import { openJobJournal } from '../jobs/journal';
import { serve } from '../messaging/server';
import { openJournal } from '../transfers/journal';
import { openTransfers } from '../transfers/transfers';
import { albumCalls, albumStreams, refreshAlbums } from './album-handlers';
import { askPage } from './ask-page';
import { showBadge } from './badge';
import { diagnosticsCalls, report } from './diagnostics';
import { downloadCalls } from './download-handlers';
import { listenToGrants } from './granted-retries';
import { jobCalls, jobView } from './job-handlers';
import { openJobStore } from './job-store';
import { listenToAlarms, workGoesOn } from './keep-awake';
import { keepCover } from './keep-cover';
import { listenToMenu } from './menu-clicks';
import { listenToNotificationActions } from './notification-actions';
import { openObjectStore } from './object-store';
import { removeOrphanedBlobs } from './orphaned-blobs';
import { listenForPicker, pageImageCalls, pageImageStreams } from './page-images';
import { listenForPanel } from './panel';
import { forgetThumbnails, openPhotoThumbnails, rememberPicture, thumbnailCalls } from './photo-thumbnails';
import { loadPreferences } from './preferences-store';
import { isPrivateWorker } from './private-windows';
import { saveFromMenu } from './save-from-menu';
import { drawMissingMenu, followSettings, listenToSettings, refreshInAdvance } from './settings-changes';
import { settingsCalls, settingsStreams } from './settings-handlers';
import { loadSettings } from './settings-store';
import { onEvent, sideEffect } from './side-effects';
import { surroundings } from './surroundings';
import { tellOfTransfer } from './tell-of-transfer';
import { transferCalls, transferWatch } from './transfer-handlers';

import { keepStorageToOurselves } from './trusted-storage';
import { watchOf } from './watch';

// The wiring of the background worker. All listeners are registered here and now, before any `await`: an event that
// wakes the worker reaches only listeners that are there at once.

reportUncaught(report, 'worker');
report('worker.started', null);

const photoThumbnails = openPhotoThumbnails();

const transfers = openTransfers({
  journal: openJournal(),
  blobs: { put: putBlob, get: getBlobs, delete: deleteBlobs },
  surroundings,
  capture: openCapture({
    loadPreferences,
    askPage,
    refererRules: openRefererRules(isPrivateWorker, report),
    sha256,
    isPrivate: isPrivateWorker,
    readBlob: getBlob,
    report,
  }),
  sha256,
  openStore: openObjectStore,
  jobRemovals: {
    load: () => jobs.removals.load(),
    includes: (bucket, key) => jobs.removals.includes(bucket, key),
    removed: () => jobs.removals.removed(),
    hold: (bucketId, key) => jobs.removals.hold(bucketId, key),
    keep: (bucket, keys) => jobs.removals.keep(bucket, keys),
  },
  report,
  connectionLimit: pace => connectionLimit(pace, watch.watchers() > 0),
  onActivity(activity) {
    workGoesOn('transfers', activity);
    photoThumbnails.setBusy(activity === 'busy');
  },
  onChange(current) {
    showBadge(current);
    watch.publish(current);
  },
  onSettled(transfer, image) {
    rememberPicture(photoThumbnails, transfer, image);
    tellOfTransfer(transfers, transfer, image);
  },
});

const watch = transferWatch(transfers.all);

const jobs = openJobs({
  journal: openJobJournal(),
  downloads: {
    put: putPart,
    ids: partIds,
    delete: deleteParts,
    deleteExcept: deletePartsExcept,
    room: roomForParts,
  },
  surroundings,
  openStore: openJobStore,
  lineTo: transfers.lineTo,
  onActivity: activity => workGoesOn('jobs', activity),
  onChange: current => jobWatch.publish(current),
  onDeleting: photos => forgetThumbnails(photoThumbnails, photos),
  cleanup: transfers.removals,
  expectUpload: transfers.expectUpload,
  onEnded(job, renamedTo) {
    if (changesAlbums(job.order)) void sideEffect('albums.refresh', refresh); // whoever opens a list asks again
    void sideEffect('cover.follow-rename', () => keepCover(job, renamedTo)); // it can be chosen anew
  },
  report,
});

const jobWatch = watchOf(jobs.all, jobView);

const refresh = (): Promise<unknown> => refreshAlbums(jobs.hidden);

serve(
  {
    ...settingsCalls(refresh),
    ...albumCalls(jobs.hidden),
    ...thumbnailCalls(photoThumbnails),
    ...transferCalls(transfers, askPage),
    ...jobCalls(jobs, refresh),
    ...downloadCalls(jobs),
    ...pageImageCalls(askPage),
    ...diagnosticsCalls,
  },
  {
    ...settingsStreams,
    ...albumStreams(jobs.hidden),
    ...pageImageStreams(askPage),
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
listenToGrants(transfers);
listenToSettings(refresh);

onEvent('runtime.installed', browser.runtime.onInstalled, async ({ reason }) => {
  await sideEffect('settings.follow', followSettings);
  if (reason === 'install' && (await loadSettings()) === null) await browser.runtime.openOptionsPage();
});
onEvent('runtime.startup', browser.runtime.onStartup, async () => {
  await followSettings();
  await refreshInAdvance(refresh);
});

keepStorageToOurselves();
void sideEffect('menu.draw-missing', drawMissingMenu);
goOn();
void sideEffect('blobs.remove-orphaned', () => removeOrphanedBlobs(transfers));

/** Goes on with what earlier workers left, once; tried again, by an alarm, where that failed. */
function goOn(): void {
  void sideEffect('jobs.resume', () => jobs.resume());
  void sideEffect('transfers.resume', () => transfers.resume());
}
