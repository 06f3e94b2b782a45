import type { CopiedLinks } from '../core/link-text';
import { formatDateTime, formatTime } from './format';
import { plural } from './message';

/** When a link ends: the time of day, with the day if that is another one. */
export const formatLinkExpiry = (expiresAt: number, now: number): string =>
  new Date(expiresAt).toDateString() === new Date(now).toDateString()
    ? formatTime(expiresAt)
    : formatDateTime(expiresAt);

/** That they are copied, and how long they work. */
export const linksCopiedMessage = ({ count, expiresAt }: CopiedLinks): string =>
  expiresAt === null
    ? plural('links_copied_lasting', count)
    : plural('links_copied', count, formatLinkExpiry(expiresAt, Date.now()));
