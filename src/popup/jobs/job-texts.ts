import { albumOfPrefix } from '../../core/album';
import { shownNameOfKey } from '../../core/object-key';
import { formatBytes } from '../../i18n/format';
import { message, plural, uiLanguage } from '../../i18n/message';
import type { JobView } from '../../messaging/job-messages';
import { waitingForKeys } from '../model/access-keys-failure';

const albumName = (prefix: string): string => albumOfPrefix(prefix).name;

/** What a job does, while it does it. */
export function runningText({ order, about, total }: JobView): string {
  switch (order.kind) {
    case 'copy-photos':
      return plural('job_copying', total, albumName(order.to));
    case 'move-photos':
      return plural('job_moving', total, albumName(order.to));
    case 'rename-photo':
      return message('job_renaming', shownNameOfKey(about), order.name);
    case 'delete-photos':
      return plural('job_deleting', total);
    case 'restore-photos':
      return plural('job_restoring', total);
    case 'move-album':
      return albumName(order.from) === albumName(order.to)
        ? message('job_moving_album', albumName(order.from))
        : message('job_renaming', albumName(order.from), albumName(order.to));
    case 'delete-album':
      return message('job_deleting_album', albumName(order.prefix));
    case 'download-photos':
      return plural('job_downloading', total);
    case 'download-album':
      return message('job_downloading_album', albumName(order.prefix));
  }
}

/** What it has done, once it is; of a deletion, from the moment that the user sees nothing of it any more. */
export function doneText({ order, about, total, done }: JobView): string {
  switch (order.kind) {
    case 'copy-photos':
      return plural('job_copied', total, albumName(order.to));
    case 'move-photos':
      return plural('job_moved', total, albumName(order.to));
    case 'rename-photo':
      return message('job_renamed', order.name);
    case 'delete-photos':
      return total === 1 ? message('photo_deleted', shownNameOfKey(about)) : plural('job_deleted', total);
    case 'restore-photos':
      return total === 1 ? message('photo_restored', shownNameOfKey(about)) : plural('job_restored', total);
    case 'move-album':
      return albumName(order.from) === albumName(order.to)
        ? message('job_moved_album', albumName(order.from))
        : message('job_renamed', albumName(order.to));
    case 'delete-album':
      return message('album_deleted', albumName(order.prefix));
    case 'download-photos':
      return plural('job_downloaded', done);
    case 'download-album':
      return message('job_downloaded_album', albumName(order.prefix));
  }
}

/** What it could not do, of a job that failed: some of its photos, or all. */
export function failedText({ order, about, total, failed }: JobView): string {
  const count = failed > 0 ? failed : total;
  switch (order.kind) {
    case 'copy-photos':
      return plural('job_not_copied', count, albumName(order.to));
    case 'move-photos':
      return plural('job_not_moved', count, albumName(order.to));
    case 'rename-photo':
      return message('job_not_renamed', shownNameOfKey(about));
    case 'delete-photos':
      return plural('job_not_deleted', count);
    case 'restore-photos':
      return plural('job_not_restored', count);
    case 'move-album':
      return albumName(order.from) === albumName(order.to)
        ? message('job_not_moved_album', albumName(order.from))
        : message('job_not_renamed', albumName(order.from));
    case 'delete-album':
      return message('job_not_deleted_album', albumName(order.prefix));
    case 'download-photos':
      return plural('job_not_downloaded', count);
    case 'download-album':
      return message('job_not_downloaded_album', albumName(order.prefix));
  }
}

/** How far it is: of a download, in bytes. Nothing is known of one whose items are not listed yet. */
export const jobProgress = ({ bytes, total, done }: JobView): { max: number; value: number } =>
  bytes === null ? { max: total, value: done } : { max: bytes.total, value: bytes.done };

/** What it did instead of what was wanted: of an album that was deleted, something stays. */
export const noteText = ({ about, note }: JobView): string =>
  note?.code === 'tags-unknown' ? message('job_tags_unknown') : message('job_album_kept', albumName(about));

/** How a download stands whose bytes are there. */
export const readyText = ({ isHandedOver, bytes }: JobView): string =>
  message(isHandedOver ? 'zip_handed_over' : 'zip_waiting', formatBytes(bytes?.done ?? 0));

const number = (count: number): string => new Intl.NumberFormat(uiLanguage()).format(count);

/** `120 of 3,000`, or what it waits for; of a download, bytes as well. */
export function progressText({ done, total, bytes, isCancelled, waiting }: JobView): string {
  // First: also what was cancelled stays until they come, if it has begun.
  if (waiting?.kind === 'other-user') return message('waiting_other_user', waiting.user);
  if (isCancelled) return message('job_stopping');
  if (waiting?.kind === 'turn') return message('transfer_waiting_turn');
  if (waiting?.kind === 'online') return message('transfer_waiting_online');
  if (waiting?.kind === 'sign-in') return message('transfer_waiting_sign_in');
  if (waiting?.kind === 'access-keys') return waitingForKeys(waiting.reason);
  const counts = message('job_progress', number(done), number(total));
  if (bytes === null || bytes.total === 0) return counts;
  return `${counts} · ${message('transfer_uploading', formatBytes(bytes.done), formatBytes(bytes.total))}`;
}
