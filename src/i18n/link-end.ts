import { formatDateTime, formatTime } from './format';

/** When a link ends: the time of day, with the day if that is another one. */
export const formatLinkExpiry = (expiresAt: number, now: number): string =>
  new Date(expiresAt).toDateString() === new Date(now).toDateString()
    ? formatTime(expiresAt)
    : formatDateTime(expiresAt);
