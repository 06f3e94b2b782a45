import browser from 'webextension-polyfill';
import { deleteBlobs, getBlob, getBlobs, putBlob } from '../blobs/blob-store';
import { deleteParts, deletePartsExcept, partIds, putPart, roomForParts } from '../blobs/download-store';
import { sha256 } from '../blobs/sha256';
import { openCapture } from '../capture/capture';
import { openRefererRules } from '../capture/referer-rules';
import { changesAlbums } from '../core/job';
import { connectionLimit } from '../core/parts';
import type { Transfer } from '../core/transfer';
import { openJobs } from '../jobs/jobs';
import { openJobJournal } from '../jobs/journal';
import { serve } from '../messaging/server';
import { openJournal } from '../transfers/journal';
import { openTransfers } from '../transfers/transfers';
import { albumCalls, albumStreams, refreshAlbums } from './album-handlers';
import { askPage } from './ask-page';
import { showBadge } from './badge';
import { batchOf } from './batches';
import { copyAfterSaving } from './copy-after-saving';
import { downloadCalls } from './download-handlers';
import { listenToGrants } from './granted-retries';
import { jobCalls, jobView } from './job-handlers';
import { openJobStore } from './job-store';
import { listenToAlarms, workGoesOn } from './keep-awake';
import { keepCover } from './keep-cover';
import { listenToMenu } from './menu-clicks';
import { listenToNotificationActions } from './notification-actions';
import { notify, notifyOfBatch } from './notifications';
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
import { surroundings } from './surroundings';
import { keptThumbnail } from './thumbnails';
import { transferCalls, transferWatch } from './transfer-handlers';

import { keepStorageToOurselves } from './trusted-storage';
import { watchOf } from './watch';

// The wiring of the background worker. All listeners are registered here and now, before any `await`: an event that
// wakes the worker reaches only listeners that are there at once.

const photoThumbnails = openPhotoThumbnails();

const transfers = openTransfers({
  journal: openJournal(),
  blobs: { put: putBlob, get: getBlobs, delete: deleteBlobs },
  surroundings,
  capture: openCapture({
    loadPreferences,
    askPage,
    refererRules: openRefererRules(isPrivateWorker),
    sha256,
    isPrivate: isPrivateWorker,
    readBlob: getBlob,
  }),
  sha256,
  openStore: openObjectStore,
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
    if (transfer.outcome === 'already-there' && transfer.key !== null) void jobs.spare(transfer.key);
    // What a person added in the album manager is seen there; what was saved from a page shows itself.
    if (transfer.source.kind === 'web') void tellOfCapture(transfer, image);
    else if (transfer.state === 'failed') void notify(transfer, null, null);
  },
});

async function tellOfCapture(transfer: Transfer, image: Blob | null): Promise<void> {
  const thumbnail = await keptThumbnail(transfer, image);
  const batch = batchOf(transfer, await transfers.all());
  const copied = await copyAfterSaving(batch);
  await (batch.length > 1 ? notifyOfBatch(batch, copied) : notify(transfer, thumbnail, copied));
}

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
  onEnded(job) {
    if (changesAlbums(job.order)) void refresh().catch(() => {}); // whoever opens a list asks again
    void keepCover(job).catch(() => {}); // it can be chosen anew
  },
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
    'diagnostics.report': async () => undefined,
  },
  {
    ...settingsStreams,
    ...albumStreams(jobs.hidden),
    ...pageImageStreams(askPage),
    'transfers.watch': watch.stream,
    'jobs.watch': jobWatch.stream,
  },
);

listenToMenu(click => saveFromMenu(transfers, click));
listenForPanel();
listenForPicker();
listenToNotificationActions(transfers);
listenToAlarms();
listenToGrants(transfers);
listenToSettings(refresh);

browser.runtime.onInstalled.addListener(async ({ reason }) => {
  await followSettings();
  if (reason === 'install' && (await loadSettings()) === null) await browser.runtime.openOptionsPage();
});
browser.runtime.onStartup.addListener(async () => {
  await followSettings();
  await refreshInAdvance(refresh);
});

keepStorageToOurselves();
void drawMissingMenu();
void jobs.resume();
void transfers.resume().then(() => removeOrphanedBlobs(transfers));
