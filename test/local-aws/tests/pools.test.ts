import { PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { GUESTS, guestKeys, useLocalAws } from '../../use-local-aws';

const { start, clientOf, newDataDir } = useLocalAws();

describe('identity pools', () => {
  test('can be replaced while the server runs, and issued credentials stay valid', async () => {
    const aws = await start({ pools: [GUESTS] });
    const keys = await guestKeys(aws);
    const guest = clientOf(aws, { credentials: keys });
    const put = () => guest.send(new PutObjectCommand({ Bucket: 'demo', Key: `${keys.id}/a`, Body: 'x' }));
    aws.setPools([{ ...GUESTS, role: 'none' }]);
    await expect(guestKeys(aws, keys.id)).rejects.toMatchObject({
      name: 'InvalidIdentityPoolConfigurationException',
    });
    await put();
    aws.setPools([{ ...GUESTS, guests: false }]);
    await expect(guestKeys(aws)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    aws.setPools([{ ...GUESTS, role: { ...GUESTS.role, Statement: [] } }]);
    await expect(put()).rejects.toMatchObject({
      name: 'AccessDenied',
      message: `User: arn:aws:sts::123456789012:assumed-role/shoebox-guest/CognitoIdentityCredentials is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::demo/${keys.id}/a" because no identity-based policy allows the s3:PutObject action`,
    });
    aws.setPools([]);
    await expect(guestKeys(aws)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  test('issue credentials with the lifetime of the options', async () => {
    let now = Date.now();
    const aws = await start({ pools: [GUESTS], credentialLifeSeconds: 10, now: () => now });
    const keys = await guestKeys(aws);
    const put = new PutObjectCommand({ Bucket: 'demo', Key: `${keys.id}/a`, Body: 'x' });
    await clientOf(aws, { credentials: keys }).send(put);
    now += 10_000;
    await expect(clientOf(aws, { credentials: keys }).send(put)).rejects.toMatchObject({
      name: 'ExpiredToken',
    });
    const otherToken = { ...(await guestKeys(aws)), sessionToken: 'nonsense' };
    await expect(clientOf(aws, { credentials: otherToken }).send(put)).rejects.toMatchObject({
      name: 'InvalidToken',
    });
  });

  test.each([
    ['deleted', 'ResourceNotFoundException', (id: string) => `Identity '${id}' not found.`],
    ['linked', 'NotAuthorizedException', (id: string) => `Access to Identity '${id}' is forbidden.`],
  ] as const)(
    'refuse credentials to an identity that was %s, also after a restart, as Cognito words it',
    async (end, name, wordsFor) => {
      const dataDir = await newDataDir();
      const aws = await start({ dataDir, pools: [GUESTS] });
      const { id } = await guestKeys(aws);
      await aws.endIdentities(end);
      const refusal = { name, message: wordsFor(id) };
      await expect(guestKeys(aws, id)).rejects.toMatchObject(refusal);
      await aws.close();
      const again = await start({ dataDir, pools: [GUESTS] });
      await expect(guestKeys(again, id)).rejects.toMatchObject(refusal);
      expect((await guestKeys(again)).id).not.toBe(id);
    },
  );

  test('refuse more requests in a second than the options allow', async () => {
    const aws = await start({ pools: [GUESTS], cognitoRequestsPerSecond: 2 });
    await guestKeys(aws);
    await expect(guestKeys(aws)).rejects.toMatchObject({
      name: 'TooManyRequestsException',
      message: 'Rate exceeded',
    });
  });
});
