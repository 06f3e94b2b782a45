import { isRegion, regionOfIdentityPool } from '../core/aws-names';
import type { ConnectionNote, ConnectionStep } from '../core/connection-step';
import type { Failure } from '../core/failure';
import type { Settings, SettingsField, SettingsInput } from '../core/settings';
import { type StoreId, storeOf } from '../core/stores';
import { roleName } from '../i18n/failure-messages';
import type { MessageKey } from '../i18n/message';
import { corsLines, shellWord } from '../setup/cli-lines';
import { consoleLinks } from '../setup/console-links';
import { bucketCors } from '../setup/cors';
import { guestPolicy, keyUse, type PolicyDocument, policyForAction } from '../setup/guest-policy';
import { corsForm, takesPolicies } from '../setup/store-console';
import { trustPolicy } from '../setup/trust-policy';

/** A change of the settings that mends what a step found. */
export type RemedyChange = NonNullable<Remedy['change']>;

/** What can be done about what a step of the connection test found. */
export interface Remedy {
  /** What to do with `paste`; null where the sentence of the failure says it all. */
  readonly text: MessageKey | null;
  /** What stands for `$1` … in it. */
  readonly facts?: readonly string[];
  /** What to add, replace or run, for exactly these settings. */
  readonly paste?: { readonly value: object | string; readonly label: MessageKey };
  /** What to change in the settings. */
  readonly change?: {
    readonly field: SettingsField;
    readonly to: Partial<SettingsInput>;
    readonly label: MessageKey;
    readonly facts?: readonly string[];
  };
  /** Where in the AWS console. */
  readonly link?: { readonly href: string; readonly label: MessageKey };
}

const isAtAws = (settings: Pick<Settings, 'endpoint'>): boolean => storeOf(settings).id === 'aws';

/** Only AWS has a shell of its own. */
const line = (text: MessageKey, command: string, settings: Settings): Remedy => ({
  text,
  paste: { value: command, label: 'copy_line' },
  ...(!isElsewhere(settings) && {
    link: { href: consoleLinks(settings.region).cloudShell, label: 'connection_open_shell' },
  }),
});

/** Whether the settings are of another store, which has neither IAM nor Cognito. */
const isElsewhere = (settings: Settings): boolean => settings.access === 'keys' && !isAtAws(settings);

/** What is said of a policy of a role, and of that of the user whose access key it is. */
const OF_KEY = {
  connection_missing_policy: 'connection_missing_policy_key',
  connection_restore_policy: 'connection_restore_policy_key',
  connection_replace_policy: 'connection_replace_policy_key',
} as const satisfies { readonly [text: string]: MessageKey };

/** A policy for the role whose credentials Shoebox has, or for the user of the key; null where a store knows no policies. */
function withPolicy(text: keyof typeof OF_KEY, value: object, settings: Settings): Remedy | null {
  if (settings.access !== 'keys') return forRole(text, value, settings);
  if (!takesPolicies(storeOf(settings).id)) return null;
  return {
    text: OF_KEY[text],
    paste: { value, label: 'copy_policy' },
    ...(isAtAws(settings) && {
      link: { href: consoleLinks(settings.region).users, label: 'setup_open_iam' },
    }),
  };
}

/** Something for the role whose credentials Shoebox has: the guests', or the users'. */
const forRole = (
  text: MessageKey,
  value: object,
  { access, region }: Pick<Settings, 'access' | 'region'>,
): Remedy => ({
  text,
  facts: [roleName(access)],
  paste: { value, label: 'copy_policy' },
  link: { href: consoleLinks(region).roles, label: 'setup_open_iam' },
});

const poolRegion = ({ identityPoolId, region }: Settings): string =>
  regionOfIdentityPool(identityPoolId) ?? region;

/** The role as KMS's policies name it, by AWS's own words about who was refused. */
function roleOf({ technical }: Failure): string {
  const [, partition, account, role] =
    /arn:(aws[\w-]*):sts::(\d{12}):assumed-role\/([\w+=,.@-]+)\//.exec(technical) ?? [];
  return role === undefined
    ? 'arn:aws:iam::ACCOUNT:role/ROLE'
    : `arn:${partition}:iam::${account}:role/${role}`;
}

function remedyOfFailure(failure: Failure, step: ConnectionStep['step'], settings: Settings): Remedy | null {
  const { code, detail } = failure;
  const region = detail['region'] ?? '';
  switch (code) {
    case 'wrong-region':
      return isRegion(region)
        ? {
            text: null,
            change: { field: 'region', to: { region }, label: 'connection_use_region', facts: [region] },
          }
        : null;
    case 'requester-pays':
      return {
        text: null,
        change: {
          field: 'requesterPays',
          to: { requesterPays: true },
          label: 'connection_use_requester_pays',
        },
      };
    case 'access-denied':
      return withPolicy(
        step === 'versions' && detail['action'] === 's3:ListBucketVersions'
          ? 'connection_restore_policy'
          : 'connection_missing_policy',
        step === 'versions'
          ? missingPolicy(settings, ['s3:ListBucketVersions', 's3:GetObjectVersion'])
          : policyForAction(settings, detail['action'] ?? '', detail['resource']),
        settings,
      );
    case 'denied-by-key-policy':
      return {
        text: 'connection_key_policy',
        paste: {
          value: { ...keyUse(settings.region, '*'), Principal: { AWS: roleOf(failure) } },
          label: 'copy_statement',
        },
      };
    case 'identity-pool-role-missing':
    case 'sign-in-role-missing':
      return {
        ...forRole(
          'connection_trust_policy',
          trustPolicy(
            poolRegion(settings),
            settings.identityPoolId,
            settings.access === 'user' ? 'user' : 'guest',
          ),
          settings,
        ),
        link: poolsLink(settings),
      };
    case 'guests-not-allowed':
    case 'sign-in-not-trusted':
    case 'identity-pool-not-found':
      return { text: null, link: poolsLink(settings) };
    default:
      return null;
  }
}

const poolsLink = (settings: Settings) =>
  ({ href: consoleLinks(poolRegion(settings)).identityPools, label: 'connection_open_pools' }) as const;

/** Where the bucket is, for the command line. Its name holds letters, digits, dots, hyphens and underscores only. */
const bucketArgument = (settings: Settings): string => {
  const { bucket, region, endpoint } = settings;
  const at = isElsewhere(settings) ? `--endpoint-url ${shellWord(endpoint)} ` : '';
  return `${at}--region ${region} --bucket ${bucket}`;
};

/** Without versions altogether (Cloudflare, "R2: S3 API compatibility"), or without this operation (Google's XML API). */
const WITHOUT_VERSIONS: readonly StoreId[] = ['r2', 'gcs'];

/** How the bucket lets the extension in; null where allowing access in the browser is all that is left. */
function corsRemedy(settings: Settings, extensionOrigin: string): Remedy | null {
  const { id } = storeOf(settings);
  const form = isElsewhere(settings) ? corsForm(id) : 'json';
  if (form === 'lines')
    return {
      text: 'connection_cors_lines',
      paste: { value: corsLines(settings, extensionOrigin), label: 'copy_line' },
    };
  return form === null
    ? null
    : {
        text: id === 'r2' ? 'connection_cors_rules_r2' : 'connection_cors_rules',
        paste: { value: bucketCors(extensionOrigin), label: 'copy_cors' },
      };
}

function remedyOfNote(note: ConnectionNote, settings: Settings, extensionOrigin: string): Remedy | null {
  switch (note) {
    case 'outside-list':
    case 'outside-read':
    case 'outside-write':
      return withPolicy('connection_replace_policy', guestPolicy(settings), settings);
    case 'public-read':
      if (isElsewhere(settings)) return null;
      return line(
        'connection_block_public',
        `aws s3api put-public-access-block ${bucketArgument(settings)} --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true`,
        settings,
      );
    case 'versions-off':
      if (WITHOUT_VERSIONS.includes(storeOf(settings).id)) return null;
      return line(
        'connection_note_versions_off',
        `aws s3api put-bucket-versioning ${bucketArgument(settings)} --versioning-configuration Status=Enabled`,
        settings,
      );
    case 'cors-missing':
    case 'cors-hides-headers':
      return corsRemedy(settings, extensionOrigin);
    case 'path-style':
      return {
        text: null,
        change: { field: 'pathStyle', to: { pathStyle: true }, label: 'connection_use_path_style' },
      };
    default:
      return null;
  }
}

/** All of one step: each once, also where several notes have the same. */
export function remediesOf(
  { step, failure, notes }: Pick<ConnectionStep, 'step' | 'failure' | 'notes'>,
  settings: Settings,
  extensionOrigin: string,
): readonly Remedy[] {
  const all = [
    failure && remedyOfFailure(failure, step, settings),
    ...notes.map(note => remedyOfNote(note, settings, extensionOrigin)),
  ].filter(remedy => remedy !== null);
  return [...new Map(all.map(remedy => [JSON.stringify(remedy), remedy])).values()];
}

/** One policy with all that these actions take. */
function missingPolicy(settings: Settings, actions: readonly string[], resource = ''): PolicyDocument {
  const bySid = new Map<string, PolicyDocument['Statement'][number]>();
  for (const statement of actions.flatMap(action => policyForAction(settings, action, resource).Statement)) {
    const before = bySid.get(statement.Sid)?.Action ?? [];
    bySid.set(statement.Sid, { ...statement, Action: [...new Set([...before, ...statement.Action])] });
  }
  return { Version: '2012-10-17', Statement: [...bySid.values()] };
}

/** What to add, and where: `text` with its facts says it. */
interface MissingPermissions extends Required<Pick<Remedy, 'facts'>> {
  readonly text: MessageKey;
  readonly policy: PolicyDocument;
}

/** What all steps together were denied, where that is more than one permission that a policy can give; null otherwise. */
export function missingPermissions(
  steps: readonly Pick<ConnectionStep, 'step' | 'failure'>[],
  settings: Settings,
): MissingPermissions | null {
  const denied = steps
    .filter(({ step, failure }) => failure?.code === 'access-denied' && step !== 'versions')
    .map(({ failure }) => failure?.detail['action'] ?? '')
    .filter(action => action.startsWith('s3:'));
  const actions = [...new Set(denied)];
  const policy = missingPolicy(settings, actions);
  const count = String(actions.length);
  if (actions.length < 2) return null;
  if (settings.access !== 'keys')
    return { text: 'connection_missing_all', facts: [count, roleName(settings.access)], policy };
  if (!takesPolicies(storeOf(settings).id)) return null;
  return { text: 'connection_missing_all_key', facts: [count], policy };
}
