import {
  CognitoIdentityClient,
  GetCredentialsForIdentityCommand,
  GetIdCommand,
} from '@aws-sdk/client-cognito-identity';
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CLIENT_ID, startUserPool, usersPool } from '../e2e/user-pool';
import type { OpenIdProvider } from '../openid-provider/index';
import { type CognitoOverSts, startCognitoOverSts } from './cognito-over-sts';
import { type CephGateway, startCephGateway } from './gateway';

// Users on the gateway: Cognito's stand-in verifies their tokens, and the gateway holds them to their own folder by the
// very policy that the options page tells people to paste.

const BUCKET = 'users-bucket';
const POOL_ID = 'us-east-1:00000000-0000-4000-8000-0000000000aa';

let [provider, gateway, cognito]: [OpenIdProvider?, CephGateway?, CognitoOverSts?] = [];

beforeAll(async () => {
  [provider, gateway] = await Promise.all([startUserPool(), startCephGateway()]);
  const pool = usersPool(provider, { id: POOL_ID, bucket: BUCKET, folder: 'users/{identity}/' });
  cognito = await startCognitoOverSts(gateway, [pool]);
  await s3Of(gateway.owner).send(new CreateBucketCommand({ Bucket: BUCKET }));
});

afterAll(async () => {
  await cognito?.close();
  await gateway?.close();
  await provider?.close();
});

const s3Of = (credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string }) =>
  new S3Client({
    ...{ endpoint: gateway?.endpoint ?? '', region: 'us-east-1', credentials },
    ...{ forcePathStyle: true, maxAttempts: 1 },
  });

/** A user's client, with their folder. */
async function userOf(name: string): Promise<{ readonly s3: S3Client; readonly folder: string }> {
  if (provider === undefined) throw new Error('The provider has not started.');
  const issuedAt = Math.floor(Date.now() / 1000);
  const token = await provider.sign({
    ...{ iss: provider.issuer, aud: CLIENT_ID, sub: provider.subjectOf(name), token_use: 'id' },
    ...{ iat: issuedAt, exp: issuedAt + 600 },
  });
  const client = new CognitoIdentityClient({
    ...{ region: 'us-east-1', endpoint: cognito?.endpoint ?? '', maxAttempts: 1 },
    credentials: { accessKeyId: 'unused', secretAccessKey: 'unused' },
  });
  const Logins = { [provider.issuer.replace('http://', '')]: token };
  const { IdentityId = '' } = await client.send(new GetIdCommand({ IdentityPoolId: POOL_ID, Logins }));
  const { Credentials } = await client.send(new GetCredentialsForIdentityCommand({ IdentityId, Logins }));
  const { AccessKeyId = '', SecretKey = '', SessionToken = '' } = Credentials ?? {};
  return {
    s3: s3Of({ accessKeyId: AccessKeyId, secretAccessKey: SecretKey, sessionToken: SessionToken }),
    folder: `users/${IdentityId}/`,
  };
}

test('a user of the gateway reads, writes and lists a folder of their own, and no other one’s', async () => {
  const [ada, bob] = [await userOf('ada'), await userOf('bob')];
  const own = { Bucket: BUCKET, Key: `${ada.folder}Trips/a.jpg` };
  await ada.s3.send(new PutObjectCommand({ ...own, Body: 'x' }));
  await ada.s3.send(new GetObjectCommand(own));
  const listOwn = new ListObjectsV2Command({ Bucket: BUCKET, Prefix: ada.folder });
  expect((await ada.s3.send(listOwn)).Contents?.map(({ Key }) => Key)).toEqual([own.Key]);
  const refused = { name: 'AccessDenied' };
  await expect(bob.s3.send(new GetObjectCommand(own))).rejects.toMatchObject(refused);
  await expect(bob.s3.send(new PutObjectCommand({ ...own, Body: 'y' }))).rejects.toMatchObject(refused);
  await expect(bob.s3.send(listOwn)).rejects.toMatchObject(refused);
  await expect(ada.s3.send(new ListObjectsV2Command({ Bucket: BUCKET }))).rejects.toMatchObject(refused);
});
