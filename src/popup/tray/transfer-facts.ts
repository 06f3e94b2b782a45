import { albumOfPrefix } from '../../core/album';
import type { FailureCode } from '../../core/failure';
import { formatBytes, formatDuration, formatMoment, formatSpeed } from '../../i18n/format';
import { type MessageKey, message } from '../../i18n/message';
import type { TransferView } from '../../messaging/protocol';
import { waitingForKeys } from '../model/access-keys-failure';

/** The album's name; empty for the bucket's folder itself and while none is chosen. */
export const albumNameOf = (prefix: string | null): string => (prefix ? albumOfPrefix(prefix).name : '');

/** Longer than this is no forecast. */
const LONGEST_FORECAST_S = 30 * 24 * 3600;

/** `2.1 MB/s`, `40 sec left`: what is known of it. */
export function speedFacts(bytesPerSecond: number | null, secondsLeft: number | null): string[] {
  const facts: string[] = [];
  if (bytesPerSecond !== null && bytesPerSecond >= 1) facts.push(formatSpeed(bytesPerSecond));
  if (secondsLeft !== null && secondsLeft > 0 && secondsLeft < LONGEST_FORECAST_S)
    facts.push(message('time_left', formatDuration(secondsLeft)));
  return facts;
}

/** Where a transfer that has not ended stands, fact by fact; a wait for the next try is told elsewhere, as it counts down. */
export function progressFacts({
  state,
  bytes,
  uploaded,
  bytesPerSecond,
  waiting,
}: Pick<TransferView, 'state' | 'bytes' | 'uploaded' | 'bytesPerSecond' | 'waiting'>): string[] {
  if (bytes === null) return state === 'under-way' && waiting === null ? [message('transfer_fetching')] : [];
  const { size } = bytes;
  const amount =
    uploaded > 0
      ? message('transfer_uploading', formatBytes(uploaded), formatBytes(size))
      : formatBytes(size);
  if (state !== 'under-way' || waiting !== null) return [amount];
  if (size > 0 && uploaded >= size) return [formatBytes(size), message('transfer_finishing')];
  const secondsLeft = bytesPerSecond ? (size - uploaded) / bytesPerSecond : null;
  return [amount, ...speedFacts(bytesPerSecond, secondsLeft)];
}

/** What a transfer that stands still for now waits for; null when it does not, or waits for its next try. */
export function waitingText({ state, waiting }: Pick<TransferView, 'state' | 'waiting'>): string | null {
  if (state === 'paused') return message('transfer_paused');
  if (state === 'choosing-album') return message('transfer_choosing');
  if (waiting?.kind === 'turn') return message('transfer_waiting_turn');
  if (waiting?.kind === 'sign-in') return message('transfer_waiting_sign_in');
  if (waiting?.kind === 'access-keys') return waitingForKeys(waiting.reason);
  if (waiting?.kind === 'other-user') return message('waiting_other_user', waiting.user);
  return waiting?.kind === 'online' ? message('transfer_waiting_online') : null;
}

/** How large a saved one is, and since when it is saved. */
export const savedFacts = (
  { bytes, endedAt }: Pick<TransferView, 'bytes' | 'endedAt'>,
  now: number,
): string[] => [
  ...(bytes === null ? [] : [formatBytes(bytes.size)]),
  ...(endedAt === null ? [] : [formatMoment(endedAt, now)]),
];

/** Sentences for what a new try may mend. Those of other failures name facts that only the failure itself holds. */
const RETRY_REASONS: { readonly [Code in FailureCode]?: MessageKey } = {
  offline: 'error_offline',
  throttled: 'error_throttled',
  's3-unavailable': 'error_s3_unavailable',
  'cognito-unavailable': 'error_cognito_unavailable',
  'clock-skew': 'error_clock_skew',
  'request-expired': 'error_request_expired',
  'operation-conflict': 'error_operation_conflict',
  'credentials-expired': 'error_credentials_expired',
  'not-confirmed': 'error_not_confirmed',
  interrupted: 'error_interrupted',
  'endpoint-unreachable': 'retry_unreachable',
  'connection-stalled': 'retry_stalled',
};

/** Why a transfer is tried again, in a sentence. */
export const retryReason = (code: FailureCode): string => message(RETRY_REASONS[code] ?? 'retry_other');
