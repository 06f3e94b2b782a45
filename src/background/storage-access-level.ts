import browser, { type Storage } from 'webextension-polyfill';
import { sideEffect } from './side-effects';

/** Chrome's; Firefox never shows extension storage to what runs in a page, and has no such method. */
type WithAccessLevel = Storage.StorageArea & {
  setAccessLevel?: (options: { accessLevel: 'TRUSTED_CONTEXTS' }) => Promise<void>;
};

/** What we inject into pages has no business with identities and credentials. */
export function restrictStorageAccess(): void {
  const areas: readonly WithAccessLevel[] = [browser.storage.local, browser.storage.session];
  for (const area of areas)
    void sideEffect('storage.access-level', () => area.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' }));
}
