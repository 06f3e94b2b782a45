import {
  CognitoIdentityClient,
  GetCredentialsForIdentityCommand,
  GetIdCommand,
} from '@aws-sdk/client-cognito-identity';
import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { fromCognitoIdentityPool } from '@aws-sdk/credential-provider-cognito-identity';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { describe, expect } from 'vitest';
import type { Contract } from './harness';
import { expectRefusal } from './requests';
import { GUEST_BUCKET, POOLS, type SessionKeys } from './subject';

const UUID = /^us-east-1:[0-9a-f-]{36}$/u;

/** The SDK keeps one identity per pool in memory; here every guest is to be another. */
const NO_CACHE = { getItem: () => null, setItem: () => undefined, removeItem: () => undefined };

/** A guest's client, with its identity id. */
export async function guest(
  contract: Contract,
  identityPoolId: string = POOLS.guests,
): Promise<{ s3: S3Client; id: string }> {
  const provider = fromCognitoIdentityPool({
    identityPoolId,
    cache: NO_CACHE,
    clientConfig: { region: contract.subject.region, endpoint: contract.subject.cognitoEndpoint },
  });
  const credentials = await provider();
  return { s3: contract.client({ credentials }), id: credentials.identityId };
}

export function guestsContract(contract: Contract): void {
  const cognito = () =>
    new CognitoIdentityClient({
      region: contract.subject.region,
      endpoint: contract.subject.cognitoEndpoint,
      maxAttempts: 1,
    });

  describe('Cognito Identity', () => {
    contract.holds(
      'makes a new identity with each GetId, and credentials that expire after an hour',
      async () => {
        const client = cognito();
        const [first, second] = await Promise.all(
          [1, 2].map(() => client.send(new GetIdCommand({ IdentityPoolId: POOLS.guests }))),
        );
        expect(first?.IdentityId).toMatch(UUID);
        expect(second?.IdentityId).not.toBe(first?.IdentityId);
        const { Credentials } = await client.send(
          new GetCredentialsForIdentityCommand({ IdentityId: first?.IdentityId }),
        );
        const life = (Credentials?.Expiration?.getTime() ?? 0) - Date.now();
        expect(Math.abs(life - 3_600_000)).toBeLessThan(60_000);
      },
    );

    contract.holds('answers errors with its own error codes', async () => {
      const client = cognito();
      const getId = (IdentityPoolId: string) => client.send(new GetIdCommand({ IdentityPoolId }));
      await expect(getId(POOLS.unknown)).rejects.toMatchObject({
        name: 'ResourceNotFoundException',
        message: `IdentityPool '${POOLS.unknown}' not found.`,
      });
      await expect(getId(POOLS.closed)).rejects.toMatchObject({
        name: 'NotAuthorizedException',
        message: 'Unauthenticated access is not supported for this identity pool.',
      });
      await expect(getId('nonsense')).rejects.toMatchObject({ name: 'ValidationException' });
      const { IdentityId } = await getId(POOLS.roleless);
      await expect(client.send(new GetCredentialsForIdentityCommand({ IdentityId }))).rejects.toMatchObject({
        name: 'InvalidIdentityPoolConfigurationException',
        message: 'Invalid identity pool configuration. Check assigned IAM roles for this pool.',
      });
      const absent = POOLS.unknown;
      await expect(
        client.send(new GetCredentialsForIdentityCommand({ IdentityId: absent })),
      ).rejects.toMatchObject({
        name: 'ResourceNotFoundException',
        message: `Identity '${absent}' not found.`,
      });
    });

    contract.holds(
      'issues credentials that end an hour after the Date of the answer, which pages may read',
      async () => {
        const { cognitoEndpoint } = contract.subject;
        const { IdentityId } = await cognito().send(new GetIdCommand({ IdentityPoolId: POOLS.guests }));
        const answer = await fetch(cognitoEndpoint, {
          method: 'POST',
          headers: {
            'content-type': 'application/x-amz-json-1.1',
            'x-amz-target': 'AWSCognitoIdentityService.GetCredentialsForIdentity',
          },
          body: JSON.stringify({ IdentityId }),
        });
        const { Credentials } = (await answer.json()) as { Credentials: { Expiration: number } }; // Cognito's JSON
        const lifeMs = Credentials.Expiration * 1000 - Date.parse(answer.headers.get('date') ?? '');
        expect(Math.abs(lifeMs - 3_600_000)).toBeLessThan(5_000);
        expect(answer.headers.get('access-control-expose-headers')).toContain('Date');
      },
    );

    contract.holds('may be called from any page', async () => {
      const { cognitoEndpoint } = contract.subject;
      const asked = 'content-type,x-amz-target,x-amz-user-agent';
      const preflight = await fetch(cognitoEndpoint, {
        method: 'OPTIONS',
        headers: {
          Origin: 'https://a.test',
          'Access-Control-Request-Method': 'POST',
          'Access-Control-Request-Headers': asked,
        },
      });
      expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
      expect(preflight.headers.get('access-control-allow-headers')).toBe(asked);
      const answer = await fetch(cognitoEndpoint, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-amz-json-1.1',
          'x-amz-target': 'AWSCognitoIdentityService.GetId',
        },
        body: JSON.stringify({ IdentityPoolId: POOLS.guests }),
      });
      expect(answer.headers.get('access-control-allow-origin')).toBe('*');
      expect(answer.headers.get('access-control-expose-headers')?.toLowerCase()).toContain(
        'x-amzn-requestid',
      );
      expect(answer.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/u);
    });
  });

  describe('guests', () => {
    contract.holds('are held to their own prefix', async () => {
      const [{ s3, id }, other] = [await guest(contract), await guest(contract)];
      const own = { Bucket: GUEST_BUCKET, Key: `${id}/album/a.jpg` };
      const foreign = { Bucket: GUEST_BUCKET, Key: `${other.id}/album/a.jpg` };
      await s3.send(new PutObjectCommand({ ...own, Body: 'mine' }));
      await other.s3.send(new PutObjectCommand({ ...foreign, Body: 'theirs' }));
      const got = await s3.send(new GetObjectCommand(own));
      expect(await got.Body?.transformToString()).toBe('mine');
      await expectRefusal(s3.send(new GetObjectCommand(foreign)), 'AccessDenied', 403);
      await expectRefusal(s3.send(new PutObjectCommand({ ...foreign, Body: 'x' })), 'AccessDenied', 403);
      await expectRefusal(s3.send(new DeleteObjectCommand(foreign)), 'AccessDenied', 403);
      await s3.send(new DeleteObjectCommand(own));
    });

    contract.holds('list their own prefix only', async () => {
      const { s3, id } = await guest(contract);
      await s3.send(new PutObjectCommand({ Bucket: GUEST_BUCKET, Key: `${id}/a`, Body: 'x' }));
      const list = (Prefix?: string) => s3.send(new ListObjectsV2Command({ Bucket: GUEST_BUCKET, Prefix }));
      expect((await list(`${id}/`)).Contents?.map(object => object.Key)).toEqual([`${id}/a`]);
      await expectRefusal(list(''), 'AccessDenied', 403);
      await expectRefusal(list(), 'AccessDenied', 403);
      await expectRefusal(list('us-east-1:'), 'AccessDenied', 403);
    });

    contract.holds('are told that a key is absent only where they may list', async () => {
      const absent = new GetObjectCommand({ Bucket: GUEST_BUCKET, Key: 'absent' });
      const reader = await guest(contract, POOLS.readers);
      if (contract.differs('absent-keys-are-disclosed'))
        await expectRefusal(reader.s3.send(absent), 'NoSuchKey', 404);
      else await expectRefusal(reader.s3.send(absent), 'AccessDenied', 403);
      await expectRefusal(contract.client().send(absent), 'NoSuchKey', 404);
    });

    contract.holds('delete many keys, and are refused key by key', async () => {
      const [{ s3, id }, other] = [await guest(contract), await guest(contract)];
      const keys = [`${id}/a`, `${other.id}/b`];
      await contract
        .client()
        .send(new PutObjectCommand({ Bucket: GUEST_BUCKET, Key: `${other.id}/b`, Body: 'x' }));
      const deletion = s3.send(
        new DeleteObjectsCommand({ Bucket: GUEST_BUCKET, Delete: { Objects: keys.map(Key => ({ Key })) } }),
      );
      if (contract.differs('delete-objects-denied-to-sessions')) {
        await expectRefusal(deletion, 'AccessDenied', 403);
      } else {
        const { Deleted, Errors } = await deletion;
        expect(Deleted?.map(object => object.Key)).toEqual([`${id}/a`]);
        expect(Errors?.map(error => [error.Key, error.Code])).toEqual([[`${other.id}/b`, 'AccessDenied']]);
      }
      await contract.client().send(new GetObjectCommand({ Bucket: GUEST_BUCKET, Key: `${other.id}/b` }));
    });

    contract.holds('presign with their token in the URL', async () => {
      const { s3, id } = await guest(contract);
      const object = { Bucket: GUEST_BUCKET, Key: `${id}/a` };
      await s3.send(new PutObjectCommand({ ...object, Body: 'mine' }));
      const url = await getSignedUrl(s3, new GetObjectCommand(object));
      expect(await (await fetch(url)).text()).toBe('mine');
      const withoutToken = url.replace(/X-Amz-Security-Token=[^&]+&?/u, '');
      expect((await fetch(withoutToken)).status).toBe(403);
    });
  });

  describe('session tokens', () => {
    const put = (keys: SessionKeys) =>
      contract
        .client({ credentials: keys })
        .send(new PutObjectCommand({ Bucket: GUEST_BUCKET, Key: 'a', Body: 'x' }));

    contract.holds('that nobody issued are refused', async () => {
      const stranger = {
        accessKeyId: 'ASIANOBODYKNOWSTHIS0',
        secretAccessKey: 'x',
        sessionToken: 'bm9uc2Vuc2U=',
      };
      await expect(put(stranger)).rejects.toMatchObject({
        name: expect.stringMatching(/^Invalid(?:Token|AccessKeyId)$/u),
      });
    });

    contract.holdsUnless(
      'expired-token-is-unknown-key',
      'that have expired are ExpiredToken',
      async () => expectRefusal(put(await contract.subject.expiredGuest()), 'ExpiredToken', 400),
      async () => expectRefusal(put(await contract.subject.expiredGuest()), 'InvalidAccessKeyId', 403),
    );
  });
}
