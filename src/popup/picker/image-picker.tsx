import type { ComponentChildren } from 'preact';
import { useCallback, useMemo, useState } from 'preact/hooks';
import { type Album, albumOfPrefix } from '../../core/album';
import { bucketIdentity, type Settings } from '../../core/settings';
import { message, plural } from '../../i18n/message';
import type { TransferView } from '../../messaging/protocol';
import { TaskFailure } from '../../ui/failure-notice';
import { type SelectionControl, useSelection } from '../../ui/selection';
import { ChooseAlbumDialog } from '../albums/choose-album-dialog';
import { useApp } from '../model/app-context';
import type { AlbumList } from '../model/use-albums';
import { EmptyState } from '../page/empty-state';
import { PageHeader } from '../page/page-header';
import { filtered, isNew, NO_FILTER } from './filter';
import { PickTools } from './filter-bar';
import { ImageGrid } from './image-grid';
import { bestUrl, type PageImage } from './page-image';
import { SaveBar, useSaveImages } from './save-bar';
import { useSavedImages } from './saved-images';
import { useSentImages } from './sent-images';
import type { PageScan } from './use-scan';
import '../styles/picker.css';

interface ImagePickerProps {
  /** Null until they are known. */
  readonly settings: Settings | null;
  readonly list: AlbumList;
  readonly transfers: readonly TransferView[] | null;
  readonly title: string;
  readonly below: ComponentChildren;
  readonly scan: Pick<PageScan, 'page' | 'images' | 'task' | 'setSize'>;
  /** Prefix of the album that is chosen at first; null for the last one that was saved to. */
  readonly into?: string | null;
  readonly onBack?: () => void;
  /** Once all are written down; absent, more can be picked then. */
  readonly onSaved?: (album: Album) => void;
  /** Once all are written down, and more can be picked: access to their hosts may have been given. */
  readonly onAccess?: () => void;
  /** What else is to be said of them. */
  readonly children?: ComponentChildren;
}

/** Pictures to be picked from, and saved to an album. */
export function ImagePicker({
  settings,
  list,
  transfers,
  title,
  below,
  scan,
  into = null,
  onBack,
  onSaved,
  onAccess,
  children,
}: ImagePickerProps) {
  const root = settings?.folder ?? null;
  const { navigate, announce } = useApp();
  const { images, page, task } = scan;
  const [filter, setFilter] = useState(NO_FILTER);
  const [chosen, setChosen] = useState<Album | null>(into === null ? null : albumOfPrefix(into));
  const [choosing, setChoosing] = useState<'album' | 'save' | null>(null);
  const saved = useSavedImages(settings === null ? null : bucketIdentity(settings), images);
  const { sent, states, add } = useSentImages(transfers);
  const marks = useMemo(
    () => new Map([...[...saved].map(url => [url, 'saved'] as const), ...states]),
    [saved, states],
  );
  const shown = useMemo(() => filtered(images, filter, marks), [images, filter, marks]);
  const fresh = useMemo(() => shown.map(bestUrl).filter(url => isNew(marks, url)), [shown, marks]);
  const selection = useNewFirst(useSelection(useMemo(() => shown.map(bestUrl), [shown])), fresh);
  const { selected, deselectAll } = selection;
  // What a filter hides is not saved: the user gets what they see selected.
  const picked = useMemo(() => shown.filter(image => selected.has(bestUrl(image))), [shown, selected]);
  const [lastUsed] = list.recent;
  const album = chosen ?? (lastUsed === undefined ? null : albumOfPrefix(lastUsed));
  const saving = useSaveImages(
    settings,
    useCallback(
      (handed: readonly PageImage[], ids: readonly string[], to: Album) => {
        if (onSaved !== undefined) {
          announce(plural('picker_saving', handed.length, to.name));
          return onSaved(to);
        }
        add(handed.map(bestUrl), ids, to);
        deselectAll();
        onAccess?.();
      },
      [announce, add, deselectAll, onSaved, onAccess],
    ),
  );
  const saveTo = (to: Album | null): void => {
    if (page === null || picked.length === 0 || saving.task.busy) return;
    if (to === null) setChoosing('save');
    else saving.save(page, picked, to);
  };
  const save = (): void => saveTo(album);
  const isDone = !task.busy && task.failure === null;
  return (
    <>
      <PageHeader title={title} below={below} onBack={onBack} busy={task.busy || saving.task.busy} />
      {images.length > 0 && (
        <PickTools
          images={images}
          marks={marks}
          shown={shown.length}
          fresh={fresh.length}
          picked={picked.length}
          filter={filter}
          onFilter={setFilter}
          selection={selection}
        />
      )}
      <main class="page picker" aria-busy={task.busy}>
        <TaskFailure task={saving.task} />
        {children}
        {images.length === 0 && task.busy && <Looking />}
        {images.length === 0 && isDone && (
          <EmptyState title={message('picker_nothing')} text={message('picker_nothing_next')} />
        )}
        {images.length > 0 && shown.length === 0 && (
          <div class="nothing-found">
            <p>{message('picker_nothing_left')}</p>
            <button type="button" class="button button-small" onClick={() => setFilter(NO_FILTER)}>
              {message('picker_show_all')}
            </button>
          </div>
        )}
        {page !== null && shown.length > 0 && (
          <ImageGrid
            page={page}
            images={shown}
            marks={marks}
            selection={selection}
            onSave={picked.length === 0 ? null : save}
            onMeasured={scan.setSize}
          />
        )}
      </main>
      {images.length > 0 && (
        <SaveBar
          count={picked.length}
          sent={sent}
          album={album}
          isBusy={saving.task.busy}
          onChooseAlbum={() => setChoosing('album')}
          onSave={save}
          onOpenAlbum={({ prefix }) => navigate({ view: 'album', prefix })}
        />
      )}
      {choosing !== null && root !== null && (
        <ChooseAlbumDialog
          title={message(choosing === 'save' ? 'save_to_album' : 'picker_album')}
          chooseCurrentLabel={message(choosing === 'save' ? 'save_here' : 'picker_take_album')}
          rootPrefix={root}
          list={list}
          onChoose={to => {
            setChosen(to);
            setChoosing(null);
            // Asked for by “Save”, the answer is the last thing that was missing.
            if (choosing === 'save') saveTo(to);
          }}
          onClose={() => setChoosing(null)}
        />
      )}
    </>
  );
}

/** Where the pictures will be, while nothing has been found yet. */
const Looking = () => (
  <>
    <p class="looking" role="status">
      {message('picker_looking')}
    </p>
    <div class="image-rows-awaited skeleton" aria-hidden="true">
      {Array.from({ length: 8 }, (_, index) => (
        <div key={index} class="tile-picture" />
      ))}
    </div>
  </>
);

/** A selection of which “all” are those that are new: what is in the bucket already can be picked one by one. */
const useNewFirst = (selection: SelectionControl, fresh: readonly string[]): SelectionControl =>
  useMemo(
    () => ({
      ...selection,
      selectAll: () => selection.selectOnly(new Set([...selection.selected, ...fresh])),
    }),
    [selection, fresh],
  );
