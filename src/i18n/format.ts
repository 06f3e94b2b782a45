import { uiLanguage } from './message';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** `1.4 MB`: decimal units, as file managers and S3's price list count. */
export function formatBytes(bytes: number): string {
  const exponent = Math.min(bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3), UNITS.length - 1);
  return new Intl.NumberFormat(uiLanguage(), {
    style: 'unit',
    unit: UNITS[exponent] ?? 'byte',
    unitDisplay: exponent === 0 ? 'long' : 'short',
    maximumSignificantDigits: bytes < 1000 ? 3 : 2 + Number(bytes / 1000 ** exponent >= 100),
  }).format(bytes / 1000 ** exponent);
}

/** `22 Nov 2026`, in the browser's language. `milliseconds` since 1970. */
export const formatDate = (milliseconds: number): string =>
  new Intl.DateTimeFormat(uiLanguage(), { dateStyle: 'medium' }).format(milliseconds);

/** `22 Nov 2026, 14:05`. */
export const formatDateTime = (milliseconds: number): string =>
  new Intl.DateTimeFormat(uiLanguage(), { dateStyle: 'medium', timeStyle: 'short' }).format(milliseconds);

/** `14:05`. */
export const formatTime = (milliseconds: number): string =>
  new Intl.DateTimeFormat(uiLanguage(), { timeStyle: 'short' }).format(milliseconds);
