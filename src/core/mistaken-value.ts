import { isIdentityPoolId, userPoolIn } from './aws-names';
import { CONSOLE_HOST } from './pasted-settings';

/** What people enter in place of a bucket, a region or an identity pool. The options page has a name for each. */
export type MistakenValue =
  | 'access-key'
  | 'access-point'
  | 'address'
  | 'arn'
  | 'bucket'
  | 'console'
  | 'identity-pool'
  | 'role'
  | 'user-pool';

/** The services and kinds of thing that ARNs name, from the most special to what is left. */
const ARNS: readonly (readonly [RegExp, MistakenValue])[] = [
  [/^arn:aws[\w-]*:(?:iam|sts):.*:(?:assumed-)?role\//, 'role'],
  [/^arn:aws[\w-]*:cognito-identity:/, 'identity-pool'],
  [/^arn:aws[\w-]*:cognito-idp:/, 'user-pool'],
  [/^arn:aws[\w-]*:s3[\w-]*:.*:accesspoint[/:]/, 'access-point'],
  [/^arn:aws[\w-]*:s3:::/, 'bucket'],
  [/^arn:/, 'arn'],
];

/** What a text is that is not what its field is for; null where that can't be told. */
export function mistakenValueOf(text: string): MistakenValue | null {
  const entered = text.trim();
  const arn = ARNS.find(([pattern]) => pattern.test(entered));
  if (arn !== undefined) return arn[1];
  // Ids of keys, which begin so, and secret keys, which have 40 characters (IAM User Guide, "IAM identifiers").
  if (/^A[KS]IA[A-Z0-9]{12,}$/.test(entered) || /^(?=.*[A-Z/+])[A-Za-z0-9/+]{40}$/.test(entered))
    return 'access-key';
  if (isIdentityPoolId(entered.toLowerCase())) return 'identity-pool';
  if (URL.canParse(entered) && /^https?:/i.test(entered))
    return CONSOLE_HOST.test(new URL(entered).hostname) ? 'console' : 'address';
  if (/^s3:\/\//i.test(entered)) return 'bucket';
  return userPoolIn(entered)?.id === entered ? 'user-pool' : null;
}
