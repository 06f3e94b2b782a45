import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { guestPoolOf } from '../cloudformation/guest-stack';
import type { PoolSetup } from '../local-aws/index';
import { BUCKET, type E2eFixture, GUEST_POOL, openFixture, POOL_ID } from './fixture';
import { FOLDER } from './in-folder';

// Each way in which AWS says no comes out with a code of its own, at the step where it happened.

let fixture: E2eFixture;

beforeAll(async () => {
  fixture = await openFixture();
});

afterAll(() => fixture.close());

afterEach(() => fixture.aws.setPools([GUEST_POOL]));

const failureOf = async (changes: Parameters<E2eFixture['testConnection']>[0] = {}): Promise<object> => {
  const { step, state, failure } = await fixture.testConnection(changes);
  return { step, state, code: failure?.code, detail: failure?.detail };
};

/** A pool that nobody has an identity of yet. */
const OTHER_POOL = POOL_ID.replace('0123', 'ffff');

const withoutAction = (action: string): PoolSetup => ({
  ...GUEST_POOL,
  role: {
    ...GUEST_POOL.role,
    Statement: GUEST_POOL.role.Statement.map(statement => ({
      ...statement,
      Action: statement.Action.filter(allowed => allowed !== action),
    })),
  },
});

describe('the connection test explains what Cognito refuses:', () => {
  test('a pool that does not exist', async () => {
    expect(await failureOf({ identityPoolId: POOL_ID.replace('0123', 'aaaa') })).toMatchObject({
      step: 'pool',
      code: 'identity-pool-not-found',
      detail: { region: 'us-east-1' },
    });
  });

  test('guests are not allowed', async () => {
    fixture.aws.setPools([GUEST_POOL, { ...GUEST_POOL, id: OTHER_POOL, guests: false }]);
    expect(await failureOf({ identityPoolId: OTHER_POOL })).toMatchObject({
      step: 'pool',
      code: 'guests-not-allowed',
    });
  });

  test('no role for guests', async () => {
    fixture.aws.setPools([GUEST_POOL, { id: OTHER_POOL, guests: true, role: 'none' }]);
    expect(await failureOf({ identityPoolId: OTHER_POOL })).toMatchObject({
      step: 'credentials',
      code: 'identity-pool-role-missing',
    });
  });

  test('throttled', async () => {
    const release = fixture.aws.intercept(({ service }) =>
      service === 'cognito'
        ? {
            status: 400,
            headers: {
              'x-amzn-errortype': 'TooManyRequestsException',
              'content-type': 'application/x-amz-json-1.1',
            },
            body: JSON.stringify({ __type: 'TooManyRequestsException', message: 'Rate exceeded' }),
          }
        : undefined,
    );
    expect(await failureOf()).toMatchObject({ step: 'credentials', code: 'throttled' });
    release();
  });

  test('a deleted identity is replaced silently', async () => {
    const place = { bucket: BUCKET, folder: FOLDER, region: 'us-east-1' };
    fixture.aws.setPools([GUEST_POOL, guestPoolOf({ ...place, identityPoolId: OTHER_POOL })]);
    await fixture.testConnection({ identityPoolId: OTHER_POOL });
    let refusals = 0;
    const release = fixture.aws.intercept(({ operation }) =>
      operation === 'GetCredentialsForIdentity' && refusals++ === 0
        ? {
            status: 400,
            headers: {
              'x-amzn-errortype': 'ResourceNotFoundException',
              'content-type': 'application/x-amz-json-1.1',
            },
            body: JSON.stringify({
              __type: 'ResourceNotFoundException',
              message: "Identity 'us-east-1:x' not found.",
            }),
          }
        : undefined,
    );
    expect(await failureOf({ identityPoolId: OTHER_POOL })).toMatchObject({
      step: 'delete',
      state: 'passed',
    });
    release();
  });
});

describe('the connection test explains what S3 refuses:', () => {
  test('an endpoint that does not answer', async () => {
    expect(await failureOf({ endpoint: 'http://127.0.0.1:9' })).toMatchObject({
      step: 'list',
      code: 'endpoint-unreachable',
      detail: { host: '127.0.0.1:9' },
    });
  });

  test('no network at all', async () => {
    await fixture.browser.context.setOffline(true);
    expect(await failureOf()).toMatchObject({ code: 'offline' });
    await fixture.browser.context.setOffline(false);
  });

  test('a bucket that does not exist', async () => {
    expect(await failureOf({ bucket: 'no-such-bucket-here' })).toMatchObject({
      step: 'list',
      code: 'bucket-not-found',
      detail: { bucket: 'no-such-bucket-here' },
    });
  });

  test('the bucket is in another region, which is named', async () => {
    expect(await failureOf({ region: 'eu-west-1' })).toMatchObject({
      step: 'list',
      code: 'wrong-region',
      detail: { bucket: BUCKET, region: 'us-east-1' },
    });
  });

  test.each([
    ['s3:ListBucket', 'list', `arn:aws:s3:::${BUCKET}`],
    ['s3:PutObject', 'write', `arn:aws:s3:::${BUCKET}/${FOLDER}*`],
    ['s3:GetObject', 'read', `arn:aws:s3:::${BUCKET}/${FOLDER}*`],
    ['s3:DeleteObject', 'delete', `arn:aws:s3:::${BUCKET}/${FOLDER}*`],
  ])('%s is not allowed: the message names it', async (action, step, resource) => {
    fixture.aws.setPools([withoutAction(action)]);
    expect(await failureOf()).toMatchObject({ step, code: 'access-denied', detail: { action, resource } });
  });

  test('a wrong clock', async () => {
    const release = fixture.aws.intercept(({ service }) =>
      service === 's3'
        ? {
            status: 403,
            body: '<Error><Code>RequestTimeTooSkewed</Code><Message>The difference</Message></Error>',
          }
        : undefined,
    );
    expect(await failureOf()).toMatchObject({ step: 'list', code: 'clock-skew' });
    release();
  });
});
