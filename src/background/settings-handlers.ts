import browser from 'webextension-polyfill';
import type { TestedCapabilities } from '../aws/capabilities';
import type { TestLeftover } from '../aws/connection-probes';
import { testConnection } from '../aws/connection-test';
import { sha256 } from '../blobs/sha256';
import { followBucket } from '../catalog/catalog';
import type { ConnectionStep } from '../core/connection-step';
import { ShoeboxError } from '../core/failure';
import { bucketIdentity, parseSettings, type Settings, type SettingsInput } from '../core/settings';
import { ALBUM_CACHE_KEY } from '../messaging/album-cache';
import type { Transfers } from '../transfers/transfers';
import { accessKeys } from './access-keys';
import { rememberBucket } from './album-cache';
import { isMenuDrawn, rebuildMenu } from './context-menu';
import { credentialStorage, settingsInUse, testedConditions } from './credential-storage';
import { closeBucket } from './current-bucket';
import { keepAliveDuring } from './keepalive';
import { loadSettings, type SavedChanges, SETTINGS_KEY, saveChanges, saveSettings } from './settings-store';
import { onEvent, sideEffect } from './side-effects';
import { signIn } from './sign-in';
import { withStoredFolder } from './stored-folder';

/** @param refresh lists the albums of the stored settings. */
export const settingsHandlers = (
  refresh: () => Promise<unknown>,
  { hold, letGo }: Pick<Transfers, 'hold' | 'letGo'>,
) => ({
  async save(input: SettingsInput): Promise<Settings> {
    const settings = await saveSettings(await withStoredFolder(input));
    await followSettings(refresh);
    return settings;
  },
  async saveAll(changes: SavedChanges): Promise<Settings | null> {
    const settings = await saveChanges({
      ...changes,
      ...(changes.settings !== undefined && { settings: await withStoredFolder(changes.settings) }),
    });
    await followSettings(refresh);
    return settings;
  },
  async *testConnection(input: SettingsInput): AsyncGenerator<ConnectionStep, void, undefined> {
    const result = parseSettings(input);
    if (!result.ok)
      throw new ShoeboxError('invalid-settings', { fields: Object.keys(result.problems).join(', ') });
    const { settings } = result;
    const remember = (of: Settings, tested: TestedCapabilities): Promise<void> =>
      sideEffect('conditions.remember', async () => {
        await testedConditions.set(bucketIdentity(of), tested);
        closeBucket(); // opened again with what is known now
      });
    const held = new Set<string>();
    const expect = (of: Settings, leftovers: readonly TestLeftover[]): Promise<void> =>
      sideEffect('connection-test.note', () => {
        const cleanups = leftovers.map(({ key, what }) => ({
          id: `${key} ${'uploadId' in what ? what.uploadId : what.kind}`,
          ...{ bucket: bucketIdentity(of), key, what, since: Date.now() },
        }));
        for (const { id } of cleanups) held.add(id);
        return hold(cleanups);
      });
    const settle = (isRemoved: boolean): Promise<void> =>
      sideEffect('connection-test.settle', () => letGo([...held], isRemoved));
    const ports = { storage: credentialStorage, sha256, remember, expect, settle };
    yield* keepAliveDuring(testConnection(settings, ports));
  },
});

/** What is done after settings, or access keys for them, were saved here. */
export async function followSettings(refresh: () => Promise<unknown>): Promise<void> {
  await sideEffect('settings.follow', applySettings);
  void sideEffect('albums.refresh-in-advance', () => prefetchAlbums(refresh));
}

/** Makes the menu, the album cache and the open bucket agree with the stored settings. Can be called at any time. */
export async function applySettings(): Promise<void> {
  closeBucket();
  await sideEffect('sign-in.follow', () => signIn.follow());
  accessKeys.follow();
  const settings = await settingsInUse();
  if (settings !== null) {
    await rememberBucket(bucketIdentity(settings));
    void sideEffect('catalog.follow', () => followBucket(bucketIdentity(settings)));
  }
  await rebuildMenu();
}

/** A head start only: the popup lists again and shows what went wrong. Rejects as `refresh` does. */
export async function prefetchAlbums(refresh: () => Promise<unknown>): Promise<void> {
  if ((await loadSettings()) !== null) await refresh();
}

/** Settings also come from the user's other computers, and from their organization. */
export function listenToSettings(refresh: () => Promise<unknown>): void {
  onEvent('settings.changed', browser.storage.onChanged, async (changes, area) => {
    if (!(SETTINGS_KEY in changes) || (area !== 'sync' && area !== 'managed')) return;
    await applySettings();
    await prefetchAlbums(refresh);
  });
  // The worker of the other kind of windows, private or not, writes to the album cache, too.
  onEvent('known-albums.changed', browser.storage.local.onChanged, async changes => {
    if (ALBUM_CACHE_KEY in changes) await rebuildMenu();
  });
}

/**
 * Draws the menu where there is none: in private windows the browser sends no startup event, and begins without a menu;
 * and an earlier worker may have been killed while it drew.
 */
export async function drawMissingMenu(): Promise<void> {
  if (!(await isMenuDrawn())) await applySettings();
}
