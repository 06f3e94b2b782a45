import { useCallback } from 'preact/hooks';
import browser from 'webextension-polyfill';
import type { Album } from '../../core/album';
import type { Settings } from '../../core/settings';
import { message, plural } from '../../i18n/message';
import { call } from '../../messaging/client';
import { reportFromPage } from '../../messaging/report-from-page';
import { ChevronIcon } from '../../ui/action-icons';
import { Bdi } from '../../ui/bdi';
import { AlbumIcon } from '../../ui/icons';
import { type Task, useTask } from '../../ui/use-task';
import { isToolbarPopup } from '../model/own-window';
import { type PageImage, permissionsFor, type ScannedPage, sourceOf } from './page-image';

interface SaveBarProps {
  readonly count: number;
  readonly album: Album | null;
  readonly isBusy: boolean;
  readonly onChooseAlbum: () => void;
  /** Asks for the album first where none is chosen. */
  readonly onSave: () => void;
}

/** At the foot of the page: how many, where to, and off they go. */
export const SaveBar = ({ count, album, isBusy, onChooseAlbum, onSave }: SaveBarProps) => (
  <footer class="save-bar">
    <p class="save-count" role="status">
      {count === 0 ? message('picker_none_selected') : plural('picker_selected', count)}
    </p>
    <button
      type="button"
      class="button album-choice"
      aria-haspopup="dialog"
      title={message('picker_album')}
      onClick={onChooseAlbum}
    >
      <AlbumIcon />
      <span class="album-choice-name">
        {album === null ? message('picker_choose_album') : <Bdi name={album.name} />}
      </span>
      <ChevronIcon />
    </button>
    <button
      type="button"
      class="button button-primary"
      disabled={count === 0 || isBusy}
      aria-keyshortcuts="Enter"
      onClick={onSave}
    >
      {count === 0 ? message('picker_save') : plural('picker_save_images', count)}
    </button>
  </footer>
);

/** The batch on its way to be written down. */
interface SaveImages {
  readonly task: Task;
  /**
   * Asks for the hosts that the pictures come from, all at once, and has the worker save them, all at once. Must be
   * called in the click itself: even one `await` before it loses the right to ask.
   */
  readonly save: (page: ScannedPage, images: readonly PageImage[], album: Album) => void;
}

/**
 * @param settings as the page shows them: pictures go to their bucket, or nowhere
 * @param onSaved once all are written down
 */
export function useSaveImages(
  settings: Settings | null,
  onSaved: (count: number, album: Album) => void,
): SaveImages {
  const task = useTask();
  const { run } = task;
  const save = useCallback(
    (page: ScannedPage, images: readonly PageImage[], album: Album) => {
      // The browser's question would close the toolbar's popup before anything is written down: there "Try again" asks.
      const origins = isToolbarPopup() ? [] : permissionsFor(page, images);
      const asked = origins.length === 0 ? Promise.resolve(true) : browser.permissions.request({ origins });
      void run(async () => {
        // Refused or not, the worker tries what is possible; what is missing then is said with each picture.
        await asked.catch(error => reportFromPage('picker.request-access', error));
        await call('web.save', {
          album: album.prefix,
          ...(settings && { settings }),
          sources: images.map(image => sourceOf(page, image)),
        });
        onSaved(images.length, album);
      });
    },
    [run, settings, onSaved],
  );
  return { task, save };
}
