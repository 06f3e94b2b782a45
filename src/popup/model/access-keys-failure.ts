import type { Failure } from '../../core/failure';
import type { AccessKeysFailure } from '../../core/wait-reason';
import { type MessageKey, message } from '../../i18n/message';

type KeysFailure = Failure & { readonly code: AccessKeysFailure };

/** Whether it failed for want of access keys: there are none, or others are needed than those that were entered. */
export const isAccessKeysFailure = (failure: Failure | null): failure is KeysFailure =>
  failure?.code === 'access-keys-needed' ||
  failure?.code === 'access-key-unknown' ||
  failure?.code === 'access-key-mismatch';

const WAITING: { readonly [Reason in AccessKeysFailure]: MessageKey } = {
  'access-keys-needed': 'transfer_waiting_keys',
  'access-key-unknown': 'error_access_key_unknown',
  'access-key-mismatch': 'error_access_key_mismatch',
};

/** What a transfer or job waits for, or why the keys that there are don't do. */
export const waitingForKeys = (reason: AccessKeysFailure): string => message(WAITING[reason]);
