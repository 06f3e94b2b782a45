import { lazy } from '../ui/lazy';

/**
 * What the popup's first paint, the albums, does not need. The parts come while the browser is idle, so that they
 * are there before a person's hand is.
 */
export const AlbumView = lazy(async () => (await import('./album/album-view')).AlbumView);
export const ChooseView = lazy(async () => (await import('./choose/choose-view')).ChooseView);
export const PickView = lazy(async () => (await import('../picker/pick-view')).PickView);
export const DeletedView = lazy(async () => (await import('./deleted/deleted-view')).DeletedView);
export const LinkView = lazy(async () => (await import('./link/link-view')).LinkView);
export const LoosePhotos = lazy(async () => (await import('./albums/loose-photos')).LoosePhotos);
export const EmptyState = lazy(async () => (await import('./empty-state')).EmptyState);
export const Welcome = lazy(async () => (await import('./welcome')).Welcome);
export const SettingsChanged = lazy(async () => (await import('./settings-changed')).SettingsChanged);
export const NewAlbumDialog = lazy(async () => (await import('./albums/new-album-dialog')).NewAlbumDialog);
export const DropZone = lazy(async () => (await import('./dropping/drop-zone')).DropZone);
export const JobsPanel = lazy(async () => (await import('./work/jobs-panel')).JobsPanel);
export const TrayPanel = lazy(async () => (await import('./tray/tray-panel')).TrayPanel);

/** Loads what a person can reach with one click. */
export function preloadParts(): void {
  for (const part of [AlbumView, NewAlbumDialog, TrayPanel]) part.preload();
}
