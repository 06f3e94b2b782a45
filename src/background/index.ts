import browser from 'webextension-polyfill';
import { reportUncaught } from '../core/diagnostics';
import { listenToAccessKeys } from './access-keys';
import { accessKeysHandlers } from './access-keys-handlers';
import { albumHandlers } from './album-handlers';
import { settingsInUse } from './credential-storage';
import { diagnostics, report } from './diagnostics';
import { jobHandlers } from './job-handlers';
import { onAlarm } from './keepalive';
import { listenToMenu, saveFromMenu } from './menu-clicks';
import { serve } from './message-server';
import { listenToNotifications } from './notifications';
import { listenForPicker, pageImageHandlers } from './page-images';
import { pageSetupCodes } from './page-setup-codes';
import { photoHandlers } from './photo-handlers';
import {
  callInFrame,
  jobSubscription,
  jobs,
  photoThumbnails,
  refresh,
  transferSubscription,
  transfers,
} from './services';
import {
  applySettings,
  drawMissingMenu,
  listenToSettings,
  prefetchAlbums,
  settingsHandlers,
} from './settings-handlers';
import {
  loadPolicy,
  loadPreferences,
  loadSettings,
  restrictStorageAccess,
  savePreferences,
} from './settings-store';
import { onEvent, sideEffect } from './side-effects';
import { listenToSignIn } from './sign-in';
import { signInHandlers } from './sign-in-handlers';
import { removeOrphanedBlobs, retryOnPermission, transferHandlers } from './transfer-handlers';
import { listenForPanel } from './windows';

// The entry of the worker. All listeners are registered while this file runs for the first time, before any `await`: an
// event that wakes the worker reaches only listeners that are there at once.

reportUncaught(report, 'worker');
report('worker.started', null);

const accessKeysCalls = accessKeysHandlers(refresh);
const albumCalls = albumHandlers(jobs.hidden);
const jobCalls = jobHandlers(jobs, refresh);
const pageImageCalls = pageImageHandlers(callInFrame);
const photoCalls = photoHandlers(photoThumbnails);
const signInCalls = signInHandlers(refresh);
const settingsCalls = settingsHandlers(refresh, transfers);
const transferCalls = transferHandlers(transfers, callInFrame);

/** Who answers what a page asks; `messaging/protocol.ts` says what each call and stream means. */
serve(
  {
    'settings.get': settingsInUse,
    'settings.stored': loadSettings,
    'settings.save': settingsCalls.save,
    'settings.import': settingsCalls.saveAll,
    'access-keys.save': accessKeysCalls.save,
    'access-keys.status': accessKeysCalls.status,
    'access-keys.forget': accessKeysCalls.forget,
    'policy.get': loadPolicy,
    'preferences.get': loadPreferences,
    'preferences.save': savePreferences,
    'albums.list': albumCalls.list,
    'albums.preview': albumCalls.preview,
    'albums.set-cover': albumCalls.setCover,
    'albums.create': albumCalls.create,
    'photos.add': transferCalls.addFiles,
    'photos.thumbnail': photoCalls.thumbnail,
    'photos.details': photoCalls.details,
    'photos.download': photoCalls.download,
    'photos.link': photoCalls.link,
    'photos.tab-link': photoCalls.tabLink,
    'photos.share': photoCalls.share,
    'web.save': transferCalls.saveFromPage,
    'web.save-dropped': transferCalls.saveDropped,
    'picker.open': pageImageCalls.openPicker,
    'page.thumbnail': pageImageCalls.thumbnail,
    'page.setup-codes': pageSetupCodes(callInFrame),
    'transfers.cancel': transferCalls.cancel,
    'transfers.pause': transferCalls.pause,
    'transfers.resume': transferCalls.resume,
    'transfers.retry': transferCalls.retry,
    'transfers.use-screen': transferCalls.captureFromScreen,
    'transfers.keep-location': transferCalls.keepLocation,
    'transfers.retry-all': transfers.retryAll,
    'transfers.dismiss': transferCalls.dismiss,
    'transfers.clear': transferCalls.dismissSaved,
    'transfers.seen': transferCalls.markSeen,
    'transfers.choose-album': transferCalls.chooseAlbum,
    'jobs.start': jobCalls.start,
    'jobs.undo': jobCalls.undo,
    'jobs.postpone': jobCalls.postpone,
    'jobs.cancel': jobCalls.cancel,
    'jobs.retry': jobCalls.retry,
    'jobs.fetched': jobCalls.downloaded,
    'jobs.mark-delivered': jobCalls.markDelivered,
    'jobs.dismiss': jobCalls.dismiss,
    'jobs.failures': jobCalls.failures,
    'sign-in.start': signInCalls.start,
    'sign-in.end': signInCalls.end,
    'diagnostics.report': async facts => diagnostics.note(facts),
    'diagnostics.get': diagnostics.all,
  },
  {
    'connection.test': settingsCalls.testConnection,
    'albums.contents': albumCalls.contents,
    'albums.deleted': albumCalls.deleted,
    'albums.measure': albumCalls.measure,
    'page.scan': pageImageCalls.scan,
    'transfers.watch': transferSubscription.stream,
    'jobs.watch': jobSubscription.stream,
    'sign-in.watch': signInCalls.watch,
    'access-keys.watch': accessKeysCalls.watch,
  },
  report,
);

listenToMenu(click => saveFromMenu(transfers, callInFrame, click));
listenForPanel();
listenForPicker();
listenToNotifications(transfers);
onAlarm(resumeUnfinished);
retryOnPermission(transfers);
listenToSettings(refresh);
listenToSignIn();
listenToAccessKeys();

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
resumeUnfinished();
void sideEffect('blobs.remove-orphaned', () => removeOrphanedBlobs(transfers));

/** Resumes once what earlier worker instances left unfinished; tried again, by an alarm, where that failed. */
function resumeUnfinished(): void {
  void sideEffect('jobs.resume', () => jobs.recover());
  void sideEffect('transfers.resume', () => transfers.recover());
}
