import { useMemo, useRef } from 'preact/hooks';
import type { Photo } from '../../core/s3-object';
import { formatMonth } from '../../i18n/format';
import { message } from '../../i18n/message';
import { TaskFailure } from '../../ui/failure-notice';
import { type GridShape, gridShape, layOutGroups, tilesInArea, visibleRanges } from '../../ui/grid-layout';
import { useViewport, type Viewport } from '../../ui/use-viewport';
import { withoutPhotos } from '../model/album-contents';
import { startJob } from '../model/jobs';
import { groupByMonth, type PhotoGroup, type PhotoOrder } from '../model/photo-order';
import type { OpenAlbum } from '../model/use-album-contents';
import { PhotoDetailsDialog } from '../photos/photo-details-dialog';
import { usePhotoActions } from '../photos/use-photo-actions';
import { Viewer } from '../viewer/viewer';
import { PhotoItem } from './photo-item';
import { SelectionActions } from './selection-actions';
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
}

/** Photos in rows, of which those near the view are in the document. */
export function PhotoGrid({ rootPrefix, open, photos, order, arrived = NONE, prefix }: PhotoGridProps) {
  const { contents, change } = open;
  const grid = useRef<HTMLDivElement>(null);
  const viewport = useViewport(grid, sameRows);
  const shape = shapeOf(viewport, grid.current);
  const { columns } = shape;
  const groups = useMemo(() => groupByMonth(photos, order), [photos, order]);
  const layout = layOutGroups(groups, shape, headingOf);
  const height = layout.at(-1)?.bottom ?? 0;
  useScrollRestoration(grid, prefix, viewport !== null);
  const selection = usePhotoSelection(photos);
  const { tabStop, setTabStop, onKeyDown, focusAt } = useGridKeys(
    grid,
    photos,
    layout,
    shape,
    viewport,
    selection.extendRange,
  );
  const band = useRubberBandSelection(
    grid,
    photos,
    selection,
    area => tilesInArea(layout, shape, { width: viewport?.width ?? 0, gap: METRICS.gap }, area),
    setTabStop,
  );
  const { actions, task, detailed, closeDetails, viewed, show } = usePhotoActions(remove);
  const ranges = viewport === null ? [] : visibleRanges(layout, shape, viewport.top, viewport.height);
  /** Takes photos out of what is shown, which are on their way elsewhere. */
  function takeOut(gone: readonly Photo[]): void {
    const keys = new Set(gone.map(({ key }) => key));
    const index = photos.findIndex(({ key }) => keys.has(key));
    if (viewed === null) focusAt(index);
    else show((photos[index + 1] ?? photos[index - 1])?.key ?? null);
    selection.clear();
    change(shown => withoutPhotos(shown, keys));
  }
  function remove(gone: readonly Photo[]): void {
    void task.run(async () => {
      await startJob({ kind: 'delete-photos', photos: gone });
      takeOut(gone);
    });
  }
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the photos in it */}
      <div
        ref={grid}
        class="photo-space"
        tabIndex={-1}
        style={{ height: `${height}px`, '--columns': columns, '--row': `${shape.rowHeight}px` }}
        onKeyDown={event => {
          if (!selection.onKeyDown(event, remove)) onKeyDown(event);
        }}
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
                  isSelected={selection.keys.has(photo.key)}
                  isSelecting={selection.photos.length > 0}
                  onSelect={selection.select}
                  actions={actions}
                />
              ))}
            </ul>
          </section>
        ))}
      </div>
      <div class="sticky-failure">
        <TaskFailure task={task} />
      </div>
      {viewed !== null && isAmong(photos, viewed) && (
        <Viewer
          photos={photos}
          shownKey={viewed}
          total={contents?.isComplete === true ? photos.length : null}
          onShow={show}
          actions={actions}
          onClose={() => {
            show(null);
            focusAt(photos.findIndex(({ key }) => key === viewed));
          }}
        />
      )}
      {detailed !== null && <PhotoDetailsDialog photo={detailed} onClose={closeDetails} />}
      {selection.photos.length > 0 && (
        <SelectionActions
          photos={selection.photos}
          from={prefix}
          rootPrefix={rootPrefix}
          task={task}
          onRemoved={takeOut}
          onDelete={remove}
          onClear={() => {
            selection.clear();
            // The button that had the focus goes with the selection; a photo may be far from what is seen.
            grid.current?.focus({ preventScroll: true });
          }}
        />
      )}
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
