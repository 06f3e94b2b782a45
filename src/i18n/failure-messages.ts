import type { Failure, FailureCode } from '../core/failure';
import { visibleText } from '../core/object-key';
import { type MessageKey, message } from './message';

type Underscored<Text extends string> = Text extends `${infer Head}-${infer Tail}`
  ? `${Head}_${Underscored<Tail>}`
  : Text;

/** For each code, which facts of the failure its texts name: `$1` is the first of them. */
const SUBSTITUTIONS: { readonly [Code in FailureCode]: readonly string[] } = {
  'not-configured': [],
  'invalid-settings': ['fields'],
  'identity-pool-not-found': ['region'],
  'guests-not-allowed': [],
  'identity-pool-role-missing': [],
  'cognito-unavailable': [],
  offline: [],
  'endpoint-unreachable': ['host'],
  throttled: [],
  's3-unavailable': [],
  'clock-skew': [],
  'credentials-expired': [],
  'request-expired': [],
  'signature-rejected': [],
  'region-not-enabled': ['region'],
  'session-token-refused': [],
  'bucket-not-found': ['bucket'],
  'wrong-region': ['bucket', 'region'],
  'wrong-region-unknown': ['bucket'],
  's3-unsupported': [],
  'access-denied': ['action', 'resource'],
  'denied-by-role': ['action'],
  'denied-by-bucket-policy': ['action'],
  'denied-by-key-policy': ['action', 'resource'],
  'denied-by-organization': ['action'],
  'denied-by-permissions-boundary': ['action'],
  'denied-by-session-policy': ['action'],
  'denied-by-endpoint-policy': ['action'],
  'kms-key-not-found': [],
  'kms-key-unusable': [],
  'operation-conflict': [],
  'metadata-too-large': [],
  'object-too-large': [],
  'object-locked': ['key'],
  'object-needs-customer-key': ['key'],
  'request-refused': ['reason'],
  'object-not-found': ['key'],
  'object-archived': ['key'],
  'not-confirmed': [],
  'list-repeats': [],
  'album-name-empty': [],
  'album-name-slash': [],
  'album-name-dots': [],
  'album-name-reserved': [],
  'album-name-control-characters': [],
  'album-name-too-long': ['bytes'],
  'album-exists': ['name'],
  'album-into-itself': ['name'],
  'album-there-already': [],
  'key-too-long': [],
  'key-not-addressable': ['key'],
  'name-taken': [],
  'photo-changed': ['key'],
  'photo-exists': ['name'],
  'photo-name-empty': [],
  'job-gone': [],
  'album-kept': ['name', 'count'],
  'download-gone': [],
  'upload-gone': [],
  'source-not-found': ['host', 'status'],
  'source-forbidden': ['host', 'status'],
  'source-answered-error': ['host', 'status'],
  'source-unreachable': ['host'],
  'source-needs-permission': ['host'],
  'source-not-an-image': ['type'],
  'source-empty': ['host'],
  'source-truncated': ['host'],
  'source-unsupported': ['scheme'],
  'source-too-large': ['limit'],
  'source-gone': [],
  'source-fetched-as-stranger': ['host'],
  'source-redirected': ['host'],
  'source-redirected-as-stranger': ['host'],
  'source-private': ['host'],
  'source-too-slow': ['host'],
  'source-streamed': [],
  'source-not-media': ['type'],
  'source-not-the-file': ['type'],
  'source-better-refused': ['host'],
  'source-redrawn': [],
  'source-photographed': [],
  'source-not-in-view': [],
  'screen-needs-click': [],
  'source-unreadable': [],
  'page-closed': [],
  'selection-without-images': [],
  'not-converted': [],
  'source-taken-as-shown': ['host'],
  'page-unreadable': [],
  'browser-storage-full': [],
  'bytes-changed': [],
  'connection-stalled': ['host'],
  'keeps-being-interrupted': [],
  'file-unreadable': [],
  interrupted: [],
  'transfer-gone': [],
  'other-bucket': ['bucket'],
  unexpected: [],
};

export interface FailureExplanation {
  /** What happened, in one sentence. */
  readonly sentence: string;
  /** What the user can do next. */
  readonly nextStep: string;
}

const messageKeyOf = (code: FailureCode): `error_${Underscored<FailureCode>}` & MessageKey =>
  `error_${code.replaceAll('-', '_') as Underscored<FailureCode>}`; // the very replacement that the type describes

/** What the user reads about a failure, in the browser's language. */
export function explainFailure(failure: Failure): FailureExplanation {
  const facts = SUBSTITUTIONS[failure.code].map(fact => visibleText(failure.detail[fact] ?? ''));
  const key = messageKeyOf(failure.code);
  return { sentence: message(key, ...facts), nextStep: message(`${key}_next`, ...facts) };
}
