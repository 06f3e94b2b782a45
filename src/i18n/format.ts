import { uiLanguage } from './message';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** Below this, three digits of a unit still round to less than the next one: 999.4 kB, but 1.0 MB. */
const NEXT_UNIT = 999.5;

/** An amount of bytes in the unit that suits it; the unit by its place in {@link UNITS}. */
function inSuitableUnit(bytes: number): { readonly amount: number; readonly unit: number } {
  let amount = bytes;
  let unit = 0;
  while (amount >= NEXT_UNIT && unit < UNITS.length - 1 && bytes >= 1000) {
    amount /= 1000;
    unit++;
  }
  return { amount, unit };
}

/** `1.4 MB`: decimal units, as file managers and S3's price list count; two digits, three from 100 on. */
export function formatBytes(bytes: number): string {
  const { amount, unit } = inSuitableUnit(bytes);
  return numberFormat({
    style: 'unit',
    unit: UNITS[unit] ?? 'byte',
    unitDisplay: unit === 0 ? 'long' : 'short',
    maximumSignificantDigits: unit === 0 || amount >= 100 ? 3 : 2,
  }).format(amount);
}

/** `2.1 MB/s`. */
export function formatSpeed(bytesPerSecond: number): string {
  const { amount, unit } = inSuitableUnit(bytesPerSecond);
  return numberFormat({
    style: 'unit',
    unit: `${UNITS[unit] ?? 'byte'}-per-second`,
    unitDisplay: 'short',
    maximumSignificantDigits: amount >= 100 ? 3 : 2,
  }).format(amount);
}

/** `1,204`. */
export const formatCount = (count: number): string => numberFormat({}).format(count);

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Multiples of `step` that last at least so long. */
const roundedUp = (seconds: number, step: number): number => Math.ceil(seconds / step) * step;

/** `8 sec`, `40 sec`, `12 min`, `1 hr 20 min`: rounded up, the more the longer it is, so that it does not flicker. */
export function formatDuration(seconds: number): string {
  if (seconds <= 10) return formatUnit(Math.max(1, Math.ceil(seconds)), 'second');
  if (seconds <= 55) return formatUnit(roundedUp(seconds, 5), 'second');
  if (seconds <= 59 * MINUTE) return formatUnit(roundedUp(seconds, MINUTE) / MINUTE, 'minute');
  if (seconds > 2 * DAY) return formatUnit(roundedUp(seconds, DAY) / DAY, 'day');
  const rounded = roundedUp(seconds, 5 * MINUTE);
  const minutes = (rounded % HOUR) / MINUTE;
  const hours = formatUnit(Math.floor(rounded / HOUR), 'hour');
  return minutes === 0 ? hours : `${hours} ${formatUnit(minutes, 'minute')}`;
}

const formatUnit = (amount: number, unit: 'second' | 'minute' | 'hour' | 'day'): string =>
  numberFormat({ style: 'unit', unit, unitDisplay: 'short' }).format(amount);

/** Made once for each style: making one takes longer than using it a hundred times. */
const numberFormats = new Map<string, Intl.NumberFormat>();

function numberFormat(style: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify(style);
  const format = numberFormats.get(key) ?? new Intl.NumberFormat(uiLanguage(), style);
  numberFormats.set(key, format);
  return format;
}

/** As {@link numberFormats}. */
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

/** What a camera's clock showed, see `core/file-dates`: never converted, since nobody knows where it was. */
export const formatCameraTime = (shown: number): string =>
  dateFormat({ dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }).format(shown);

/** When something was, in short, seen from `now`: `14:05` today, `22 Nov` this year, `22 Nov 2025` before that. */
export function formatMoment(milliseconds: number, now: number): string {
  const [then, today] = [new Date(milliseconds), new Date(now)];
  if (then.toDateString() === today.toDateString()) return formatTime(milliseconds);
  return formatDay(milliseconds, now);
}

/** A day in short, seen from `now`: `22 Nov` this year, `22 Nov 2025` before that. */
export const formatDay = (milliseconds: number, now: number): string =>
  new Date(milliseconds).getFullYear() === new Date(now).getFullYear()
    ? dateFormat({ month: 'short', day: 'numeric' }).format(milliseconds)
    : formatDate(milliseconds);

/** `November 2026`. */
export const formatMonth = (milliseconds: number): string =>
  dateFormat({ month: 'long', year: 'numeric' }).format(milliseconds);

/** `14:05`. */
export const formatTime = (milliseconds: number): string =>
  dateFormat({ timeStyle: 'short' }).format(milliseconds);
