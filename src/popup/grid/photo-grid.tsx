import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { albumOfPrefix, albumPrefixOfPhoto } from '../../core/album';
import { objectKey } from '../../core/object-key';
import type { Photo } from '../../core/s3-object';
import { formatMonth } from '../../i18n/format';
import { message, plural } from '../../i18n/message';
import { useContextMenu } from '../../ui/context-menu';
import { TaskFailure } from '../../ui/failure-notice';
import { type GridShape, gridShape, layOutGroups, tilesInArea, visibleRanges } from '../../ui/grid-layout';
import { useLatest } from '../../ui/use-latest';
import { useViewport, type Viewport } from '../../ui/use-viewport';
import { withoutPhotos, withRenamed } from '../model/album-contents';
import { useApp } from '../model/app-context';
import { groupByMonth, type PhotoGroup, type PhotoOrder } from '../model/photo-order';
import type { OpenAlbum } from '../model/use-album-contents';
import { actionOfKey } from '../photos/photo-actions';
import { PhotoDetailsDialog } from '../photos/photo-details-dialog';
import { photoMenu } from '../photos/photo-menu';
import { areInAlbums, usePhotoActions } from '../photos/use-photo-actions';
import { Viewer } from '../viewer/viewer';
import { PhotoItem } from './photo-item';
import { SelectionBar } from './selection-bar';
import { useGridKeys } from './use-grid-keys';
import { usePhotoSelection, useRubberBandSelection } from './use-photo-selection';
import { useScrollRestoration } from './use-scroll-restoration';
import '../styles/photos.css';
import '../styles/selection.css';

const NONE: ReadonlySet<string> = new Set();

interface PhotoGridProps {
  /** The prefix from the settings, below which all albums lie; null until they are known. */
  readonly rootPrefix: string | null;
  readonly open: OpenAlbum;
  /** Those that are shown, in the order in which they stand. */
  readonly photos: readonly Photo[];
  readonly order: PhotoOrder;
  /** Keys of the photos that came while the user was looking. */
  readonly arrived?: ReadonlySet<string>;
  /** Prefix of what they lie in; what was scrolled to there is scrolled to again when it is opened the next time. */
  readonly prefix: string;
  /** Where they were found in several albums: these are named then. */
  readonly found?: FoundInGrid;
}

interface FoundInGrid {
  /** Key of the photo that is to be looked at; null for none. */
  readonly openKey: string | null;
  /** Told the key of the photo that is looked at, null when none is any more. Always the same function. */
  readonly onView: (key: string | null) => void;
}

/** Photos in rows, of which those near the view are in the document. */
export function PhotoGrid({
  rootPrefix,
  open,
  photos,
  order,
  arrived = NONE,
  prefix,
  found,
}: PhotoGridProps) {
  const { linkLifetimes } = useApp();
  const { contents, change } = open;
  const grid = useRef<HTMLDivElement>(null);
  const viewport = useViewport(grid, sameRows);
  const shape = shapeOf(viewport, grid.current);
  const { columns } = shape;
  const groups = useMemo(() => groupByMonth(photos, order), [photos, order]);
  const layout = layOutGroups(groups, shape, headingOf);
  const height = layout.at(-1)?.bottom ?? 0;
  useScrollRestoration(grid, found === undefined ? prefix : 'found', viewport !== null);
  const selection = usePhotoSelection(photos);
  const {
    tabStop,
    setTabStop,
    onKeyDown: moveFocus,
    focusAt,
  } = useGridKeys(grid, photos, layout, shape, viewport, selection.extendRange);
  const band = useRubberBandSelection(
    grid,
    photos,
    selection,
    area => tilesInArea(layout, shape, { width: viewport?.width ?? 0, gap: METRICS.gap }, area),
    setTabStop,
  );
  const [detailed, setDetailed] = useState<Photo | null>(null);
  /** Key of the photo that is looked at over all of the page. */
  const [viewed, show] = useState<string | null>(null);
  const looking = useLatest(viewed);
  const { openKey = null, onView } = found ?? {};
  useEffect(() => {
    if (openKey !== null) show(openKey);
  }, [openKey]);
  useEffect(() => onView?.(viewed), [onView, viewed]);
  const albumNameOf = ({ key }: Photo): string | null => {
    if (found === undefined) return null;
    const album = albumPrefixOfPhoto(key);
    return album === rootPrefix ? message('not_in_an_album') : albumOfPrefix(album).name;
  };
  const place = { rootPrefix, onRemoved: takeOut, onRenamed: rename, onDone: clear };
  const { run, task, dialog } = usePhotoActions({
    ...place,
    onOpen: ({ key }) => show(key),
    onDetails: setDetailed,
  });
  const isSelecting = selection.photos.length > 0;
  useLayoutEffect(() => {
    // The bar that comes takes room from the page: the row that it is about is not to be the one that goes.
    if (isSelecting) document.activeElement?.closest('.photo')?.scrollIntoView({ block: 'nearest' });
  }, [isSelecting]);
  const menu = useContextMenu(element => {
    const key = element.closest('.photo')?.getAttribute('data-key') ?? '';
    if (selection.keys.has(key)) return selection.photos;
    const photo = photos.find(one => one.key === key);
    return photo === undefined ? null : [photo];
  });
  const ranges = viewport === null ? [] : visibleRanges(layout, shape, viewport.top, viewport.height);
  /** What was given another name, and where it stood. */
  const awaitsFocus = useRef<{ readonly key: string; readonly index: number } | null>(null);
  useLayoutEffect(() => {
    const awaited = awaitsFocus.current;
    // Once: what is not shown under its new name would take the focus from wherever it is when it is shown again.
    awaitsFocus.current = null;
    if (awaited === null) return;
    const index = photos.findIndex(({ key }) => key === awaited.key);
    focusAt(index === -1 ? awaited.index : index);
  }, [photos, focusAt]);
  /** Takes photos out of what is shown, which are on their way elsewhere. */
  function takeOut(gone: readonly Photo[]): void {
    const keys = new Set(gone.map(({ key }) => key));
    const index = photos.findIndex(({ key }) => keys.has(key));
    // Written down, it may be another one that is looked at, or none any more.
    const now = looking.current;
    const isShown = now !== null && keys.has(now);
    const next = (photos[index + 1] ?? photos[index - 1])?.key ?? null;
    if (isShown) show(next);
    if (now === null || (isShown && next === null)) focusAt(index);
    selection.clear();
    change(shown => withoutPhotos(shown, keys));
  }
  /** Shows a photo as it will be called, before it is. */
  function rename(photo: Photo, name: string): void {
    const renamed = { ...photo, name, key: objectKey(albumPrefixOfPhoto(photo.key), name, 1) };
    if (viewed === photo.key) show(renamed.key);
    else awaitsFocus.current = { key: renamed.key, index: photos.indexOf(photo) };
    selection.clear();
    change(shown => withRenamed(shown, photo.key, renamed));
  }
  function clear(): void {
    if (selection.photos.length === 0) return;
    selection.clear();
    // The button that had the focus goes with the selection; a photo may be far from what is seen.
    grid.current?.focus({ preventScroll: true });
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (selection.onKeyDown(event, gone => run('remove', gone))) return;
    const action = actionOfKey(event);
    const photo = photos.find(({ key }) => key === tabStop);
    const isOnPhoto = event.target instanceof Element && event.target.matches('.photo-open');
    if (isOnPhoto && photo !== undefined && action !== null && action !== 'remove') {
      event.preventDefault();
      run(action, [photo]);
    } else {
      moveFocus(event);
    }
  }
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the photos in it */}
      <div
        ref={grid}
        class="photo-space"
        tabIndex={-1}
        style={{ height: `${height}px`, '--columns': columns, '--row': `${shape.rowHeight}px` }}
        onKeyDown={onKeyDown}
        onContextMenu={menu.onContextMenu}
      >
        <div ref={band} class="rubber-band" hidden />
        {ranges.map(({ layoutGroup, first, end, top }) => (
          <section key={layoutGroup.group.month}>
            {layoutGroup.group.month !== null && (
              <h2 class="photo-month" style={{ top: `${layoutGroup.top}px` }}>
                {formatMonth(layoutGroup.group.month)}
              </h2>
            )}
            <ul
              class="photo-grid"
              aria-label={
                layoutGroup.group.month === null ? message('photos') : formatMonth(layoutGroup.group.month)
              }
              style={{ top: `${top}px` }}
            >
              {photos.slice(first, end).map((photo, offset) => (
                <PhotoItem
                  key={photo.key}
                  photo={photo}
                  position={first + offset - layoutGroup.first + 1}
                  count={layoutGroup.count}
                  isTabStop={photo.key === tabStop}
                  onFocus={setTabStop}
                  isNew={arrived.has(photo.key)}
                  albumName={albumNameOf(photo)}
                  isSelected={selection.keys.has(photo.key)}
                  isSelecting={isSelecting}
                  onSelect={selection.select}
                  run={run}
                />
              ))}
            </ul>
          </section>
        ))}
      </div>
      <div class="sticky-failure">
        <TaskFailure task={task} />
      </div>
      {menu.draw(chosen => ({
        label: plural('photos_selected', chosen.length),
        items: photoMenu({ photos: chosen, isAlbum: areInAlbums(chosen, rootPrefix), linkLifetimes, run }),
      }))}
      {viewed !== null && isAmong(photos, viewed) && (
        <Viewer
          photos={photos}
          shownKey={viewed}
          total={contents?.isComplete === true ? photos.length : null}
          place={place}
          onShow={show}
          onClose={() => {
            show(null);
            focusAt(photos.findIndex(({ key }) => key === viewed));
          }}
        />
      )}
      {detailed !== null && <PhotoDetailsDialog photo={detailed} onClose={() => setDetailed(null)} />}
      {isSelecting && (
        <SelectionBar
          photos={selection.photos}
          total={photos.length}
          isAlbum={areInAlbums(selection.photos, rootPrefix)}
          isBusy={task.busy}
          run={run}
          onClear={clear}
          onSelectAll={selection.selectAll}
        />
      )}
      {dialog}
    </>
  );
}

const isAmong = (photos: readonly Photo[], key: string): boolean => photos.some(photo => photo.key === key);

/** As the style sheet has it, `photos.css`. CSS pixels; `tile` is another one where the page has room. */
const METRICS = { tile: 118, gap: 14, below: 40 + 16 };
const HEADING = 44;

const headingOf = ({ month }: PhotoGroup): number => (month === null ? 0 : HEADING);

const shapeOf = (viewport: Viewport | null, grid: HTMLElement | null): GridShape => {
  const tile =
    grid === null ? Number.NaN : Number.parseFloat(getComputedStyle(grid).getPropertyValue('--tile'));
  return gridShape(viewport?.width ?? 400, { ...METRICS, ...(!Number.isNaN(tile) && { tile }) });
};

/** Scrolling by less than this draws nothing anew; there are spare rows. */
const STEP = 60;

const sameRows = (one: Viewport, other: Viewport): boolean =>
  one.width === other.width &&
  one.height === other.height &&
  Math.floor(one.top / STEP) === Math.floor(other.top / STEP);
