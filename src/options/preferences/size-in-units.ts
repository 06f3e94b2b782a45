import { MAX_BYTES_RANGE } from '../../core/preferences';

/** As S3 and file systems count. */
export const UNITS = { MiB: 1024 ** 2, GiB: 1024 ** 3, TiB: 1024 ** 4 } as const;

export type Unit = keyof typeof UNITS;

export interface SizeInUnit {
  /** As a person writes it. */
  readonly amount: string;
  readonly unit: Unit;
}

/** In the largest unit in which it is at least one. */
export function inUnit(bytes: number): SizeInUnit {
  const unit = bytes >= UNITS.TiB ? 'TiB' : bytes >= UNITS.GiB ? 'GiB' : 'MiB';
  return { amount: String(Math.round((bytes / UNITS[unit]) * 100) / 100), unit };
}

/** Bytes; null for what is no size, or none that can be wished for. */
export function bytesOf({ amount, unit }: SizeInUnit): number | null {
  const bytes =
    amount.trim() === '' ? Number.NaN : Math.round(Number(amount.replace(',', '.')) * UNITS[unit]);
  return bytes >= MAX_BYTES_RANGE.least && bytes <= MAX_BYTES_RANGE.most ? bytes : null;
}
