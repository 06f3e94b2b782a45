import { PutObjectCommand } from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { GUESTS, guestKeys, useLocalAws } from '../../use-local-aws';

const { start, clientOf } = useLocalAws();

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
});
