import type { ComponentChildren } from 'preact';
import { useCallback, useMemo, useState } from 'preact/hooks';
import { type Album, albumOfPrefix } from '../../core/album';
import { bucketIdentity, type Settings } from '../../core/settings';
import { message, plural } from '../../i18n/message';
import { TaskFailure } from '../../ui/failure-notice';
import { type SelectionControl, useSelection } from '../../ui/selection';
import { ChooseAlbumDialog } from '../albums/choose-album-dialog';
import { useApp } from '../model/app-context';
import type { AlbumList } from '../model/use-albums';
import { EmptyState } from '../page/empty-state';
import { PageHeader } from '../page/page-header';
import { filtered, NO_FILTER } from './filter';
import { PickTools } from './filter-bar';
import { ImageGrid } from './image-grid';
import { bestUrl } from './page-image';
import { SaveBar, useSaveImages } from './save-bar';
import { useSavedImages } from './saved-images';
import type { PageScan } from './use-scan';
import '../styles/picker.css';

interface ImagePickerProps {
  /** Null until they are known. */
  readonly settings: Settings | null;
  readonly list: AlbumList;
  readonly title: string;
  readonly below: ComponentChildren;
  readonly scan: Pick<PageScan, 'page' | 'images' | 'task' | 'setSize'>;
  /** Prefix of the album that is chosen at first; null for the last one that was saved to. */
  readonly into?: string | null;
  readonly onBack?: () => void;
  /** Once all are written down. */
  readonly onSaved?: () => void;
  /** What else is to be said of them. */
  readonly children?: ComponentChildren;
}

/** Pictures to be picked from, and saved to an album. */
export function ImagePicker({
  settings,
  list,
  title,
  below,
  scan,
  into = null,
  onBack,
  onSaved,
  children,
}: ImagePickerProps) {
  const root = settings?.folder ?? null;
  const { navigate, announce } = useApp();
  const { images, page, task } = scan;
  const [filter, setFilter] = useState(NO_FILTER);
  const [chosen, setChosen] = useState<Album | null>(into === null ? null : albumOfPrefix(into));
  const [isChoosing, setChoosing] = useState(false);
  const saved = useSavedImages(settings === null ? null : bucketIdentity(settings), images);
  const shown = useMemo(() => filtered(images, filter, saved), [images, filter, saved]);
  const fresh = useMemo(() => shown.map(bestUrl).filter(url => !saved.has(url)), [shown, saved]);
  const selection = useNewFirst(useSelection(useMemo(() => shown.map(bestUrl), [shown])), fresh);
  const { selected } = selection;
  // What a filter hides is not saved: the user gets what they see selected.
  const picked = useMemo(() => shown.filter(image => selected.has(bestUrl(image))), [shown, selected]);
  const [lastUsed] = list.recent;
  const album = chosen ?? (lastUsed === undefined ? null : albumOfPrefix(lastUsed));
  const saving = useSaveImages(
    settings,
    useCallback(
      (count: number, { prefix, name }: Album) => {
        announce(plural('picker_saving', count, name));
        // There the batch is seen on its way, and arriving.
        navigate({ view: 'album', prefix });
        onSaved?.();
      },
      [announce, navigate, onSaved],
    ),
  );
  const choose = (): void => setChoosing(root !== null);
  const save = (): void => {
    if (page === null || picked.length === 0 || saving.task.busy) return;
    if (album === null) choose();
    else saving.save(page, picked, album);
  };
  const isDone = !task.busy && task.failure === null;
  return (
    <>
      <PageHeader title={title} below={below} onBack={onBack} busy={task.busy || saving.task.busy} />
      {images.length > 0 && (
        <PickTools
          images={images}
          saved={saved}
          shown={shown.length}
          fresh={fresh.length}
          picked={picked.length}
          filter={filter}
          onFilter={setFilter}
          selection={selection}
        />
      )}
      <main class="page picker" aria-busy={task.busy}>
        <TaskFailure task={task} />
        <TaskFailure task={saving.task} />
        {children}
        {images.length === 0 && isDone && (
          <EmptyState title={message('picker_nothing')} text={message('picker_nothing_next')} />
        )}
        {images.length > 0 && shown.length === 0 && (
          <p class="nothing-found">{message('picker_nothing_left')}</p>
        )}
        {page !== null && shown.length > 0 && (
          <ImageGrid
            page={page}
            images={shown}
            saved={saved}
            selection={selection}
            onSave={picked.length === 0 ? null : save}
            onMeasured={scan.setSize}
          />
        )}
      </main>
      {images.length > 0 && (
        <SaveBar
          count={picked.length}
          album={album}
          isBusy={saving.task.busy}
          onChooseAlbum={choose}
          onSave={save}
        />
      )}
      {isChoosing && root !== null && (
        <ChooseAlbumDialog
          title={message('save_to_album')}
          chooseCurrentLabel={message('save_here')}
          rootPrefix={root}
          list={list}
          onChoose={to => {
            setChosen(to);
            setChoosing(false);
          }}
          onClose={() => setChoosing(false)}
        />
      )}
    </>
  );
}

/** A selection of which “all” are those that are new: what is in the bucket already can be picked one by one. */
const useNewFirst = (selection: SelectionControl, fresh: readonly string[]): SelectionControl =>
  useMemo(
    () => ({
      ...selection,
      selectAll: () => selection.selectOnly(new Set([...selection.selected, ...fresh])),
    }),
    [selection, fresh],
  );
