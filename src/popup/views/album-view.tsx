import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { type Album, albumOfPrefix, parentPrefix } from '../../core/album';
import { isPending } from '../../core/job';
import type { Photo } from '../../core/s3-object';
import type { Settings } from '../../core/settings';
import { message, uiLanguage } from '../../i18n/message';
import type { TransferView } from '../../messaging/protocol';
import { Bdi } from '../../ui/bdi';
import { TaskFailure } from '../../ui/failure-notice';
import { PlusIcon } from '../../ui/icons';
import { MessageWithName } from '../../ui/message-with-name';
import { AddPhotosButton } from '../adding/add-photos-button';
import type { Additions } from '../adding/use-additions';
import { AlbumGrid, AlbumGridSkeleton } from '../albums/album-grid';
import { NewAlbumDialog } from '../albums/album-name-dialogs';
import { Breadcrumb } from '../albums/breadcrumb';
import { useAlbumActions } from '../albums/use-album-actions';
import { PhotoGrid } from '../grid/photo-grid';
import { type AlbumContents, withAlbum, withoutAlbum } from '../model/album-contents';
import { rememberContents } from '../model/album-facts';
import { useApp, useJobs } from '../model/app-context';
import { countContents } from '../model/count-contents';
import { ALBUMS } from '../model/route';
import { clearContentsCache, useAlbumContents } from '../model/use-album-contents';
import { useAlbumOrder, useAlbumsInOrder } from '../model/use-album-order';
import { usePhotoOrder, usePhotosShown } from '../model/use-photo-order';
import { EmptyState } from '../page/empty-state';
import { PageHeader } from '../page/page-header';
import { useNotedMatches } from '../search/use-noted-matches';
import { AlbumMenu } from './album-menu';
import { AlbumOrderMenu } from './album-order-menu';
import { PhotoFilterBar } from './photo-filter-bar';
import { PhotoOrderMenu } from './photo-order-menu';
import { useArrivals } from './use-arrivals';
import '../styles/album-tools.css';

const NO_PHOTOS: readonly Photo[] = [];
const NO_ALBUMS: readonly Album[] = [];

interface AlbumViewProps {
  /** The prefix from the settings, below which all albums lie; null until they are known. */
  readonly rootPrefix: string | null;
  readonly prefix: string;
  /** Prefixes, see `AlbumList`. */
  readonly recent: readonly string[];
  /** Null likewise. */
  readonly settings: Settings | null;
  /** The query that it was found by, to which the way back leads. */
  readonly foundBy: string | undefined;
  readonly transfers: readonly TransferView[] | null;
  readonly additions: Additions;
  readonly onDeleted: (prefix: string) => void;
}

/** One album: the albums in it, and its photos. */
export function AlbumView(props: AlbumViewProps) {
  const { rootPrefix, prefix, recent, settings, foundBy, transfers, additions, onDeleted } = props;
  const { navigate, announce } = useApp();
  const [creating, setCreating] = useState(false);
  const open = useAlbumContents(prefix);
  const { contents, task, change } = open;
  const { name } = albumOfPrefix(prefix);
  const [query, setQuery] = useState('');
  const [order, setOrder] = usePhotoOrder();
  const noted = useNotedMatches(settings, prefix, query);
  const shown = usePhotosShown(contents?.photos ?? NO_PHOTOS, order, query, noted.keys);
  const [albumOrder, setAlbumOrder] = useAlbumOrder();
  const albums = useAlbumsInOrder(contents?.albums ?? NO_ALBUMS, recent, albumOrder);
  const arrived = useArrivals(prefix, transfers, change);
  const { add } = additions;
  const addFiles = useCallback(
    (files: readonly File[]) =>
      add(
        prefix,
        files.map(file => ({ file, name: file.name })),
      ),
    [add, prefix],
  );
  const openAlbum = useCallback((to: Album) => navigate({ view: 'album', prefix: to.prefix }), [navigate]);
  const parent = rootPrefix === null ? null : parentPrefix(rootPrefix, prefix);
  const goTo = (to: string | null): void =>
    navigate(to === null || to === rootPrefix ? ALBUMS : { view: 'album', prefix: to });
  const goUp = (): void => goTo(parent);
  const goBack = foundBy === undefined ? goUp : () => navigate({ view: 'albums', query: foundBy });
  const created = (album: Album): void => {
    change(shown => withAlbum(shown, album, uiLanguage()));
    announce(message('album_created', album.name));
    openAlbum(album);
  };
  const contentsOf = (of: string): AlbumContents | null => (of === prefix ? contents : null);
  /** The album itself, or one in it, is deleted or goes elsewhere. */
  const gone = (from: string, to: string | null): void => {
    clearContentsCache();
    onDeleted(from);
    if (from !== prefix) change(shown => withoutAlbum(shown, from));
    else if (to === null) goUp();
    else navigate({ view: 'album', prefix: to });
  };
  const place = { rootPrefix, onGone: gone, contentsOf };
  const { itemsFor, task: downloading, dialog } = useAlbumActions(place);
  const isBeingFilled = useJobs().some(job => isPending(job) && 'to' in job.order && job.order.to === prefix);
  const count = useMemo(() => (contents === null ? '' : countContents(contents)), [contents]);
  useEffect(() => {
    if (contents !== null) void rememberContents(prefix, contents);
  }, [prefix, contents]);
  const isEmpty = contents !== null && contents.albums.length + contents.photos.length === 0;
  return (
    <>
      <PageHeader
        title={<Bdi name={name} />}
        above={rootPrefix !== null && <Breadcrumb rootPrefix={rootPrefix} prefix={prefix} onOpen={goTo} />}
        below={<bdi>{count || '\u00a0'}</bdi>}
        busy={task.busy}
        onBack={goBack}
        menu={<AlbumMenu prefix={prefix} items={itemsFor(prefix, isEmpty)} />}
      />
      <main class="page" aria-busy={task.busy}>
        <div class="album-tools">
          <AddPhotosButton album={prefix} onFiles={addFiles} />
          <button type="button" class="button" onClick={() => setCreating(true)}>
            <PlusIcon />
            {message('new_album')}
          </button>
          {contents !== null && !isEmpty && (
            <div class="album-order">
              {contents.photos.length > 0 ? (
                <PhotoOrderMenu order={order} onOrder={setOrder} />
              ) : (
                <AlbumOrderMenu order={albumOrder} onOrder={setAlbumOrder} />
              )}
            </div>
          )}
        </div>
        <TaskFailure task={task} />
        <TaskFailure task={downloading} />
        {(contents === null ? task.busy : isEmpty && isBeingFilled) && <AlbumGridSkeleton />}
        {isEmpty && !isBeingFilled && contents.isComplete && task.failure === null && (
          <EmptyState title={message('album_empty')} text={message('album_empty_next')} />
        )}
        {contents !== null && contents.albums.length > 0 && (
          <AlbumGrid albums={albums} onOpen={openAlbum} {...place} />
        )}
        {contents !== null && contents.photos.length > 0 && (
          <PhotoFilterBar query={query} onQuery={setQuery} />
        )}
        {query !== '' && shown.length === 0 && !noted.isLooking && (
          <p class="nothing-found">
            <MessageWithName text="search_no_photos" name={query} />
          </p>
        )}
        {query.trim() !== '' && (
          <button
            type="button"
            class="button button-small search-everywhere"
            onClick={() => navigate({ view: 'albums', query })}
          >
            <MessageWithName text="search_all_for" name={query} />
          </button>
        )}
        <PhotoGrid
          rootPrefix={rootPrefix}
          open={open}
          photos={shown}
          order={order}
          arrived={arrived}
          prefix={prefix}
        />
      </main>
      {creating && (
        <NewAlbumDialog
          parent={prefix}
          folderInto={prefix}
          onCreated={created}
          onClose={() => setCreating(false)}
        />
      )}
      {dialog}
    </>
  );
}
