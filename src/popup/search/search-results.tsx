import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { forgetPhotos, MAX_PHOTOS } from '../../catalog/catalog';
import { openCatalog } from '../../catalog/database';
import type { Album } from '../../core/album';
import { toFailure } from '../../core/failure';
import { shownNameOfKey } from '../../core/object-key';
import { bucketIdentity, type Settings } from '../../core/settings';
import { formatCount } from '../../i18n/format';
import { message, plural, uiLanguage } from '../../i18n/message';
import { call } from '../../messaging/client';
import { reportFromPage } from '../../messaging/report-from-page';
import { logicalKey } from '../../ui/arrow-keys';
import { FailureNotice } from '../../ui/failure-notice';
import { MessageWithName } from '../../ui/message-with-name';
import { useLatest } from '../../ui/use-latest';
import { AlbumRows } from '../albums/album-rows';
import { useApp } from '../model/app-context';
import { useTakenAway } from '../model/jobs';
import { wordsOf } from '../model/search-words';
import { findAlbums } from './find-albums';
import { findPhotos, isNarrowed, NO_FILTER, type PhotoFilter } from './find-photos';
import { FoundGrid } from './found-grid';
import { SearchFilters } from './search-filters';
import { SeenAlbums } from './seen-albums';
import { useCatalogPhotos } from './use-catalog-photos';
import { useFound } from './use-found';
import { useKnownAlbums } from './use-known-albums';
import '../styles/choose.css';
import '../styles/search.css';

/** Albums that are shown before the photos; more when the user asks for them. */
const FIRST_ALBUMS = 4;

export interface SearchResultsProps {
  readonly settings: Settings;
  /** Not empty. */
  readonly query: string;
  /** The albums that lie in no other. */
  readonly albums: readonly Album[];
  /** The query with which the user pressed Enter: what is found first with that is opened. Null when they did not. */
  readonly entered: string | null;
  readonly onEntered: () => void;
}

/** The component, for which the catalog is being opened meanwhile: at the first key, that takes longer than reading it. */
export function readySearchResults(): typeof SearchResults {
  openCatalog().catch(error => reportFromPage('search.open', error));
  return SearchResults;
}

/** Albums and photos of the whole bucket that match what is being typed. */
export function SearchResults(props: SearchResultsProps) {
  const { settings, query, entered, onEntered } = props;
  const bucket = bucketIdentity(settings);
  const rootPrefix = settings.folder;
  const { navigate, announce } = useApp();
  const [filter, setFilter] = useState<PhotoFilter>(NO_FILTER);
  const [showsAllAlbums, showAllAlbums] = useState(false);
  const [openKey, setOpenKey] = useState<string | null>(null);
  const catalog = useCatalogPhotos(bucket, rootPrefix);
  const { remove } = catalog;
  const known = useKnownAlbums(bucket, rootPrefix, props.albums, catalog.replaceAlbum, catalog.photos.length);
  const isReading = catalog.isReading || known.task.busy;
  const read = useLatest(catalog.photos);
  const isTakenAway = useTakenAway();
  const words = useMemo(() => wordsOf(query), [query]);
  const find = useCallback(
    (wanted: readonly string[], signal: AbortSignal) =>
      findPhotos(catalog.photos, wanted, filter, signal, isTakenAway),
    [catalog.photos, filter, isTakenAway],
  );
  const last = useFound(words, find);
  const found = last?.result ?? null;
  const isFiltered = isNarrowed(filter);
  const albums = useMemo(
    () => findAlbums(known.all, rootPrefix, words, uiLanguage()).filter(({ prefix }) => !isTakenAway(prefix)),
    [known.all, rootPrefix, words, isTakenAway],
  );
  const openAlbum = useCallback(
    ({ prefix }: Album) => navigate({ view: 'album', prefix, query }),
    [navigate, query],
  );
  const isCurrent = last?.words === words;
  const [firstAlbum] = albums;
  const firstPhoto = isCurrent ? found?.photos[0] : undefined;
  useEffect(() => {
    if (entered === null) return;
    const album = isFiltered ? undefined : firstAlbum;
    // Pressed before all was read, it is for what is about to be found; but not once another query is being typed.
    const isEarly = album === undefined && (!isCurrent || (firstPhoto === undefined && catalog.isReading));
    if (entered === query && isEarly) return;
    onEntered();
    if (entered !== query) return;
    if (album !== undefined) openAlbum(album);
    else if (firstPhoto !== undefined) setOpenKey(firstPhoto.key);
  }, [
    entered,
    query,
    onEntered,
    isCurrent,
    isFiltered,
    firstAlbum,
    firstPhoto,
    openAlbum,
    catalog.isReading,
  ]);
  const look = useCallback(
    (key: string | null) => {
      setOpenKey(key);
      // Under the name that it is being given, S3 has it only once it is renamed: it would be told that it is gone.
      if (key === null || !read.current.some(photo => photo.key === key)) return;
      void findGone(bucket, key).then(
        isGone => {
          if (!isGone) return;
          announce(message('error_object_not_found', shownNameOfKey(key)));
          remove(new Set([key]));
        },
        error => reportFromPage('search.look', error),
      );
    },
    [bucket, announce, remove, read],
  );
  const total = found?.total ?? 0;
  const hasAlbums = albums.length > 0 && !isFiltered;
  const isNothing = isCurrent && total === 0 && !hasAlbums;
  const shownAlbums = showsAllAlbums ? albums : albums.slice(0, FIRST_ALBUMS);
  const counts = [
    ...(hasAlbums ? [plural('album_count', albums.length)] : []),
    ...(total > 0 ? [plural('photo_count', total)] : []),
  ].join(', ');
  const element = useRef<HTMLElement>(null);
  return (
    <section
      ref={element}
      class="search-results"
      aria-label={message('search_results')}
      aria-busy={isReading || !isCurrent}
      onKeyDown={event => moveBetween(event, element.current)}
    >
      <p class="visually-hidden" role="status">
        {!isCurrent || isReading ? '' : isNothing ? message('search_none', query) : counts}
      </p>
      {catalog.failure !== null && <FailureNotice failure={catalog.failure} />}
      <SeenAlbums known={known} isAgain={isNothing && !isReading} />
      {hasAlbums && (
        <>
          <h2>
            {message('albums')} <span class="search-count">{formatCount(albums.length)}</span>
          </h2>
          <AlbumRows
            albums={shownAlbums}
            rootPrefix={rootPrefix}
            currentPrefix={null}
            firstPrefix={firstAlbum?.prefix ?? null}
            isBusy={false}
            onChoose={openAlbum}
            onOpen={null}
          />
          {albums.length > shownAlbums.length && (
            <button
              type="button"
              class="button button-small button-quiet"
              onClick={() => showAllAlbums(true)}
            >
              {plural('search_more_albums', albums.length - shownAlbums.length)}
            </button>
          )}
        </>
      )}
      {found !== null && (total > 0 || isFiltered) && (
        <>
          <h2>
            {message('photos')} <span class="search-count">{formatCount(total)}</span>
          </h2>
          <SearchFilters found={found} filter={filter} onFilter={setFilter} />
          {total > found.photos.length && (
            <p class="search-note">
              {message('search_best', formatCount(found.photos.length), formatCount(total))}
            </p>
          )}
          <FoundGrid {...{ found, rootPrefix, openKey }} onView={look} onRemoved={remove} />
        </>
      )}
      {isNothing && isReading && <p class="nothing-found">{message('search_busy')}</p>}
      {isNothing && !isReading && (
        <div class="nothing-found">
          <p>
            <MessageWithName text="search_none" name={query} />
          </p>
          <p class="search-note">{message('search_noted')}</p>
        </div>
      )}
      {catalog.photos.length >= FULL && (
        <p class="search-note">{message('search_full', formatCount(catalog.photos.length))}</p>
      )}
    </section>
  );
}

/** What was found is in the catalog: others may have deleted it. Whether they have; then it is forgotten. */
async function findGone(bucket: string, key: string): Promise<boolean> {
  const [asked] = await Promise.allSettled([call('photos.details', { key })]);
  // The viewer says whatever else goes wrong.
  if (asked.status === 'fulfilled' || toFailure(asked.reason).code !== 'object-not-found') return false;
  await forgetPhotos(bucket, [key]);
  return true;
}

/** So many photos are left when the oldest were forgotten, see `catalog/catalog`. */
const FULL = MAX_PHOTOS * 0.95;

/** With the arrow keys from the field to the albums, from these to the photos, and back. */
function moveBetween(event: KeyboardEvent, results: HTMLElement | null): void {
  const key = logicalKey(event);
  if (event.defaultPrevented || (key !== 'ArrowDown' && key !== 'ArrowUp')) return;
  if (!(event.target instanceof Element) || !event.target.matches('.album-row, .photo-open')) return;
  const isAlbum = event.target.matches('.album-row');
  const rows = [...(results?.querySelectorAll<HTMLElement>('.album-row') ?? [])];
  const field = document.querySelector<HTMLElement>('main .search-input');
  const photo = results?.querySelector<HTMLElement>('.photo-open[tabindex="0"]');
  const next = key === 'ArrowDown' ? (isAlbum ? photo : null) : isAlbum ? field : (rows.at(-1) ?? field);
  if (next == null) return;
  event.preventDefault();
  next.focus();
}
