import { bucketArn, literally, objectsArn, type PolicyTarget } from '../core/arn';

/** One permission of an IAM policy. */
export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: string;
  readonly Condition?: { readonly StringLike: { readonly 's3:prefix': readonly string[] } };
}

export interface PolicyDocument {
  /** IAM knows policy variables, which escape wildcards, from this version of the language on. */
  readonly Version: '2012-10-17';
  readonly Statement: readonly PolicyStatement[];
}

const OBJECT_ACTIONS = [
  's3:GetObject',
  's3:PutObject',
  's3:DeleteObject',
  's3:AbortMultipartUpload',
  's3:ListMultipartUploadParts',
] as const;

/**
 * Copying a photo that has tags needs these. Shoebox gives none, so they are not asked for in advance: whoever tags
 * photos otherwise is told of them when one is moved.
 */
const TAG_ACTIONS = ['s3:GetObjectTagging', 's3:PutObjectTagging'] as const;

/** The second finds what an interrupted upload left behind, to remove it. */
const BUCKET_ACTIONS = ['s3:ListBucket', 's3:ListBucketMultipartUploads'] as const;

function listStatement(target: PolicyTarget, actions: readonly string[] = BUCKET_ACTIONS): PolicyStatement {
  const statement = {
    Sid: 'ShoeboxLists',
    Effect: 'Allow',
    Action: actions,
    Resource: bucketArn(target),
  } as const;
  if (target.folder === '') return statement;
  return { ...statement, Condition: { StringLike: { 's3:prefix': [`${literally(target.folder)}*`] } } };
}

const objectStatement = (target: PolicyTarget, actions: readonly string[]): PolicyStatement => ({
  Sid: 'ShoeboxPhotos',
  Effect: 'Allow',
  Action: actions,
  Resource: objectsArn(target),
});

const policy = (...statements: readonly PolicyStatement[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: statements,
});

/** The least that the guest role of the identity pool must allow: this bucket, and of it the folder only. */
export const guestPolicy = (target: PolicyTarget): PolicyDocument =>
  policy(listStatement(target), objectStatement(target, OBJECT_ACTIONS));

/** A policy that allows nothing but the denied `action`; all of {@link guestPolicy} when it is none of ours. */
export function policyForAction(target: PolicyTarget, action: string): PolicyDocument {
  if (BUCKET_ACTIONS.some(ours => ours === action)) return policy(listStatement(target, [action]));
  const known = [...OBJECT_ACTIONS, ...TAG_ACTIONS].some(ours => ours === action);
  return known ? policy(objectStatement(target, [action])) : guestPolicy(target);
}
