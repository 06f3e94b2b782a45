import { useCallback, useMemo, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { type Album, albumOfPrefix } from '../core/album';
import { message, plural } from '../i18n/message';
import { useAlbums } from '../popup/albums/use-albums';
import { EmptyState } from '../popup/empty-state';
import { NameOf } from '../popup/name-of';
import { searchOf } from '../popup/route';
import { useSettings } from '../popup/use-settings';
import { Welcome } from '../popup/welcome';
import { TaskFailure } from '../ui/task-failure';
import { AlbumDialog } from './album-dialog';
import { filtered, NO_FILTER } from './filter';
import { FilterBar } from './filter-bar';
import { ImageGrid } from './image-grid';
import { bestUrl } from './page-image';
import { SaveBar } from './save-bar';
import { UnseenNotice } from './unseen-notice';
import { useSaving } from './use-saving';
import { useScan } from './use-scan';
import { useSelection } from './use-selection';

/** The album manager, in the picker's place: there the batch is seen on its way, and arriving. */
const showAlbum = ({ prefix }: Album): void =>
  location.assign(browser.runtime.getURL(`src/popup/index.html${searchOf({ view: 'album', prefix }, true)}`));

/** "Save images from this page…": everything that was found there, to be picked from. */
export function Picker({ tabId }: { readonly tabId: number }) {
  const [settings, settingsTask] = useSettings();
  const list = useAlbums(settings === null);
  const scan = useScan(tabId);
  const [filter, setFilter] = useState(NO_FILTER);
  const [chosen, setChosen] = useState<Album | null>(null);
  const [isChoosing, setChoosing] = useState(false);
  const shown = useMemo(() => filtered(scan.images, filter), [scan.images, filter]);
  const ids = useMemo(() => shown.map(bestUrl), [shown]);
  const selection = useSelection(ids);
  const saving = useSaving(showAlbum);
  // What is hidden by a filter is not saved: what a person sees selected is what they get.
  const picked = useMemo(
    () => shown.filter(image => selection.selected.has(bestUrl(image))),
    [shown, selection.selected],
  );
  const [lastUsed] = list.recent;
  const album = chosen ?? (lastUsed === undefined ? null : albumOfPrefix(lastUsed));
  const choose = useCallback((to: Album) => {
    setChosen(to);
    setChoosing(false);
  }, []);
  const save = (): void => {
    if (scan.page !== null && album !== null) saving.save(scan.page, picked, album);
  };
  if (settings === null) {
    return (
      <div class="app picker">
        <Welcome />
      </div>
    );
  }
  return (
    <div class="app picker">
      <header class="picker-header">
        <div class="page-title">
          <h1>{message('picker_title')}</h1>
          <p class="page-count">{scan.page === null ? '\u00a0' : <NameOf name={scan.page.title} />}</p>
        </div>
        <div class="busy-line" data-busy={scan.task.busy} aria-hidden="true" />
      </header>
      {scan.images.length > 0 && (
        <div class="picker-tools">
          <FilterBar images={scan.images} filter={filter} onFilter={setFilter} />
          <div class="select-tools">
            <button type="button" class="button button-small" onClick={selection.all}>
              {plural('picker_select_all', shown.length)}
            </button>
            <button
              type="button"
              class="button button-small button-quiet"
              disabled={picked.length === 0}
              onClick={selection.none}
            >
              {message('picker_select_none')}
            </button>
          </div>
        </div>
      )}
      <main class="page" aria-busy={scan.task.busy}>
        <TaskFailure task={settingsTask} />
        <TaskFailure task={scan.task} />
        <TaskFailure task={saving.task} />
        <UnseenNotice hosts={scan.unseen} onAllowed={scan.again} />
        {scan.images.length === 0 && !scan.task.busy && scan.task.failure === null && (
          <EmptyState title={message('picker_nothing')} text={message('picker_nothing_next')} />
        )}
        {scan.images.length > 0 && shown.length === 0 && (
          <p class="nothing-found">{message('picker_nothing_left')}</p>
        )}
        {shown.length > 0 && (
          <ImageGrid tabId={tabId} images={shown} selection={selection} onMeasured={scan.measured} />
        )}
      </main>
      <SaveBar
        count={picked.length}
        album={album}
        isBusy={saving.task.busy}
        onChooseAlbum={() => setChoosing(true)}
        onSave={save}
      />
      {isChoosing && settings !== undefined && (
        <AlbumDialog
          root={settings.folder}
          list={list}
          onChoose={choose}
          onClose={() => setChoosing(false)}
        />
      )}
    </div>
  );
}
