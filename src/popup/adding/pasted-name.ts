import { withExtensionFor } from '../../core/media-type';
import { message } from '../../i18n/message';

const twoDigits = (number: number): string => String(number).padStart(2, '0');

/** `2026-11-22 14.05.31`: sorts by time, and holds nothing that a file system refuses. */
const fileStamp = (now: Date): string =>
  `${now.getFullYear()}-${twoDigits(now.getMonth() + 1)}-${twoDigits(now.getDate())} ` +
  [now.getHours(), now.getMinutes(), now.getSeconds()].map(twoDigits).join('.');

/** Browsers call every picture on the clipboard that is no file `image.png`. */
const isNameless = (file: File): boolean => file.name === '' || /^image\.\w+$/i.test(file.name);

/** The name for something pasted: its own, or one that says when it came. */
export const nameOfPasted = (file: File, now: Date): string =>
  isNameless(file) ? withExtensionFor(message('pasted_name', fileStamp(now)), file.type) : file.name;
