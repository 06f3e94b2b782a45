import { useCallback, useMemo, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { type Album, albumOfPrefix } from '../../core/album';
import type { Settings } from '../../core/settings';
import { message, plural } from '../../i18n/message';
import { Bdi } from '../../ui/bdi';
import { TaskFailure } from '../../ui/failure-notice';
import { useSelection } from '../../ui/selection';
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
import { useScan } from './use-scan';
import '../styles/picker.css';

interface PickViewProps {
  /** Null until they are known. */
  readonly settings: Settings | null;
  readonly list: AlbumList;
  /** The tab whose page is looked through. */
  readonly tabId: number;
}

/** "Save images from this page…": everything that was found there, to be picked from. */
export function PickView({ settings, list, tabId }: PickViewProps) {
  const root = settings?.folder ?? null;
  const { navigate, announce } = useApp();
  const scan = useScan(tabId);
  const { images, page, task } = scan;
  const [filter, setFilter] = useState(NO_FILTER);
  const [chosen, setChosen] = useState<Album | null>(null);
  const [isChoosing, setChoosing] = useState(false);
  const shown = useMemo(() => filtered(images, filter), [images, filter]);
  const selection = useSelection(useMemo(() => shown.map(bestUrl), [shown]));
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
      },
      [announce, navigate],
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
      <PageHeader
        title={message('picker_title')}
        below={page === null ? '\u00a0' : <Bdi name={page.title} />}
        busy={task.busy || saving.task.busy}
      />
      {images.length > 0 && (
        <PickTools
          images={images}
          shown={shown.length}
          picked={picked.length}
          filter={filter}
          onFilter={setFilter}
          selection={selection}
        />
      )}
      <main class="page picker" aria-busy={task.busy}>
        <TaskFailure task={task} />
        <TaskFailure task={saving.task} />
        <InaccessibleFramesNotice hosts={scan.inaccessibleHosts} onAllowed={scan.retry} />
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

interface UnseenNoticeProps {
  /** Match patterns. */
  readonly hosts: readonly string[];
  readonly onAllowed: () => void;
}

/** Says which parts of the page could not be looked through, and what would help. */
export function InaccessibleFramesNotice({ hosts, onAllowed }: UnseenNoticeProps) {
  if (hosts.length === 0) return null;
  const names = hosts.map(pattern => pattern.replace(/^https?:\/\/|\/\*$/g, '')).join(', ');
  const allow = (): void =>
    void browser.permissions.request({ origins: [...hosts] }).then(granted => {
      if (granted) onAllowed();
    });
  return (
    <div class="notice unseen">
      <p>{message('picker_unseen', names)}</p>
      <button type="button" class="button button-small" onClick={allow}>
        {message('picker_unseen_allow')}
      </button>
    </div>
  );
}
