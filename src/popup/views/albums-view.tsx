import { useCallback, useState } from 'preact/hooks';
import type { Album } from '../../core/album';
import type { Settings } from '../../core/settings';
import { message } from '../../i18n/message';
import { TaskFailure } from '../../ui/failure-notice';
import { PlusIcon } from '../../ui/icons';
import { lazy } from '../../ui/lazy';
import { AlbumGrid, AlbumGridSkeleton } from '../albums/album-grid';
import { SearchField } from '../albums/search-field';
import { isAccessKeysFailure } from '../model/access-keys-failure';
import { useApp } from '../model/app-context';
import { rememberQuery } from '../model/route';
import { useAlbumOrder, useAlbumsInOrder } from '../model/use-album-order';
import type { AlbumList } from '../model/use-albums';
import { PageHeader } from '../page/page-header';

// Not in the popup's first load, of which this view is all.
const EmptyState = lazy(async () => (await import('../page/empty-state')).EmptyState);
const UnfiledPhotos = lazy(async () => (await import('./unfiled-photos')).UnfiledPhotos);
const AccessKeysNeeded = lazy(async () => (await import('./access-keys-views')).AccessKeysNeeded);
const SignInNeeded = lazy(async () => (await import('./sign-in-views')).SignInNeeded);
export const SearchResults = lazy(async () =>
  (await import('../search/search-results')).readySearchResults(),
);
export const NewAlbumDialog = lazy(async () => (await import('../albums/album-name-dialogs')).NewAlbumDialog);

const AlbumOrderMenu = lazy(async () => (await import('./album-order-menu')).AlbumOrderMenu);

const NO_ALBUMS: readonly Album[] = [];

interface AlbumsViewProps {
  /** The prefix from the settings, below which all albums lie; null until they are known. */
  readonly rootPrefix: string | null;
  /** Null likewise. */
  readonly settings: Settings | null;
  readonly list: AlbumList;
  /** What is looked for when the view opens. */
  readonly firstQuery: string;
}

/** All albums of the bucket, or what is found in all of it. */
export function AlbumsView({ rootPrefix, settings, list, firstQuery }: AlbumsViewProps) {
  const { navigate, announce } = useApp();
  const [query, setQuery] = useState(firstQuery);
  const [entered, setEntered] = useState<string | null>(null);
  const isSearching = query.trim() !== '';
  const [creating, setCreating] = useState(false);
  const { albums, task } = list;
  const needsSignIn = task.failure?.code === 'sign-in-needed';
  const keysFailure = isAccessKeysFailure(task.failure) ? task.failure : null;
  const isKnown = albums !== null && albums.length > 0;
  const open = useCallback((album: Album) => navigate({ view: 'album', prefix: album.prefix }), [navigate]);
  const [order, setOrder] = useAlbumOrder();
  const inOrder = useAlbumsInOrder(albums ?? NO_ALBUMS, list.recent, order);
  const onEntered = useCallback(() => setEntered(null), []);
  const search = (wanted: string): void => {
    setQuery(wanted);
    rememberQuery(wanted);
  };
  const created = (album: Album): void => {
    list.add(album);
    announce(message('album_created', album.name));
    open(album);
  };
  const startCreating = (): void => setCreating(true);
  return (
    <>
      <PageHeader title={message('albums')} busy={task.busy} deletedIn={rootPrefix ?? undefined} />
      <main class="page" aria-busy={task.busy}>
        <div class="albums-tools">
          {albums !== null && (albums.length > 0 || isSearching) && (
            <SearchField
              label={message('search_all')}
              query={query}
              onQuery={search}
              onEnter={() => setEntered(query)}
            />
          )}
          <button
            type="button"
            class="button"
            disabled={rootPrefix === null || needsSignIn || keysFailure !== null}
            onClick={startCreating}
          >
            <PlusIcon />
            {message('new_album')}
          </button>
          {inOrder.length > 1 && !isSearching && <AlbumOrderMenu order={order} onOrder={setOrder} />}
        </div>
        {needsSignIn && !isKnown && <SignInNeeded />}
        {keysFailure !== null && !isKnown && (
          <AccessKeysNeeded failure={keysFailure} onEntered={list.refresh} />
        )}
        {!needsSignIn && keysFailure === null && <TaskFailure task={task} />}
        {albums === null && task.busy && <AlbumGridSkeleton />}
        {albums?.length === 0 && !isSearching && task.failure === null && (
          <EmptyState title={message('no_albums')} text={message('no_albums_next')} />
        )}
        {isSearching && settings !== null && (
          <SearchResults {...{ settings, query, entered, onEntered }} albums={albums ?? NO_ALBUMS} />
        )}
        {!isSearching && inOrder.length > 0 && (
          <AlbumGrid albums={inOrder} onOpen={open} rootPrefix={rootPrefix} onGone={list.remove} />
        )}
        {rootPrefix !== null && !isSearching && task.failure === null && (
          <UnfiledPhotos rootPrefix={rootPrefix} />
        )}
      </main>
      {creating && rootPrefix !== null && (
        <NewAlbumDialog
          parent={rootPrefix}
          folderInto={null}
          onCreated={created}
          onClose={() => setCreating(false)}
        />
      )}
    </>
  );
}
