import type { Failure } from '../../core/failure';
import type { AccessKeysFailure } from '../../core/wait-reason';
import { message } from '../../i18n/message';

type KeysFailure = Failure & { readonly code: AccessKeysFailure };

/** Whether it failed for want of access keys: there are none, or others are needed than those that were entered. */
export const isAccessKeysFailure = (failure: Failure | null): failure is KeysFailure =>
  failure?.code === 'access-keys-needed' ||
  failure?.code === 'access-key-unknown' ||
  failure?.code === 'access-key-mismatch';

/** What a transfer or job waits for, in a line that has little room; why keys are refused stands above the view. */
export const waitingForKeys = (reason: AccessKeysFailure): string =>
  message(reason === 'access-keys-needed' ? 'transfer_waiting_keys' : 'transfer_keys_refused');
