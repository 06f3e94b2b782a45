import type { IncomingBody } from '../body/receive';
import type { Answer } from '../http/exchange';
import type { Principal } from '../iam/principal';
import type { UnsupportedConditions } from '../options';
import type { HeaderFields } from '../sigv4/canonical';
import type { BucketState } from '../store/state';
import type { Store } from '../store/store';
import { S3Error } from './s3-error';

/** A request that is signed and understood. */
export interface ServiceRequest {
  readonly principal: Principal;
  /** As named in the request; the bucket need not exist. */
  readonly bucketName: string;
  readonly parameters: ReadonlyMap<string, string>;
  /** With the `x-amz-*` parameters of a presigned URL, which stand for headers. */
  readonly headers: HeaderFields;
  readonly body: IncomingBody;
}

/** A request to a bucket that exists, in the region that it was signed for. */
export interface BucketRequest extends ServiceRequest {
  readonly bucket: BucketState;
}

export interface ObjectRequest extends BucketRequest {
  readonly key: string;
}

/** What operations work with. */
export interface S3Context {
  readonly store: Store;
  /** The region of the endpoint. */
  readonly region: string;
  readonly unsupportedConditions: UnsupportedConditions;
  now(): number;
}

/** An answer in XML. */
export function xmlAnswer(body: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status: 200, headers: { 'content-type': 'application/xml', ...headers }, body };
}

export function bucketArn(bucket: string): string {
  return `arn:aws:s3:::${bucket}`;
}

export function objectArn(bucket: string, key: string): string {
  return `arn:aws:s3:::${bucket}/${key}`;
}

/** Throws `AccessDenied`, in AWS's words, unless the principal may do this. */
export function authorize(principal: Principal, action: string, resource: string, prefix?: string): void {
  if (principal.allows({ action, resource, prefix })) return;
  throw new S3Error('AccessDenied', {
    message: `User: ${principal.arn} is not authorized to perform: ${action} on resource: "${resource}" because no identity-based policy allows the ${action} action`,
  });
}

/** The whole second that S3 notes for a change. */
export function wholeSecond(milliseconds: number): number {
  return Math.floor(milliseconds / 1000) * 1000;
}
