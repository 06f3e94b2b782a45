import { takenAtIn } from '../../core/exif-date';
import type { FileDates } from '../../core/file-dates';
import { isImageType, mediaTypeOfName } from '../../core/media-type';
import { reportFromPage } from '../../messaging/report-from-page';

/** Exif comes first in a JPEG (Exif 2.32, 4.7.1), and behind a few kilobytes of other boxes in a HEIC. */
const HEAD_BYTES = 256 * 1024;

/**
 * What has no date of its own, as a picture on the clipboard, is of the moment at which the browser made a `File` of it. A
 * file that was saved within so many milliseconds is as old as its photo.
 */
const JUST_NOW_MS = 60_000;

/** What a file from the disk says of its time. Never rejects. */
export async function datesOf(file: File, name: string): Promise<FileDates> {
  const isOld = file.lastModified < Date.now() - JUST_NOW_MS;
  const isImage = isImageType(file.type || (mediaTypeOfName(name) ?? ''));
  return {
    modifiedAt: isOld ? file.lastModified : null,
    takenAt: isImage ? await readTakenAt(file).catch(reportUnread) : null,
  };
}

const readTakenAt = async (file: File): Promise<FileDates['takenAt']> =>
  takenAtIn(new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer()));

function reportUnread(error: unknown): null {
  reportFromPage('additions.read-date', error);
  return null;
}
