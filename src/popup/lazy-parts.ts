import { lazy } from '../ui/lazy';
import { NewAlbumDialog, SearchResults } from './views/albums-view';

/**
 * What the popup's first paint, the albums, does not need. The parts come while the browser is idle, so that they
 * are there before the user clicks.
 */
export const AlbumView = lazy(async () => (await import('./views/album-view')).AlbumView);
export const ChooseView = lazy(async () => (await import('./views/choose-view')).ChooseView);
export const PickView = lazy(async () => (await import('./picker/pick-view')).PickView);
export const PastedView = lazy(async () => (await import('./picker/pasted-view')).PastedView);
export const DeletedView = lazy(async () => (await import('./views/deleted-view')).DeletedView);
export const LinkView = lazy(async () => (await import('./views/link-view')).LinkView);
export const Welcome = lazy(async () => (await import('./views/settings-views')).Welcome);
export const SettingsChanged = lazy(async () => (await import('./views/settings-views')).SettingsChanged);
export const SignInBar = lazy(async () => (await import('./views/sign-in-views')).SignInBar);
export const AccessKeysBar = lazy(async () => (await import('./views/access-keys-views')).AccessKeysBar);
export const DropZone = lazy(async () => (await import('./dropping/drop-zone')).DropZone);
export const FolderDialog = lazy(async () => (await import('./folders/folder-dialog')).FolderDialog);
export const UnfinishedNotice = lazy(
  async () => (await import('./adding/unfinished-notice')).UnfinishedNotice,
);
export const Footer = lazy(async () => (await import('./footer/footer')).Footer);

export const KeysHelp = lazy(async () => (await import('./page/keys-help')).KeysHelp);

/** Loads what a user can reach with one click. */
export function preloadParts(): void {
  for (const part of [AlbumView, SearchResults, NewAlbumDialog]) part.preload();
}
