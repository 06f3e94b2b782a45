import { randomBytes } from 'node:crypto';
import { ACCOUNT_ID } from '../iam/principal';
import type { KmsKeySetup, StoredEncryption } from '../options';
import type { BucketState } from '../store/state';
import { authorize } from './authorize';
import type { BucketRequest, S3Context, ServiceRequest } from './request';
import { S3Error } from './s3-error';

const ALGORITHM = 'x-amz-server-side-encryption';
const KEY_ID = 'x-amz-server-side-encryption-aws-kms-key-id';

/** The key of the account that S3 takes where none is named. It lets everybody of the account use it through S3. */
const AWS_MANAGED_KEY: KmsKeySetup = {
  id: '00000000-0000-4000-8000-000000000053',
  policy: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: '*', Action: ['kms:GenerateDataKey', 'kms:Decrypt'] }],
  },
};

/** The name of a key in every policy, whatever a request calls it. */
export const kmsKeyArn = (id: string, region: string): string =>
  `arn:aws:kms:${region}:${ACCOUNT_ID}:key/${id}`;

/**
 * With what a new object is to be encrypted: what the request says, else what the bucket does by default.
 * @throws S3Error where the key can't be used, or the requester may not use it.
 */
export function newEncryption(
  request: BucketRequest,
  context: S3Context,
): { readonly encryption?: StoredEncryption } {
  const { headers, bucket } = request;
  const {
    [ALGORITHM]: algorithm = bucket.encryption?.algorithm,
    [KEY_ID]: keyId = bucket.encryption?.keyId,
  } = headers;
  if (algorithm === undefined) return {};
  if (algorithm === 'AES256') return { encryption: { algorithm } };
  if (algorithm !== 'aws:kms')
    throw new S3Error('InvalidEncryptionAlgorithmError', {
      details: { ArgumentName: ALGORITHM, ArgumentValue: algorithm },
    });
  const key = keyId === undefined ? AWS_MANAGED_KEY : namedKey(keyId, bucket, context);
  authorizeKey(request, 'kms:GenerateDataKey', key, bucket.region);
  return { encryption: { algorithm, keyId: key.id } };
}

/** Throws unless the requester may have what was encrypted with a key decrypted. */
export function authorizeDecryption(
  request: ServiceRequest,
  encryption: StoredEncryption | undefined,
  { region }: BucketState,
  { kmsKeys }: S3Context,
): void {
  if (encryption?.keyId === undefined) return;
  const key = [AWS_MANAGED_KEY, ...kmsKeys].find(({ id }) => id === encryption.keyId);
  if (key === undefined) throw new S3Error('KMS.NotFoundException');
  authorizeKey(request, 'kms:Decrypt', key, region);
}

/** What answers tell of the encryption. */
export const encryptionHeaders = (
  encryption: StoredEncryption | undefined,
  region: string,
): Readonly<Record<string, string>> => ({
  ...(encryption !== undefined && { [ALGORITHM]: encryption.algorithm }),
  ...(encryption?.keyId !== undefined && { [KEY_ID]: kmsKeyArn(encryption.keyId, region) }),
});

/** The entity tag of bytes: their MD5, but not with a KMS key (S3 API reference, "Common response headers"). */
export const entityTag = (encryption: StoredEncryption | undefined, md5: string): string =>
  encryption?.keyId === undefined ? md5 : randomBytes(16).toString('hex');

/** What policies are told of a part's encryption: it was named once, for the whole upload. */
export function uploadEncryptionKeys(
  { uploads, region }: BucketState,
  uploadId: string | undefined,
): Readonly<Record<string, string>> {
  const headers = encryptionHeaders(uploads.get(uploadId ?? '')?.encryption, region);
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [`s3:${name}`, value]));
}

function namedKey(name: string, { region }: BucketState, { kmsKeys }: S3Context): KmsKeySetup {
  const bare = name.replace(`arn:aws:kms:${region}:${ACCOUNT_ID}:`, '').replace(/^key\//u, '');
  const key = kmsKeys.find(({ id, alias }) => bare === id || (alias !== undefined && bare === alias));
  if (key === undefined) throw new S3Error('KMS.NotFoundException', { message: `Invalid keyId '${bare}'` });
  return key;
}

function authorizeKey(request: ServiceRequest, action: string, key: KmsKeySetup, region: string): void {
  const arn = kmsKeyArn(key.id, region);
  authorize(
    request,
    action,
    { arn, policy: key.policy },
    {
      'kms:viaservice': `s3.${region}.amazonaws.com`,
      ...(key.alias !== undefined && { 'kms:resourcealiases': key.alias }),
    },
  );
  if (key.isDisabled === true) throw new S3Error('KMS.DisabledException', { message: `${arn} is disabled.` });
}
