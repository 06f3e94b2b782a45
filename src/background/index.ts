import browser from 'webextension-polyfill';
import { deleteBlob, getBlob, putBlob } from '../blobs/blob-store';
import { captureImage } from '../capture/capture-image';
import { toFailure } from '../core/failure';
import { isUnderWay } from '../core/transfer';
import { serve } from '../messaging/server';
import { openJournal } from '../transfers/journal';
import { openTransfers } from '../transfers/transfers';
import { albumCalls, albumStreams, refreshAlbums } from './album-handlers';
import { showBadge } from './badge';
import { listenToMenu, rebuildMenu } from './context-menu';
import { listenToGrants } from './granted-retries';
import { listenToAlarms, whileWorking, workGoesOn } from './keep-awake';
import { rememberUse } from './known-albums-store';
import { listenToNotificationActions } from './notification-actions';
import { notify, notifyUnwritten } from './notifications';
import { openObjectStore } from './object-store';
import { removeOrphanedBlobs } from './orphaned-blobs';
import { saveImage } from './save-image';
import { settingsCalls, settingsStreams } from './settings-handlers';
import { loadSettings } from './settings-store';
import { transferCalls, transferWatch } from './transfer-handlers';
import { keepStorageToOurselves } from './trusted-storage';

// The wiring of the background worker. All listeners are registered here and now, before any `await`: an event that
// wakes the worker reaches only listeners that are there at once.

const updateMenu = async (): Promise<void> => rebuildMenu((await loadSettings()) !== null);

/** The last used album comes first, as soon as it was chosen: the menu is not rewritten under the next click. */
const useAlbum = async (prefix: string): Promise<void> => {
  await rememberUse(prefix);
  await updateMenu();
};

const transfers = openTransfers({
  journal: openJournal(),
  blobs: { put: putBlob, get: getBlob, delete: deleteBlob },
  captureImage,
  openStore: openObjectStore,
  onChange(current) {
    workGoesOn('transfers', current.some(isUnderWay));
    showBadge(current);
    watch.publish(current);
  },
  onSettled(transfer, image) {
    if (transfer.source.kind === 'image' || transfer.state === 'failed') void notify(transfer, image);
    if (transfer.state === 'saved' && transfer.album !== null)
      void rememberUse(transfer.album).then(updateMenu);
  },
});
const watch = transferWatch(transfers.all);

serve(
  { ...settingsCalls(updateMenu), ...albumCalls(updateMenu), ...transferCalls(transfers, useAlbum) },
  { ...settingsStreams, ...albumStreams(updateMenu, whileWorking), 'transfers.watch': watch.stream },
);

listenToMenu((choice, source, access) => {
  saveImage(transfers, choice, source, access, useAlbum).catch(error => notifyUnwritten(toFailure(error)));
});
listenToNotificationActions(transfers);
listenToAlarms();
listenToGrants(transfers);

browser.runtime.onInstalled.addListener(async ({ reason }) => {
  await updateMenu();
  if (reason === 'install' && (await loadSettings()) === null) await browser.runtime.openOptionsPage();
});
browser.runtime.onStartup.addListener(async () => {
  await updateMenu();
  if ((await loadSettings()) !== null) await refreshAlbums(updateMenu).catch(() => {}); // the popup asks again and shows it
});

keepStorageToOurselves();
void transfers.resume().then(() => removeOrphanedBlobs(transfers));
