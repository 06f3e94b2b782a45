import type { Settings } from '../core/settings';

// What buckets of companies demand of requests beside permissions.

/** The headers that S3 is told with what a new object is encrypted with; none where the bucket does it by default. */
export const encryptionHeaders = ({
  encryption,
  kmsKey,
}: Pick<Settings, 'encryption' | 'kmsKey'>): Readonly<Record<string, string>> => ({
  ...(encryption !== 'none' && { 'x-amz-server-side-encryption': encryption }),
  ...(kmsKey !== '' && { 'x-amz-server-side-encryption-aws-kms-key-id': kmsKey }),
});

/** {@link encryptionHeaders} as the SDK's commands take them. */
export const encryptionInput = ({
  encryption,
  kmsKey,
}: Pick<Settings, 'encryption' | 'kmsKey'>): {
  readonly ServerSideEncryption?: 'AES256' | 'aws:kms';
  readonly SSEKMSKeyId?: string;
} => ({
  ...(encryption !== 'none' && { ServerSideEncryption: encryption }),
  ...(kmsKey !== '' && { SSEKMSKeyId: kmsKey }),
});

/** The header, or parameter of a presigned URL, without which a "Requester Pays" bucket answers 403 to everything. */
export const payerHeaders = ({
  requesterPays,
}: Pick<Settings, 'requesterPays'>): Readonly<Record<string, string>> =>
  requesterPays ? { 'x-amz-request-payer': 'requester' } : {};
