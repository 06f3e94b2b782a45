import { type Failure, type FailureCode, isDenial } from '../core/failure';
import { visibleText } from '../core/object-key';
import { type MessageKey, message } from './message';

type Underscored<Text extends string> = Text extends `${infer Head}-${infer Tail}`
  ? `${Head}_${Underscored<Tail>}`
  : Text;

/**
 * For each code whose texts name facts of the failure, which: `$1` is the first of them. `role` stands for who was
 * refused; `type`, a media type, is put in words.
 */
const SUBSTITUTIONS: { readonly [Code in FailureCode]?: readonly string[] } = {
  'invalid-settings': ['fields'],
  'identity-pool-not-found': ['region'],
  'sign-in-not-finished': ['redirect'],
  'sign-out-not-told': ['host'],
  'sign-in-provider-unreachable': ['host'],
  'sign-in-provider-unknown': ['host'],
  'sign-in-provider-refused': ['reason'],
  'sign-in-redirect-refused': ['redirect'],
  'sign-in-client-unknown': ['client'],
  'sign-in-client-secret': ['client'],
  'sign-in-not-trusted': ['client'],
  'endpoint-unreachable': ['host'],
  'region-not-enabled': ['region'],
  'bucket-not-found': ['bucket'],
  'wrong-region': ['bucket', 'region'],
  'wrong-region-unknown': ['bucket'],
  'access-denied': ['action', 'resource', 'role'],
  'denied-by-role': ['action', 'role'],
  'denied-by-bucket-policy': ['action'],
  'denied-by-key-policy': ['action', 'resource', 'role'],
  'denied-by-organization': ['action'],
  'denied-by-permissions-boundary': ['action', 'role'],
  'denied-by-session-policy': ['action'],
  'denied-by-endpoint-policy': ['action'],
  'object-locked': ['key'],
  'object-needs-customer-key': ['key'],
  'request-refused': ['reason'],
  'object-not-found': ['key'],
  'object-archived': ['key'],
  'album-name-too-long': ['bytes'],
  'album-exists': ['name'],
  'album-into-itself': ['name'],
  'key-not-addressable': ['key'],
  'photo-changed': ['key'],
  'photo-exists': ['name'],
  'album-kept': ['name', 'count'],
  'tags-unknown': ['name'],
  'copy-too-large': ['name'],
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
  'source-fetched-as-stranger': ['host'],
  'source-redirected': ['host'],
  'source-redirected-as-stranger': ['host'],
  'source-private': ['host'],
  'source-too-slow': ['host'],
  'source-not-media': ['type'],
  'source-not-the-file': ['type'],
  'source-better-refused': ['host'],
  'source-other-picture': ['host'],
  'source-taken-as-shown': ['host'],
  'connection-stalled': ['host'],
  'other-bucket': ['bucket'],
  'other-user': ['user'],
};

export interface FailureExplanation {
  /** What happened, in one sentence. */
  readonly sentence: string;
  /** What the user can do next. */
  readonly nextStep: string;
}

const messageKeyOf = (code: FailureCode): `error_${Underscored<FailureCode>}` & MessageKey =>
  `error_${code.replaceAll('-', '_') as Underscored<FailureCode>}`; // the very replacement that the type describes

/** Who has the permissions: the identity pool's role for these, or the user of the access key; of failures that do not say whose they were, the guests' role. */
export const roleName = (access: string | undefined): string =>
  message(access === 'user' ? 'role_user' : access === 'keys' ? 'role_key' : 'role_guest');

/** What came instead of what was wanted, by its media type, in words. The first that fits. */
const SENT: readonly (readonly [RegExp, MessageKey])[] = [
  [/html/, 'sent_web_page'],
  [/^image/, 'sent_image'],
  [/^(?:video|audio)/, 'sent_video'],
  [/^text|json|xml|script/, 'sent_text'],
];

/** What a denied action of IAM is to the user. The first that fits. */
const DENIED: readonly (readonly [RegExp, MessageKey])[] = [
  [/^cognito/, 'denied_other'],
  [/^kms/, 'denied_key'],
  [/Put|Upload/, 'denied_save'],
  [/Version/, 'denied_versions'],
  [/List/, 'denied_list'],
  [/Get/, 'denied_open'],
  [/Delete/, 'denied_delete'],
];

const wordsFor = (
  text: string | undefined,
  words: readonly (readonly [RegExp, MessageKey])[],
  otherwise: MessageKey,
): string => message(words.find(([of]) => of.test(text ?? ''))?.[1] ?? otherwise);

/** A failure in the words of AWS, where AWS's rules are its cause: for whoever set up the bucket. */
export function explainToAdmin({ code, detail }: Failure): FailureExplanation {
  const facts = (SUBSTITUTIONS[code] ?? []).map(fact => {
    if (fact === 'role') return roleName(detail['access']);
    return fact === 'type' ? wordsFor(detail[fact], SENT, 'sent_file') : visibleText(detail[fact] ?? '');
  });
  // A store that is not AWS has neither IAM nor roles.
  if (code === 'access-denied' && detail['access'] === 'keys')
    return {
      sentence: message('error_access_denied_key', ...facts),
      nextStep: message('error_access_denied_key_next', ...facts),
    };
  const key = messageKeyOf(code);
  return { sentence: message(key, ...facts), nextStep: message(`${key}_next`, ...facts) };
}

/** What the user reads about a failure, in the browser's language. */
export const explainFailure = (failure: Failure): FailureExplanation =>
  isDenial(failure.code)
    ? {
        sentence: wordsFor(failure.detail['action'], DENIED, 'denied_other'),
        nextStep: message(failure.code === 'access-denied' ? 'denied_next' : 'denied_next_rules'),
      }
    : explainToAdmin(failure);

/** What stands behind "Details": a denial in AWS's words, then for a report the code, its facts, and what the server said. */
export function failureDetails(failure: Failure): { readonly forAdmin: string; readonly forReport: string } {
  const { sentence, nextStep } = explainToAdmin(failure);
  const facts = Object.entries(failure.detail).map(([name, value]) => `${name}: ${value}`);
  return {
    forAdmin: isDenial(failure.code) ? `${sentence} ${nextStep}` : '',
    forReport: [failure.code, ...facts, failure.technical].filter(text => text !== '').join(' · '),
  };
}
