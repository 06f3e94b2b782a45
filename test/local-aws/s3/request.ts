import type { IncomingBody } from '../body/receive';
import type { Answer } from '../http/exchange';
import type { Principal } from '../iam/principal';
import type { KmsKeySetup } from '../options';
import type { HeaderFields } from '../sigv4/canonical';
import type { BucketState } from '../store/state';
import type { Store } from '../store/store';
import type { StoreProfile } from '../stores/profile';
import type { S3Operation } from './operation';

/** A request that is signed and understood. */
export interface ServiceRequest {
  readonly operation: S3Operation;
  readonly principal: Principal;
  /** Whether it came by HTTPS. */
  readonly isSecure: boolean;
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
  /** Whose S3 it is. */
  readonly profile: StoreProfile;
  readonly kmsKeys: readonly KmsKeySetup[];
  /** The most bytes of one PutObject, CopyObject, UploadPart or UploadPartCopy. */
  readonly maxRequestBytes: number;
  /** How long it takes to restore what is archived. */
  readonly restoreMs: number;
  now(): number;
}

/** An answer in XML. */
export function xmlAnswer(body: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status: 200, headers: { 'content-type': 'application/xml', ...headers }, body };
}

/** The whole second that S3 notes for a change. */
export function wholeSecond(milliseconds: number): number {
  return Math.floor(milliseconds / 1000) * 1000;
}
