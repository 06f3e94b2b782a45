import { useCallback } from 'preact/hooks';
import browser from 'webextension-polyfill';
import type { Album } from '../core/album';
import type { Settings } from '../core/settings';
import { call } from '../messaging/client';
import { reportFromPage } from '../messaging/report-from-page';
import { type Task, useTask } from '../ui/use-task';
import type { PageImage } from './page-image';
import { permissionsFor, type ScannedPage, sourceOf } from './sources';

/** The batch on its way to be written down. */
export interface SaveImages {
  readonly task: Task;
  /**
   * Asks for the hosts that the pictures come from, all at once, and hands the pictures over, all at once. Must be
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
      const origins = permissionsFor(page, images);
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
