import * as v from 'valibot';
import { bucketNameProblem, isIdentityPoolId, isLegacyBucketName, isRegion, userPoolIn } from './aws-names';
import { partitionOf } from './aws-partition';
import { isPublicPlaintext } from './private-network';

/** Why a field of the settings can't be saved as it is. The options page has a sentence for each. */
export type SettingsProblem =
  | `bucket-${NonNullable<ReturnType<typeof bucketNameProblem>>}`
  | 'region-empty'
  | 'region-form'
  | 'identity-pool-id-empty'
  | 'identity-pool-id-form'
  | 'identity-pool-id-user-pool'
  | 'folder-form'
  | 'folder-length'
  | 'folder-identity'
  | 'folder-identity-keys'
  | 'url-form'
  | 'url-path'
  | 'url-plaintext'
  | 'kms-key-form'
  | 'issuer-empty'
  | 'issuer-form'
  | 'issuer-identity-pool'
  | 'issuer-domain'
  | 'client-id-empty'
  | 'client-id-form';

const problem = (code: SettingsProblem): SettingsProblem => code;

/** S3 keys have at most 1024 bytes (S3 User Guide, "Object key names"); half is left to album and file name. */
const FOLDER_MAX_BYTES = 512;

const bucketNamed = (isAllowed: (name: string) => boolean) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.rawCheck(({ dataset, addIssue }) => {
      const broken = dataset.typed && !isAllowed(dataset.value) ? bucketNameProblem(dataset.value) : null;
      if (broken !== null) addIssue({ message: problem(`bucket-${broken}`) });
    }),
  );

const region = v.pipe(
  v.string(),
  v.trim(),
  v.toLowerCase(),
  v.minLength(1, problem('region-empty')),
  v.check(text => text === '' || isRegion(text), problem('region-form')),
);

const identityPoolId = v.pipe(
  v.string(),
  v.trim(),
  v.toLowerCase(),
  v.minLength(1, problem('identity-pool-id-empty')),
  v.check(text => isIdentityPoolId(text) || userPoolIn(text) === null, problem('identity-pool-id-user-pool')),
  v.check(text => text === '' || isIdentityPoolId(text), problem('identity-pool-id-form')),
);

/** As it is written: to S3, a name as Macs write it (NFD) is another one, and the bucket may have either. */
const normalizedPrefix = (text: string): string => {
  const bare = text.replace(/^[\s/]+|[\s/]+$/g, '');
  return bare === '' ? '' : `${bare}/`;
};

const folder = v.pipe(
  v.string(),
  v.transform(normalizedPrefix),
  v.check(text => text === '' || text.slice(0, -1).split('/').every(isSafeSegment), problem('folder-form')),
  v.check(text => new TextEncoder().encode(text).length <= FOLDER_MAX_BYTES, problem('folder-length')),
);

/**
 * A segment of the folder that stands for the identity id of the user who signed in, so that everybody has a folder of their
 * own. Of guests it would make no sense: each browser is another one.
 */
export const IDENTITY_PLACEHOLDER = '{identity}';

/** Whether the folder is each user's own. */
export const needsIdentity = ({ folder: below }: Pick<Settings, 'folder'>): boolean =>
  below.split('/').includes(IDENTITY_PLACEHOLDER);

/** The settings of the one user whose identity this is. */
export const withIdentity = (settings: Settings, identityId: string): Settings => ({
  ...settings,
  folder: settings.folder
    .split('/')
    .map(segment => (segment === IDENTITY_PLACEHOLDER ? identityId : segment))
    .join('/'),
});

function isSafeSegment(segment: string): boolean {
  const isPathDots = segment === '.' || segment === '..';
  // Beside other text, or twice, the policy that is offered would allow other folders than this one.
  const isPartlyPlaceholder = segment.includes(IDENTITY_PLACEHOLDER) && segment !== IDENTITY_PLACEHOLDER;
  return (
    segment !== '' && !isPathDots && !isPartlyPlaceholder && !/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(segment)
  );
}

const optionalOrigin = v.pipe(
  v.string(),
  v.trim(),
  v.check(text => text === '' || isHttpUrl(text), problem('url-form')),
  v.check(text => text === '' || !isHttpUrl(text) || isBareOrigin(new URL(text)), problem('url-path')),
  v.transform(text => (isHttpUrl(text) ? new URL(text).origin : '')),
);

const isHttpUrl = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

const isBareOrigin = (url: URL): boolean =>
  url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' && url.password === '';

/** `none`: as the bucket does it by default. The others are S3's names (`x-amz-server-side-encryption`). */
const ENCRYPTIONS = ['none', 'AES256', 'aws:kms'] as const;

/** ARN, id or alias of a key, as it can stand in a header; other S3s than AWS's name keys freely. */
const kmsKey = v.pipe(
  v.string(),
  v.trim(),
  v.check(text => /^[\w:/.@=+-]{0,2048}$/.test(text), problem('kms-key-form')),
);

/** OpenID Connect Discovery 1.0, 3: an URL without query or fragment. Kept letter by letter: tokens name it so. */
const issuer = v.pipe(
  v.string(),
  v.trim(),
  v.check(text => !isIdentityPoolId(text), problem('issuer-identity-pool')),
  v.check(text => !isCognitoDomain(text), problem('issuer-domain')),
  v.check(text => text === '' || isIssuer(text), problem('issuer-form')),
  v.check(text => !isPublicPlaintext(text), problem('url-plaintext')),
);

/** The host of a user pool's login page, which is not what its tokens name as their issuer. */
const isCognitoDomain = (text: string): boolean =>
  /^(?:https?:\/\/)?[a-z0-9-]+\.auth(?:-fips)?\.[a-z0-9-]+\.amazoncognito\.com(?:\/|$)/i.test(text);

function isIssuer(text: string): boolean {
  if (!isHttpUrl(text) || text.length > 512) return false;
  const { search, hash, username, password } = new URL(text);
  return search === '' && hash === '' && username === '' && password === '' && !/[?#\s]/.test(text);
}

/** Who gets in: everybody who knows the identity pool, its users who have signed in, or whoever has the S3's access keys. */
const ACCESS = ['guest', 'user', 'keys'] as const;

const settingsSchema = v.object({
  /** Name of a general purpose bucket, or alias of an access point. */
  bucket: bucketNamed(() => false),
  /** The bucket's region. */
  region,
  /** Cognito identity pool, `REGION:GUID`; may be empty with access keys. */
  identityPoolId,
  /** Key prefix below which Shoebox lives; empty or ending in `/`. */
  folder,
  /** Origin of an S3 other than AWS's; empty for AWS. */
  endpoint: optionalOrigin,
  /** `https://endpoint/bucket/key` instead of `https://bucket.endpoint/key`. */
  pathStyle: v.boolean(),
  /** Origin of a Cognito Identity service other than AWS's; empty for AWS. Its answers are secret keys. */
  cognitoEndpoint: v.pipe(
    optionalOrigin,
    v.check(origin => !isPublicPlaintext(origin), problem('url-plaintext')),
  ),
  /** What S3 is told to encrypt objects with. Settings of earlier versions do not have it. */
  encryption: v.fallback(v.picklist(ENCRYPTIONS), 'none'),
  /** The key of `aws:kms`; empty for the AWS managed one, and with any other encryption. */
  kmsKey: v.optional(kmsKey, ''),
  /** Whether the account of the identity pool, or of the access keys, agrees to pay for requests ("Requester Pays" buckets). */
  requesterPays: v.fallback(v.boolean(), false),
  /**
   * Whether Shoebox is a guest of the identity pool, the user who signed in, or has access keys, which are never part of the
   * settings. Settings of earlier versions do not have it.
   */
  access: v.fallback(v.picklist(ACCESS), 'guest'),
  /** URL of the OpenID provider that users sign in with, such as a Cognito user pool's; may be empty for guests. */
  issuer: v.optional(issuer, ''),
  /** What Shoebox is called there: a public client, without a secret; may be empty for guests. */
  clientId: v.optional(
    v.pipe(
      v.string(),
      v.trim(),
      // Visible ASCII (RFC 6749, appendix A.1).
      v.check(text => /^[!-~]{0,256}$/.test(text), problem('client-id-form')),
    ),
    '',
  ),
});

/** With access keys there is no Cognito: what is left of one in the settings plays no role, and is no problem. */
const withoutCognito = {
  identityPoolId: v.fallback(identityPoolId, ''),
  cognitoEndpoint: v.fallback(settingsSchema.entries.cognitoEndpoint, ''),
  issuer: v.fallback(settingsSchema.entries.issuer, ''),
  clientId: v.fallback(settingsSchema.entries.clientId, ''),
};

const usesKeys = v.object({ access: v.literal('keys') });

/** Where buckets may have names that were allowed until 2018 only. */
const legacyPlaceSchema = v.object({
  region: v.pipe(region, v.literal('us-east-1')),
  endpoint: v.literal(''),
});

/** Where the pictures go. Always valid: made by {@link parseSettings} only. */
export type Settings = v.InferOutput<typeof settingsSchema>;

/**
 * Two settings with the same identity mean the same place: endpoint, bucket and folder. On AWS a name is one bucket's in the
 * whole partition, whatever region is entered.
 */
export const bucketIdentity = ({ endpoint, bucket: name, folder: below, region: where }: Settings): string =>
  `${name}/${below}@${endpoint || partitionOf(where)}`;

/** What a form holds before it was checked. */
export type SettingsInput = v.InferOutput<typeof settingsSchema>;

export type SettingsField = keyof Settings;

/** Whom an identity pool lets in. */
export type PoolAccess = Exclude<Settings['access'], 'keys'>;

export type Encryption = Settings['encryption'];

export const EMPTY_SETTINGS: SettingsInput = {
  bucket: '',
  region: '',
  identityPoolId: '',
  folder: '',
  endpoint: '',
  pathStyle: false,
  cognitoEndpoint: '',
  encryption: 'none',
  kmsKey: '',
  requesterPays: false,
  access: 'guest',
  issuer: '',
  clientId: '',
};

export type SettingsResult =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly problems: Partial<Record<SettingsField, SettingsProblem>> };

/** Checks and normalises anything that claims to be settings: a form, storage, a message. Never throws. */
export function parseSettings(input: unknown): SettingsResult {
  const schema = v.object({
    ...settingsSchema.entries,
    ...(v.is(legacyPlaceSchema, input) && { bucket: bucketNamed(isLegacyBucketName) }),
    ...(v.is(usesKeys, input) && withoutCognito),
  });
  const result = v.safeParse(schema, input);
  if (result.success) {
    const problems = problemsTogether(result.output);
    if (Object.keys(problems).length > 0) return { ok: false, problems };
    const { encryption, kmsKey: key } = result.output;
    return { ok: true, settings: { ...result.output, kmsKey: encryption === 'aws:kms' ? key : '' } };
  }
  const problems: Partial<Record<SettingsField, SettingsProblem>> = {};
  for (const issue of result.issues) {
    const field = issue.path?.[0]?.key;
    if (isSettingsField(field) && problems[field] === undefined) {
      problems[field] = isSettingsProblem(issue.message) ? issue.message : FALLBACK_PROBLEM[field];
    }
  }
  return { ok: false, problems };
}

/** What is right in each field, and wrong in all of them together. */
function problemsTogether({ access, issuer: provider, clientId, folder: below }: SettingsInput) {
  const problems: Partial<Record<SettingsField, SettingsProblem>> = {};
  if (access === 'user' && provider === '') problems.issuer = 'issuer-empty';
  if (access === 'user' && clientId === '') problems.clientId = 'client-id-empty';
  const placeholders = below.split('/').filter(segment => segment === IDENTITY_PLACEHOLDER).length;
  if (placeholders > 1) problems.folder = 'folder-form';
  if (placeholders === 1 && access === 'guest') problems.folder = 'folder-identity';
  if (placeholders === 1 && access === 'keys') problems.folder = 'folder-identity-keys';
  return problems;
}

/** For values of a wrong type altogether, which no form produces. */
const FALLBACK_PROBLEM: Record<SettingsField, SettingsProblem> = {
  bucket: 'bucket-empty',
  region: 'region-empty',
  identityPoolId: 'identity-pool-id-empty',
  folder: 'folder-form',
  endpoint: 'url-form',
  pathStyle: 'url-form',
  cognitoEndpoint: 'url-form',
  encryption: 'kms-key-form',
  kmsKey: 'kms-key-form',
  requesterPays: 'kms-key-form',
  access: 'issuer-form',
  issuer: 'issuer-form',
  clientId: 'client-id-form',
};

const isSettingsField = (key: unknown): key is SettingsField =>
  typeof key === 'string' && Object.hasOwn(FALLBACK_PROBLEM, key);

const isSettingsProblem = (text: string): text is SettingsProblem =>
  /^(bucket|region|identity-pool-id|folder|url|kms-key|issuer|client-id)-[a-z-]+$/.test(text);
