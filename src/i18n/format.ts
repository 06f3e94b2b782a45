import { uiLanguage } from './message';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** Below this, three digits of a unit still round to less than the next one: 999.4 kB, but 1.0 MB. */
const NEXT_UNIT = 999.5;

/** `1.4 MB`: decimal units, as file managers and S3's price list count; two digits, three from 100 on. */
export function formatBytes(bytes: number): string {
  let amount = bytes;
  let unit = 0;
  while (amount >= NEXT_UNIT && unit < UNITS.length - 1 && bytes >= 1000) {
    amount /= 1000;
    unit++;
  }
  return new Intl.NumberFormat(uiLanguage(), {
    style: 'unit',
    unit: UNITS[unit] ?? 'byte',
    unitDisplay: unit === 0 ? 'long' : 'short',
    maximumSignificantDigits: unit === 0 || amount >= 100 ? 3 : 2,
  }).format(amount);
}

/** Made once for each style: making one takes longer than using it a hundred times. */
const dateFormats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(style);
  const format = dateFormats.get(key) ?? new Intl.DateTimeFormat(uiLanguage(), style);
  dateFormats.set(key, format);
  return format;
}

/** `22 Nov 2026`, in the browser's language. `milliseconds` since 1970. */
export const formatDate = (milliseconds: number): string =>
  dateFormat({ dateStyle: 'medium' }).format(milliseconds);

/** `22 Nov 2026, 14:05`. */
export const formatDateTime = (milliseconds: number): string =>
  dateFormat({ dateStyle: 'medium', timeStyle: 'short' }).format(milliseconds);

/** `14:05`. */
export const formatTime = (milliseconds: number): string =>
  dateFormat({ timeStyle: 'short' }).format(milliseconds);
