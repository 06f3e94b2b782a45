import { putBlobs } from '../../blobs/blob-store';
import type { Settings } from '../../core/settings';
import { call } from '../../messaging/client';
import { reportFromPage } from '../../messaging/report-from-page';
import type { DraggedThing } from './read-drop';

/**
 * Hands over what was dragged from a page. Resolves with the transfers' ids when they are written down.
 * @throws ShoeboxError `not-configured`, or what kept it from being written down.
 */
export async function saveThings(
  things: readonly DraggedThing[],
  { album, settings }: { readonly album: string | null; readonly settings: Settings | null },
  tabId: number | null,
): Promise<readonly string[]> {
  const handed = things.map(({ shown, ...thing }) => ({
    thing,
    stored: shown === null ? null : { id: crypto.randomUUID(), blob: shown },
  }));
  const blobs = handed.map(({ stored }) => stored).filter(stored => stored !== null);
  // Only a spare: a disk that is full must not keep the worker from fetching the picture itself.
  const areStored =
    blobs.length > 0 &&
    (await putBlobs(blobs).then(
      () => true,
      error => {
        reportFromPage('dropping.store-shown', error);
        return false;
      },
    ));
  return call('web.save-dropped', {
    album,
    ...(settings && { settings }),
    tabId,
    items: handed.map(({ thing, stored }) => ({
      ...thing,
      ...(areStored && stored !== null && { shownBlobId: stored.id }),
    })),
  });
}
