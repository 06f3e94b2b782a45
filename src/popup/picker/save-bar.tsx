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
import type { SentImage, SentState } from './sent-images';

interface SaveBarProps {
  /** How many are picked. */
  readonly count: number;
  /** What was picked before. */
  readonly sent: readonly SentImage[];
  readonly album: Album | null;
  readonly isBusy: boolean;
  readonly onChooseAlbum: () => void;
  /** Asks for the album first where none is chosen. */
  readonly onSave: () => void;
  readonly onOpenAlbum: (album: Album) => void;
}

/** At the foot of the page: how many, where to, and off they go; then what became of them. */
export const SaveBar = ({ count, sent, album, isBusy, onChooseAlbum, onSave, onOpenAlbum }: SaveBarProps) => (
  <section class="save-bar" aria-label={message('picker_save')}>
    <p class="save-count" role="status">
      {count > 0
        ? plural('picker_selected', count)
        : sent.length > 0
          ? sentText(sent)
          : message('picker_none_selected')}
    </p>
    {count === 0 && <OpenAlbum sent={sent} onOpenAlbum={onOpenAlbum} />}
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
      {isBusy
        ? message('picker_handing_over', String(count))
        : count === 0
          ? message('picker_save')
          : plural('picker_save_images', count)}
    </button>
  </section>
);

/** Those that went into the album of the last ones, counted. */
function sentText(sent: readonly SentImage[]): string {
  const album = sent.at(-1)?.album;
  const count = (state: SentState): number =>
    sent.filter(one => one.album.prefix === album?.prefix && one.state === state).length;
  const [saving, saved, failed] = [count('saving'), count('saved'), count('failed')];
  if (saving > 0) return plural('picker_saving', saving, album?.name ?? '');
  return [
    saved > 0 ? plural('picker_sent', saved, album?.name ?? '') : '',
    failed > 0 ? plural('picker_not_sent', failed) : '',
  ]
    .filter(Boolean)
    .join(' ');
}

function OpenAlbum({ sent, onOpenAlbum }: Pick<SaveBarProps, 'sent' | 'onOpenAlbum'>) {
  const last = sent.findLast(({ state }) => state === 'saved');
  if (last === undefined) return null;
  return (
    <button type="button" class="button button-quiet" onClick={() => onOpenAlbum(last.album)}>
      {message('picker_open_album')}
    </button>
  );
}

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
 * @param onSaved once all are written down, with their transfers' ids in the same order
 */
export function useSaveImages(
  settings: Settings | null,
  onSaved: (images: readonly PageImage[], ids: readonly string[], album: Album) => void,
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
        const ids = await call('web.save', {
          album: album.prefix,
          ...(settings && { settings }),
          sources: images.map(image => sourceOf(page, image)),
        });
        onSaved(images, ids, album);
      });
    },
    [run, settings, onSaved],
  );
  return { task, save };
}
