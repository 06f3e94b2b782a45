import type { TransferState } from '../../core/transfer';
import { plural } from '../../i18n/message';

/** What matters most about all transfers, in a few words: what needs the person first, then what goes on. */
export function traySummary(states: readonly TransferState[]): string {
  const count = (state: TransferState): number => states.filter(other => other === state).length;
  const parts = [
    [count('choosing-album'), 'transfers_choosing'],
    [count('failed'), 'transfers_failed'],
    [count('under-way'), 'transfers_under_way'],
  ] as const;
  const urgent = parts.filter(([number]) => number > 0).map(([number, key]) => plural(key, number));
  return urgent.length > 0 ? urgent.join(' · ') : plural('transfers_saved', count('saved'));
}
