import { receiveDocument } from '../body/receive';
import type { Answer } from '../http/exchange';
import type { CorsRule } from '../options';
import { corsRulesOf, corsXml } from './cors-document';
import { type BucketRequest, type S3Context, type ServiceRequest, xmlAnswer } from './request';
import { S3Error } from './s3-error';
import { element, parseXml, s3Document, text, textOf } from './xml';

export async function listBuckets(request: ServiceRequest, { store }: S3Context): Promise<Answer> {
  const prefix = request.parameters.get('prefix') ?? '';
  const buckets = store
    .buckets()
    .filter(bucket => bucket.name.startsWith(prefix))
    .map(({ name, createdAt, region }) =>
      element(
        'Bucket',
        text('Name', name),
        text('CreationDate', new Date(createdAt).toISOString()),
        text('BucketRegion', region),
      ),
    );
  const owner = element('Owner', text('ID', OWNER_ID));
  return xmlAnswer(s3Document('ListAllMyBucketsResult', owner, element('Buckets', ...buckets)));
}

/** The canonical id of the account, as S3 shows it. */
export const OWNER_ID = '75aa57f09aa0c8caeab4f8c24e99d10f8e7faeebf76c078efc7c6caea54ba06a';

export async function createBucket(request: ServiceRequest, context: S3Context): Promise<Answer> {
  const document = await receiveDocument(request.body);
  const constraint =
    document === ''
      ? undefined
      : textOf(parseXml(document, 'CreateBucketConfiguration'), 'LocationConstraint');
  const name = request.bucketName;
  if (!isBucketName(name)) throw new S3Error('InvalidBucketName', { details: { BucketName: name } });
  if (context.store.bucket(name) !== undefined) {
    // S3's oldest region forgives this, all others don't.
    if (context.region === 'us-east-1') return { status: 200, headers: { location: `/${name}` } };
    throw new S3Error('BucketAlreadyOwnedByYou', { details: { BucketName: name } });
  }
  await context.store.commit({
    type: 'bucket',
    bucket: { name, region: constraint || context.region, createdAt: context.now() },
  });
  const isLocked = request.headers['x-amz-bucket-object-lock-enabled'] === 'true';
  if (isLocked || context.profile.versions === 'always')
    await context.store.commit({ type: 'versioning', bucket: name, status: 'Enabled' });
  return { status: 200, headers: { location: `/${name}` } };
}

export async function headBucket(): Promise<Answer> {
  return { status: 200, headers: { 'content-type': 'application/xml' } };
}

/** S3 answers nothing for us-east-1. */
export async function getBucketLocation({ bucket }: BucketRequest): Promise<Answer> {
  const region = bucket.region === 'us-east-1' ? '' : bucket.region;
  return xmlAnswer(
    `<?xml version="1.0" encoding="UTF-8"?>\n<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${region}</LocationConstraint>`,
  );
}

export async function putBucketCors(request: BucketRequest, { store }: S3Context): Promise<Answer> {
  const rules: readonly CorsRule[] = corsRulesOf(await receiveDocument(request.body));
  await store.commit({ type: 'cors', bucket: request.bucket.name, rules });
  return { status: 200 };
}

export async function getBucketCors({ bucket }: BucketRequest): Promise<Answer> {
  if (bucket.cors === undefined) {
    throw new S3Error('NoSuchCORSConfiguration', { details: { BucketName: bucket.name } });
  }
  return xmlAnswer(corsXml(bucket.cors));
}

export async function deleteBucketCors({ bucket }: BucketRequest, { store }: S3Context): Promise<Answer> {
  await store.commit({ type: 'cors', bucket: bucket.name, rules: null });
  return { status: 204 };
}

/** S3's rules for names of buckets. */
export function isBucketName(name: string): boolean {
  return (
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/u.test(name) &&
    !/\.\.|^\d+\.\d+\.\d+\.\d+$|^xn--|^sthree-|-s3alias$|--ol-s3$/u.test(name)
  );
}
