import { beforeEach, expect, test, vi } from 'vitest';
import { poolIdentity } from '../../src/aws/identity-credentials';
import { useLocalAws } from '../use-local-aws';
import { GUEST_BUCKET, guestStorage, settingsOf } from './local-bucket';

const { start } = useLocalAws();

// Node 20 has none.
beforeEach(() => vi.stubGlobal('navigator', { onLine: true }));

const refusal = (status: number, type: string) => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.1' },
  body: JSON.stringify({ __type: type, message: 'as Cognito words it' }),
});

// Names as the API reference of GetId and GetCredentialsForIdentity has them.
test.each([
  ['GetId', refusal(400, 'NotAuthorizedException'), 'guests-not-allowed'],
  ['GetId', refusal(400, 'ResourceNotFoundException'), 'identity-pool-not-found'],
  [
    'GetId',
    refusal(400, 'com.amazonaws.cognitoidentity#ResourceNotFoundException'),
    'identity-pool-not-found',
  ],
  ['GetId', refusal(400, 'InvalidParameterException'), 'identity-pool-not-found'],
  [
    'GetCredentialsForIdentity',
    refusal(400, 'InvalidIdentityPoolConfigurationException'),
    'identity-pool-role-missing',
  ],
  ['GetCredentialsForIdentity', refusal(400, 'TooManyRequestsException'), 'throttled'],
  ['GetCredentialsForIdentity', refusal(500, 'InternalErrorException'), 'cognito-unavailable'],
] as const)('%s refused with %o becomes %s', async (operation, answer, code) => {
  const aws = await start(GUEST_BUCKET);
  aws.intercept(request => (request.operation === operation ? answer : undefined));
  const guest = poolIdentity(settingsOf(aws), guestStorage());
  await expect(guest.credentials()).rejects.toMatchObject({
    code,
    cause: { message: 'as Cognito words it' },
  });
});

test('credentials that Cognito could not give at once are asked for again', async () => {
  const aws = await start({ ...GUEST_BUCKET, credentialLifeSeconds: 900 });
  const stop = aws.intercept(({ operation }) => {
    if (operation !== 'GetCredentialsForIdentity') return undefined;
    stop();
    return refusal(500, 'InternalErrorException');
  });
  const { expiresAt, accessKeyId } = await poolIdentity(settingsOf(aws), guestStorage(), {
    systemClockOffset: 0,
  }).credentials();
  expect(accessKeyId).not.toBe('');
  expect(Math.abs(expiresAt - Date.now() - 900_000)).toBeLessThan(60_000);
});

test.each([
  ['a page of somebody in between', '<html>Please log in to the network</html>'],
  ['nothing', ''],
  ['no object', 'null'],
  ['no identity', '{}'],
])('an answer of 200 that holds %s is told as Cognito being unavailable', async (_, body) => {
  const aws = await start(GUEST_BUCKET);
  aws.intercept(({ operation }) => (operation === 'GetId' ? { status: 200, body } : undefined));
  const guest = poolIdentity(settingsOf(aws), guestStorage());
  await expect(guest.credentials()).rejects.toMatchObject({ code: 'cognito-unavailable' });
});
