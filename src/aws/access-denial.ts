import type { FailureCode, FailureDetail } from '../core/failure';

/** Which policy it was, as AWS names it in its refusals, and what Shoebox calls that. */
const BY_POLICY: Readonly<Record<string, FailureCode>> = {
  'identity-based policy': 'denied-by-role',
  'resource-based policy': 'denied-by-bucket-policy',
  'service control policy': 'denied-by-organization',
  'resource control policy': 'denied-by-organization',
  'permissions boundary': 'denied-by-permissions-boundary',
  'session policy': 'denied-by-session-policy',
  'vpc endpoint policy': 'denied-by-endpoint-policy',
};

/** S3's words for a key that KMS does not let the guest see: they name no action. */
const UNSEEN_KEY = /ciphertext refers to a customer master key/i;

/**
 * What AWS's own words say of a refusal: which action on what, and which policy is the reason (IAM User Guide,
 * "Troubleshoot access denied error messages"). `access-denied` where a statement that allows it would help, and where
 * AWS does not say why.
 * "… is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:… with an explicit deny in a service control policy"
 */
export function accessDenial(
  words: string,
  key: string,
): { readonly code: FailureCode; readonly detail: FailureDetail } {
  // S3's words, as public bug reports quote them; IAM has no say in it.
  if (/object lock/i.test(words)) return { code: 'object-locked', detail: { key } };
  if (/request has expired/i.test(words)) return { code: 'request-expired', detail: {} };
  const [, action, resource] =
    /not authorized to perform: ([\w-]+:\w+)(?: on resource: "?(arn:[\x21\x23-\x7e]{1,300})"?)?/.exec(
      words,
    ) ?? [];
  const [, how, policy = ''] =
    /(with an explicit deny in an?|because no) ((?:[\w-]+ ){1,3}?policy|permissions boundary)/i.exec(words) ??
    [];
  const kms = UNSEEN_KEY.test(words) ? 'kms:Decrypt' : undefined;
  // S3's actions are told with the resource that a policy wants, not with the one object that was asked for.
  const detail =
    kms !== undefined || action?.startsWith('kms:')
      ? { action: action ?? kms ?? '', resource: resource ?? '*' }
      : { ...(action !== undefined && { action }) };
  const code = BY_POLICY[policy.toLowerCase()] ?? 'access-denied';
  if (code === 'denied-by-role' && how?.startsWith('because')) return { code: 'access-denied', detail };
  const isKeyPolicy = code === 'denied-by-bucket-policy' && action?.startsWith('kms:') === true;
  return { code: isKeyPolicy ? 'denied-by-key-policy' : code, detail };
}
