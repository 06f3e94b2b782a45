import type { Answer } from '../http/exchange';
import { deleteBucketPolicy, getBucketPolicy, putBucketPolicy } from './bucket-policy';
import {
  createBucket,
  deleteBucketCors,
  getBucketCors,
  getBucketLocation,
  headBucket,
  listBuckets,
  putBucketCors,
} from './buckets';
import { completeMultipartUpload } from './complete-upload';
import { copyObject } from './copy-object';
import { deleteObject, deleteObjects } from './delete-objects';
import { getObject, headObject } from './get-object';
import { listObjectsV2 } from './list-objects';
import { listMultipartUploads, listParts } from './list-uploads';
import { listObjectVersions } from './list-versions';
import { abortMultipartUpload, createMultipartUpload, uploadPart, uploadPartCopy } from './multipart-upload';
import { putObjectLockConfiguration } from './object-lock';
import type { BucketOperation, ObjectOperation, ServiceOperation } from './operation';
import { putObject } from './put-object';
import type { BucketRequest, ObjectRequest, S3Context, ServiceRequest } from './request';
import { restoreObject } from './restore-object';
import { getObjectTagging } from './tags';
import { getBucketVersioning, putBucketVersioning } from './versions';

/** An operation, and the IAM action that it takes on what the request names. */
export interface Operation<Request> {
  /** `null`: the operation asks for rights itself, key by key. */
  readonly action: string | null;
  /** Instead, where the request names a version. */
  readonly versionAction?: string;
  answer(request: Request, context: S3Context): Promise<Answer>;
}

export const SERVICE_OPERATIONS: Readonly<Record<ServiceOperation, Operation<ServiceRequest>>> = {
  ListBuckets: { action: 's3:ListAllMyBuckets', answer: listBuckets },
  CreateBucket: { action: 's3:CreateBucket', answer: createBucket },
};

export const BUCKET_OPERATIONS: Readonly<Record<BucketOperation, Operation<BucketRequest>>> = {
  HeadBucket: { action: 's3:ListBucket', answer: headBucket },
  GetBucketLocation: { action: 's3:GetBucketLocation', answer: getBucketLocation },
  PutBucketCors: { action: 's3:PutBucketCORS', answer: putBucketCors },
  GetBucketCors: { action: 's3:GetBucketCORS', answer: getBucketCors },
  DeleteBucketCors: { action: 's3:PutBucketCORS', answer: deleteBucketCors },
  PutBucketPolicy: { action: 's3:PutBucketPolicy', answer: putBucketPolicy },
  GetBucketPolicy: { action: 's3:GetBucketPolicy', answer: getBucketPolicy },
  DeleteBucketPolicy: { action: 's3:DeleteBucketPolicy', answer: deleteBucketPolicy },
  PutBucketVersioning: { action: 's3:PutBucketVersioning', answer: putBucketVersioning },
  GetBucketVersioning: { action: 's3:GetBucketVersioning', answer: getBucketVersioning },
  PutObjectLockConfiguration: {
    action: 's3:PutBucketObjectLockConfiguration',
    answer: putObjectLockConfiguration,
  },
  ListObjectVersions: { action: 's3:ListBucketVersions', answer: listObjectVersions },
  ListObjectsV2: { action: 's3:ListBucket', answer: listObjectsV2 },
  ListMultipartUploads: { action: 's3:ListBucketMultipartUploads', answer: listMultipartUploads },
  DeleteObjects: { action: null, answer: deleteObjects },
};

export const OBJECT_OPERATIONS: Readonly<Record<ObjectOperation, Operation<ObjectRequest>>> = {
  PutObject: { action: 's3:PutObject', answer: putObject },
  RestoreObject: { action: 's3:RestoreObject', answer: restoreObject },
  GetObject: { action: 's3:GetObject', versionAction: 's3:GetObjectVersion', answer: getObject },
  HeadObject: { action: 's3:GetObject', versionAction: 's3:GetObjectVersion', answer: headObject },
  GetObjectTagging: {
    action: 's3:GetObjectTagging',
    versionAction: 's3:GetObjectVersionTagging',
    answer: getObjectTagging,
  },
  DeleteObject: { action: 's3:DeleteObject', versionAction: 's3:DeleteObjectVersion', answer: deleteObject },
  CopyObject: { action: 's3:PutObject', answer: copyObject },
  CreateMultipartUpload: { action: 's3:PutObject', answer: createMultipartUpload },
  UploadPart: { action: 's3:PutObject', answer: uploadPart },
  UploadPartCopy: { action: 's3:PutObject', answer: uploadPartCopy },
  ListParts: { action: 's3:ListMultipartUploadParts', answer: listParts },
  AbortMultipartUpload: { action: 's3:AbortMultipartUpload', answer: abortMultipartUpload },
  CompleteMultipartUpload: { action: 's3:PutObject', answer: completeMultipartUpload },
};

/** Whether the name is among the table's. */
export function isIn<Name extends string>(
  table: Readonly<Record<Name, unknown>>,
  name: string,
): name is Name {
  return Object.hasOwn(table, name);
}
