import { beforeEach, describe, expect, test, vi } from 'vitest';
import { testBrowserAccess } from '../../src/connection/browser-access';
import { missingPermissions, type Remedy, remediesOf } from '../../src/connection/remedies';
import type { ConnectionStepName } from '../../src/core/connection-step';
import { parseSettings, type Settings } from '../../src/core/settings';
import { guestPolicy } from '../../src/setup/guest-policy';
import type { Interceptor, LocalAws, LocalAwsOptions, PolicyDocument, PoolSetup } from '../local-aws/index';
import { useLocalAws } from '../use-local-aws';
import { settingsOf } from './local-bucket';
import { foundBy, runConnectionTest } from './run-connection-test';

// Set-ups as people have them who ask for help: the connection test names the cause at its step, and the cure.

vi.setConfig({ testTimeout: 60_000 });

const { start } = useLocalAws();

// Node 20 has none.
beforeEach(() => vi.stubGlobal('navigator', { onLine: true }));

const FOLDER = 'photos/';
const POOL = 'us-east-1:00000000-0000-4000-8000-000000000002';
const ORIGIN = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';
const KEY = { id: '1234abcd-12ab-34cd-56ef-1234567890ab', alias: 'alias/photos' };
const TARGET = { bucket: 'demo', folder: FOLDER, region: 'us-east-1' };
const ALL = { Effect: 'Allow', Action: '*', Resource: '*' } as const;
const DENY_PUT = { Effect: 'Deny', Action: 's3:PutObject', Resource: '*' } as const;

const pool = (role: PoolSetup['role'] = guestPolicy(TARGET), more: Partial<PoolSetup> = {}): PoolSetup => ({
  ...{ id: POOL, guests: true, role },
  ...more,
});

const policyOf = (...Statement: PolicyDocument['Statement']): PolicyDocument => ({
  Version: '2012-10-17',
  Statement,
});

function without(action: string): PoolSetup {
  const { Statement } = guestPolicy(TARGET);
  return pool(
    policyOf(
      ...Statement.map(one => ({ ...one, Action: one.Action.filter(allowed => allowed !== action) })).filter(
        one => one.Action.length > 0,
      ),
    ),
  );
}

const answering =
  (operation: string, status: number, code: string, words: string): Interceptor =>
  request =>
    request.operation === operation || operation === '*'
      ? request.service === 's3'
        ? { status, body: `<Error><Code>${code}</Code><Message>${words}</Message></Error>` }
        : undefined
      : undefined;

interface SetUp {
  readonly aws?: Partial<LocalAwsOptions>;
  readonly settings?: (aws: LocalAws) => Partial<Settings>;
  readonly prepare?: (aws: LocalAws) => unknown;
}

/** Runs the whole test, with the page's part, where the browser lets Shoebox reach everything. */
async function diagnose({ aws: options = {}, settings: own = () => ({}), prepare }: SetUp) {
  const aws = await start({ pools: [pool()], kmsKeys: [KEY], ...options });
  await prepare?.(aws);
  const parsed = parseSettings({ ...settingsOf(aws), folder: FOLDER, ...own(aws) });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const { settings } = parsed;
  const run = await runConnectionTest(settings);
  const steps = [...run.steps, await testBrowserAccess(settings, run.steps, true)];
  const cures = Object.fromEntries(
    steps.map(step => [step.step, remediesOf(step, settings, ORIGIN)]),
  ) as Partial<Record<ConnectionStepName, readonly Remedy[]>>; // by the names of its entries
  return { found: foundBy({ ...run, steps }), cures, steps, settings };
}

/** What every set-up without the right to restore comes to. */
const NO_RESTORING = { versions: ['skipped', 'access-denied'] };

/** A policy to paste that allows exactly this. */
const allows = (...actions: readonly string[]): object => ({
  paste: { value: { Statement: [expect.objectContaining({ Action: actions })] } },
});

test('a set-up as the options page makes it has nothing to tell', async () => {
  const { found, cures } = await diagnose({});
  expect(found).toEqual(NO_RESTORING);
  expect(cures.versions).toMatchObject([
    {
      text: 'connection_restore_policy',
      paste: {
        value: {
          Statement: [
            { Action: ['s3:ListBucketVersions'], Condition: { StringLike: { 's3:prefix': ['photos/*'] } } },
            { Action: ['s3:GetObjectVersion'], Resource: 'arn:aws:s3:::demo/photos/*' },
          ],
        },
      },
    },
  ]);
});

describe('a permission that is missing is named at its step, with the statement to add:', () => {
  test.each<[string, ConnectionStepName, 'failed' | 'degraded']>([
    ['s3:ListBucket', 'list', 'failed'],
    ['s3:PutObject', 'write', 'failed'],
    ['s3:GetObject', 'read', 'failed'],
    ['s3:DeleteObject', 'delete', 'failed'],
    ['s3:AbortMultipartUpload', 'abort', 'degraded'],
    ['s3:ListBucketMultipartUploads', 'uploads', 'degraded'],
    ['s3:ListMultipartUploadParts', 'resume', 'degraded'],
  ])('%s', async (action, step, state) => {
    const { found, cures } = await diagnose({ aws: { pools: [without(action)] } });
    expect(found[step]).toEqual([state, 'access-denied']);
    expect(cures[step]).toMatchObject([allows(action)]);
  });

  test('several at once come as one policy', async () => {
    const { Statement } = guestPolicy(TARGET);
    const { steps, settings } = await diagnose({
      aws: {
        pools: [pool(policyOf(...Statement.slice(2).map(one => ({ ...one, Action: ['s3:PutObject'] }))))],
      },
    });
    expect(missingPermissions(steps, settings)).toMatchObject({
      facts: ['6', expect.anything()],
      policy: {
        Statement: [
          { Sid: 'ShoeboxLists', Action: ['s3:ListBucket'] },
          {
            Sid: 'ShoeboxPhotos',
            Action: [
              ...[
                's3:GetObject',
                's3:ListMultipartUploadParts',
                's3:AbortMultipartUpload',
                's3:DeleteObject',
              ],
            ],
          },
          { Sid: 'ShoeboxUnfinishedUploads', Action: ['s3:ListBucketMultipartUploads'] },
        ],
      },
    });
  });

  test('the use of the key that the bucket encrypts with', async () => {
    const encryption = { algorithm: 'aws:kms', keyId: KEY.id } as const;
    const { found, cures } = await diagnose({ aws: { buckets: [{ name: 'demo', encryption }] } });
    expect(found['write']).toEqual(['failed', 'access-denied']);
    expect(cures.write).toMatchObject([
      {
        paste: {
          value: { Statement: [{ Resource: `arn:aws:kms:us-east-1:123456789012:key/${KEY.id}` }] },
        },
      },
    ]);
  });
});

const link = (text: string): object => ({ text: null, link: { href: expect.stringContaining(text) } });

const because = (how: string): string =>
  `User: arn:aws:sts::123456789012:assumed-role/guests/CognitoIdentityCredentials is not authorized to perform: ${how}`;

/** Name, set-up, step, how it ends and by which failure or notes, and its cures. */
const SET_UPS: readonly [string, SetUp, ConnectionStepName, readonly string[], readonly object[]][] = [
  [
    'a role that is missing, or does not trust the pool',
    { aws: { pools: [pool('none')] } },
    'credentials',
    ['failed', 'identity-pool-role-missing'],
    [
      {
        text: 'connection_trust_policy',
        paste: {
          value: {
            Statement: [{ Condition: { StringEquals: { 'cognito-identity.amazonaws.com:aud': POOL } } }],
          },
        },
      },
    ],
  ],
  [
    'guests that are not let in',
    { aws: { pools: [pool(guestPolicy(TARGET), { guests: false })] } },
    'pool',
    ['failed', 'guests-not-allowed'],
    [link('cognito')],
  ],
  [
    'a pool that there is not',
    { settings: () => ({ identityPoolId: POOL.replace('0002', '0009') }) },
    'pool',
    ['failed', 'identity-pool-not-found'],
    [link('region=us-east-1')],
  ],
  [
    'a pool of another region',
    { settings: () => ({ identityPoolId: POOL.replace('us-east-1', 'eu-west-1') }) },
    'pool',
    ['failed', 'identity-pool-not-found'],
    [link('region=eu-west-1')],
  ],
  [
    'a bucket in another region',
    { aws: { buckets: [{ name: 'demo', region: 'eu-west-1' }] } },
    'list',
    ['failed', 'wrong-region'],
    [{ change: { field: 'region', to: { region: 'eu-west-1' } } }],
  ],
  [
    'a bucket that is gone',
    { settings: () => ({ bucket: 'no-such-bucket' }) },
    'list',
    ['failed', 'bucket-not-found'],
    [],
  ],
  [
    'somebody else’s bucket',
    {
      prepare: aws =>
        aws.intercept(
          answering(
            '*',
            403,
            'AccessDenied',
            because('s3:ListBucket because no resource-based policy allows it'),
          ),
        ),
    },
    'list',
    ['failed', 'denied-by-bucket-policy'],
    [],
  ],
  [
    'an organization that denies',
    { prepare: aws => aws.setAccountPolicies({ serviceControl: policyOf(ALL, DENY_PUT) }) },
    'write',
    ['failed', 'denied-by-organization'],
    [],
  ],
  [
    'a permissions boundary that does not allow',
    { aws: { pools: [pool(guestPolicy(TARGET), { permissionsBoundary: policyOf(ALL, DENY_PUT) })] } },
    'write',
    ['failed', 'denied-by-permissions-boundary'],
    [],
  ],
  [
    'a session policy that does not allow',
    { aws: { pools: [pool(guestPolicy(TARGET), { session: policyOf(ALL, DENY_PUT) })] } },
    'write',
    ['failed', 'denied-by-session-policy'],
    [],
  ],
  [
    'a VPC endpoint that does not allow',
    {
      prepare: aws =>
        aws.setAccountPolicies({
          vpcEndpoint: policyOf({ ...ALL, Principal: '*' }, { ...DENY_PUT, Principal: '*' }),
        }),
    },
    'write',
    ['failed', 'denied-by-endpoint-policy'],
    [],
  ],
  [
    'a bucket’s policy that demands an encryption',
    {
      prepare: aws =>
        aws.setBucketPolicy(
          'demo',
          policyOf({
            ...{ ...DENY_PUT, Principal: '*' },
            Condition: { StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } },
          }),
        ),
    },
    'write',
    ['failed', 'denied-by-bucket-policy'],
    [],
  ],
  [
    'a key whose own policy denies its use',
    {
      prepare: aws =>
        aws.intercept(
          answering(
            ...(['PutObject', 403, 'AccessDenied'] as const),
            because(
              `kms:GenerateDataKey on resource: arn:aws:kms:us-east-1:123456789012:key/${KEY.id} with an explicit deny in a resource-based policy`,
            ),
          ),
        ),
    },
    'write',
    ['failed', 'denied-by-key-policy'],
    [{ paste: { value: { Principal: { AWS: 'arn:aws:iam::123456789012:role/guests' } } } }],
  ],
  [
    'a key that is disabled',
    {
      aws: {
        kmsKeys: [{ ...KEY, isDisabled: true }],
        pools: [pool(guestPolicy({ ...TARGET, kmsKey: KEY.id }))],
      },
      settings: () => ({ encryption: 'aws:kms', kmsKey: KEY.id }),
    },
    'write',
    ['failed', 'kms-key-unusable'],
    [],
  ],
  [
    'an object lock that keeps what was stored',
    {
      prepare: aws =>
        aws.intercept(
          answering(
            'DeleteObject',
            403,
            'AccessDenied',
            'Access Denied because object protected by object lock.',
          ),
        ),
    },
    'delete',
    ['failed', 'object-locked'],
    [],
  ],
  [
    'a bucket whose requesters pay, and nobody agreed to',
    { aws: { buckets: [{ name: 'demo', requesterPays: true }] } },
    'list',
    ['failed', 'requester-pays'],
    [{ change: { field: 'requesterPays', to: { requesterPays: true } } }],
  ],
  [
    'a clock that is off by a day',
    { aws: { now: () => Date.now() + 24 * 3600_000 } },
    'clock',
    ['degraded', 'clock-off'],
    [],
  ],
  [
    'an S3 that ignores conditions',
    { aws: { unsupportedConditions: { put: 'ignored', complete: 'ignored', copy: 'ignored' } } },
    'overwrite',
    ['degraded', 'names-not-refused'],
    [],
  ],
  [
    'an S3 that deletes what was replaced',
    { aws: { unsupportedConditions: { delete: 'ignored' } } },
    'delete',
    ['degraded', 'deletions-not-refused'],
    [],
  ],
  [
    'an S3 that verifies no checksum',
    {
      prepare: aws =>
        aws.intercept(({ operation, url }) =>
          operation === 'PutObject' && url.endsWith('-damaged')
            ? { status: 200, headers: { etag: '"1"' } }
            : undefined,
        ),
    },
    'checksum',
    ['degraded', 'checksum-not-verified'],
    [],
  ],
  [
    'a bucket’s policy that forbids signed links',
    {
      prepare: aws =>
        aws.intercept(({ url }) =>
          url.includes('X-Amz-Signature')
            ? {
                status: 403,
                body: `<Error><Code>AccessDenied</Code><Message>${because('s3:GetObject with an explicit deny in a resource-based policy')}</Message></Error>`,
              }
            : undefined,
        ),
    },
    'presigned',
    ['failed', 'denied-by-bucket-policy'],
    [],
  ],
  [
    'a bucket that is public',
    {
      prepare: aws =>
        aws.intercept(({ operation, headers, url }) =>
          operation === 'GetObject' &&
          headers['authorization'] === undefined &&
          !url.includes('X-Amz-Signature')
            ? { status: 200, body: 'Shoebox was here' }
            : undefined,
        ),
    },
    'public',
    ['degraded', 'public-read'],
    [
      {
        paste: { value: expect.stringMatching(/put-public-access-block --region us-east-1 --bucket demo /) },
      },
    ],
  ],
  [
    'a policy that allows more than the folder',
    { aws: { pools: [pool(guestPolicy({ ...TARGET, folder: '' }))] } },
    'outside',
    ['degraded', 'outside-list', 'outside-read', 'outside-write'],
    [{ text: 'connection_replace_policy', paste: { value: guestPolicy(TARGET) } }],
  ],
  [
    'a bucket that keeps no versions, where they are wanted',
    { aws: { pools: [pool(guestPolicy(TARGET, { restore: true }))] } },
    'versions',
    ['skipped', 'versions-off'],
    [{ paste: { value: expect.stringContaining('put-bucket-versioning --region us-east-1 --bucket demo') } }],
  ],
];

test.each(SET_UPS)('%s is named with its cure', async (_, setUp, step, outcome, cures) => {
  const diagnosis = await diagnose(setUp);
  expect(diagnosis.found[step]).toEqual(outcome);
  expect(diagnosis.cures[step]).toMatchObject(cures);
});

test('a bucket that keeps versions, and a role that may restore, pass the step', async () => {
  const { found } = await diagnose({
    aws: {
      buckets: [{ name: 'demo', versioned: true }],
      pools: [pool(guestPolicy(TARGET, { restore: true }))],
    },
  });
  expect(found).toEqual({});
});
