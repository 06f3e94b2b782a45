import { useCallback, useState } from 'preact/hooks';
import type { Album } from '../../core/album';
import { message } from '../../i18n/message';
import { TaskFailure } from '../../ui/failure-notice';
import { PlusIcon } from '../../ui/icons';
import { lazy } from '../../ui/lazy';
import { MessageWithName } from '../../ui/message-with-name';
import { AlbumGrid, AlbumGridSkeleton } from '../albums/album-grid';
import { SearchField } from '../albums/search-field';
import { matching } from '../model/album-order';
import { useApp } from '../model/app-context';
import { useAlbumOrder, useAlbumsInOrder } from '../model/use-album-order';
import type { AlbumList } from '../model/use-albums';
import { PageHeader } from '../page/page-header';

// Not in the popup's first load, of which this view is all.
const EmptyState = lazy(async () => (await import('../page/empty-state')).EmptyState);
const UnfiledPhotos = lazy(async () => (await import('./unfiled-photos')).UnfiledPhotos);
const SignInNeeded = lazy(async () => (await import('./sign-in-views')).SignInNeeded);
export const NewAlbumDialog = lazy(async () => (await import('../albums/album-name-dialogs')).NewAlbumDialog);

const AlbumOrderMenu = lazy(async () => (await import('./album-order-menu')).AlbumOrderMenu);

const NO_ALBUMS: readonly Album[] = [];

/** Up to so many albums are taken in at a glance: three rows of the popup. */
const SEARCHABLE_FROM = 9;

interface AlbumsViewProps {
  /** The prefix from the settings, below which all albums lie; null until they are known. */
  readonly rootPrefix: string | null;
  readonly list: AlbumList;
}

/** All albums of the bucket. */
export function AlbumsView({ rootPrefix, list }: AlbumsViewProps) {
  const { navigate, announce } = useApp();
  const [query, setQuery] = useState('');
  const [creating, setCreating] = useState(false);
  const { albums, task } = list;
  const needsSignIn = task.failure?.code === 'sign-in-needed';
  const open = useCallback((album: Album) => navigate({ view: 'album', prefix: album.prefix }), [navigate]);
  const [order, setOrder] = useAlbumOrder();
  const found = matching(useAlbumsInOrder(albums ?? NO_ALBUMS, list.recent, order), query);
  const openFirst = (): void => {
    if (query !== '' && found[0] !== undefined) open(found[0]);
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
          {albums !== null && albums.length >= SEARCHABLE_FROM && (
            <SearchField query={query} onQuery={setQuery} onEnter={openFirst} />
          )}
          <button
            type="button"
            class="button"
            disabled={rootPrefix === null || needsSignIn}
            onClick={startCreating}
          >
            <PlusIcon />
            {message('new_album')}
          </button>
          {albums !== null && albums.length > 1 && <AlbumOrderMenu order={order} onOrder={setOrder} />}
        </div>
        {needsSignIn ? (albums ?? []).length === 0 && <SignInNeeded /> : <TaskFailure task={task} />}
        {albums === null && task.busy && <AlbumGridSkeleton />}
        {albums?.length === 0 && task.failure === null && (
          <EmptyState title={message('no_albums')} text={message('no_albums_next')} />
        )}
        {found.length > 0 && (
          <AlbumGrid albums={found} onOpen={open} rootPrefix={rootPrefix} onGone={list.remove} />
        )}
        {found.length === 0 && query !== '' && (
          <p class="nothing-found">
            <MessageWithName text="search_nothing" name={query} />
          </p>
        )}
        {rootPrefix !== null && query === '' && task.failure === null && (
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
