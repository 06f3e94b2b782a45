import { receiveDocument } from '../body/receive';
import type { Answer } from '../http/exchange';
import type { PolicyDocument } from '../iam/policy-document';
import type { BucketRequest, S3Context } from './request';
import { S3Error } from './s3-error';

export async function putBucketPolicy(request: BucketRequest, { store }: S3Context): Promise<Answer> {
  const policy = parsePolicy(await receiveDocument(request.body));
  await store.commit({ type: 'policy', bucket: request.bucket.name, policy });
  return { status: 204 };
}

export async function getBucketPolicy({ bucket }: BucketRequest): Promise<Answer> {
  if (bucket.policy === undefined)
    throw new S3Error('NoSuchBucketPolicy', { details: { BucketName: bucket.name } });
  const headers = { 'content-type': 'application/json' };
  return { status: 200, headers, body: JSON.stringify(bucket.policy) };
}

export async function deleteBucketPolicy({ bucket }: BucketRequest, { store }: S3Context): Promise<Answer> {
  await store.commit({ type: 'policy', bucket: bucket.name, policy: null });
  return { status: 204 };
}

/** Looks at no more than the frame: what is wrong inside is an \`InternalError\` when the policy is read. */
function parsePolicy(document: string): PolicyDocument {
  try {
    const policy: unknown = JSON.parse(document);
    if (
      typeof policy === 'object' &&
      policy !== null &&
      'Statement' in policy &&
      Array.isArray(policy.Statement)
    )
      return policy as PolicyDocument; // its frame is
  } catch {
    // The same refusal as for JSON that is no policy.
  }
  throw new S3Error('MalformedPolicy');
}
