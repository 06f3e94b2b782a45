import { albumOfPrefix } from '../../core/album';
import { formatBytes } from '../../i18n/format';
import { message } from '../../i18n/message';
import type { TransferView } from '../../messaging/protocol';

/** Where a transfer stands, in a few words. */
export function stateText({ state, bytes, uploaded }: TransferView): string {
  if (state === 'saved') return message('transfer_saved');
  if (state === 'failed') return message('transfer_failed');
  if (state === 'choosing-album') return message('transfer_choosing');
  if (bytes === null) return message('transfer_fetching');
  return message('transfer_uploading', formatBytes(uploaded), formatBytes(bytes.size));
}

/** The album's name; empty for the bucket's folder itself and while none is chosen. */
export const albumNameOf = (prefix: string | null): string => (prefix ? albumOfPrefix(prefix).name : '');
