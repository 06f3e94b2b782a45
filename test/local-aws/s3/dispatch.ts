import type { IncomingBody } from '../body/receive';
import type { Answer } from '../http/exchange';
import { type Keyring, ROOT } from '../iam/principal';
import { authenticate } from '../sigv4/authenticate';
import type { HeaderFields } from '../sigv4/canonical';
import type { BucketState } from '../store/state';
import { checkHas, heededHeaders, heededParameters } from '../stores/heeded';
import type { S3Address } from './address';
import { authorize, bucketResource, newBucketResource, objectResource } from './authorize';
import { checkRegion } from './bucket-region';
import { uploadEncryptionKeys } from './encryption';
import type { S3Operation } from './operation';
import { BUCKET_OPERATIONS, isIn, OBJECT_OPERATIONS, SERVICE_OPERATIONS } from './operations';
import type { S3Context, ServiceRequest } from './request';
import { S3Error } from './s3-error';

/** A request as it came in. */
export interface IncomingRequest {
  readonly operation: S3Operation;
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  readonly address: S3Address;
  readonly headers: HeaderFields;
  readonly source: AsyncIterable<Buffer>;
  /** Whether it came by HTTPS. */
  readonly isSecure: boolean;
}

/** Who is it, does the bucket exist, is it here, may they: in this order; then does what was asked. */
export async function dispatch(
  request: IncomingRequest,
  keyring: Keyring,
  context: S3Context,
): Promise<Answer> {
  const { operation, method, address, isSecure } = request;
  const bucket = address.bucket === undefined ? undefined : context.store.bucket(address.bucket);
  // An endpoint of AWS's own looks for the bucket before it reads the signature, and takes its own region's only.
  const endpointRegion = address.region ?? context.region;
  if (address.region !== undefined && bucket !== undefined) checkRegion(bucket, address.region, request);
  const { profile } = context;
  const { signedRegions = [bucket?.region ?? endpointRegion, endpointRegion] } = profile;
  const { principal, signedRegion, payload } = authenticate(
    { method, path: address.path, query: address.query, headers: request.headers },
    { keyring, now: context.now(), regions: signedRegions, wrongRegion: profile.words?.wrongRegion },
  );
  checkHas(profile, operation);
  const all = withHoistedHeaders(request.headers, address.query);
  const headers = heededHeaders(profile, operation, all, bucket);
  const body: IncomingBody = { source: request.source, headers, payload };
  const parameters = heededParameters(profile, address.query);
  const serviceRequest: ServiceRequest = {
    ...{ operation, principal, isSecure, parameters, headers, body },
    bucketName: address.bucket ?? '',
  };
  if (isIn(SERVICE_OPERATIONS, operation)) {
    const { action, answer } = SERVICE_OPERATIONS[operation];
    const resource =
      address.bucket === undefined
        ? { arn: '*', policy: undefined }
        : newBucketResource(address.bucket, context.region);
    if (action !== null) authorize(serviceRequest, action, resource);
    return answer(serviceRequest, context);
  }
  if (bucket === undefined) {
    if (address.bucket === undefined) throw new S3Error('MethodNotAllowed');
    throw new S3Error('NoSuchBucket', { details: { BucketName: address.bucket } });
  }
  if (profile.signedRegions === undefined) checkRegion(bucket, signedRegion, request);
  return answerInBucket(serviceRequest, bucket, address.key, context);
}

async function answerInBucket(
  request: ServiceRequest,
  bucket: BucketState,
  key: string | undefined,
  context: S3Context,
): Promise<Answer> {
  const { operation } = request;
  if (
    bucket.requesterPays === true &&
    request.principal !== ROOT &&
    request.headers['x-amz-request-payer'] !== 'requester'
  )
    throw new S3Error('AccessDenied');
  if (isIn(BUCKET_OPERATIONS, operation)) {
    const { action, answer } = BUCKET_OPERATIONS[operation];
    if (action !== null) authorize(request, action, bucketResource(bucket));
    return answer({ ...request, bucket }, context);
  }
  if (key !== undefined && isIn(OBJECT_OPERATIONS, operation)) {
    const { action, versionAction, answer } = OBJECT_OPERATIONS[operation];
    const wanted = request.parameters.has('versionId') ? (versionAction ?? action) : action;
    if (wanted !== null) {
      const keys = uploadEncryptionKeys(bucket, request.parameters.get('uploadId'));
      authorize(request, wanted, objectResource(bucket, key), keys);
    }
    return answer({ ...request, bucket, key }, context);
  }
  throw new S3Error('NotImplemented');
}

/** Presigning moves `x-amz-*` headers into the query, where they mean the same. */
function withHoistedHeaders(headers: HeaderFields, query: S3Address['query']): HeaderFields {
  if (!query.some(([name]) => name === 'X-Amz-Signature')) return headers;
  const hoisted = query
    .filter(([name]) => /^x-amz-/iu.test(name))
    .map(([name, value]) => [name.toLowerCase(), value]);
  return { ...Object.fromEntries(hoisted), ...headers };
}
