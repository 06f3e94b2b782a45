import type { MessageKey } from '../i18n/message';
import type { ConnectionNote } from '../messaging/protocol';
import type { StepName, StepResult } from './use-connection-test';

/** What each step is called and does. */
export const STEP_TEXTS: {
  readonly [Name in StepName]: { readonly name: MessageKey; readonly about: MessageKey };
} = {
  identity: { name: 'connection_step_identity', about: 'connection_step_identity_about' },
  credentials: { name: 'connection_step_credentials', about: 'connection_step_credentials_about' },
  list: { name: 'connection_step_list', about: 'connection_step_list_about' },
  write: { name: 'connection_step_write', about: 'connection_step_write_about' },
  read: { name: 'connection_step_read', about: 'connection_step_read_about' },
  conditions: { name: 'connection_step_conditions', about: 'connection_step_conditions_about' },
  delete: { name: 'connection_step_delete', about: 'connection_step_delete_about' },
};

export const STATE_TEXTS: { readonly [State in StepResult['state']]: MessageKey } = {
  waiting: 'connection_state_waiting',
  running: 'connection_state_running',
  passed: 'connection_state_passed',
  failed: 'connection_state_failed',
  skipped: 'connection_state_skipped',
};

export const NOTE_TEXTS: { readonly [Note in ConnectionNote]: MessageKey } = {
  'names-not-refused': 'connection_note_overwrites',
  'deletions-not-refused': 'connection_note_deletes',
};
