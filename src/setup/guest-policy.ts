import { bucketArn, escapePolicyVariables, objectsArn, type PolicyTarget } from '../core/arn';

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
const TAG_ACTIONS = ['s3:GetObjectTagging', 's3:PutObjectTagging', 's3:GetObjectVersionTagging'] as const;

/** What restoring deleted photos takes beside copying them: to see what was deleted, and nothing that could remove it. */
const RESTORE_BUCKET_ACTION = 's3:ListBucketVersions';
const RESTORE_OBJECT_ACTION = 's3:GetObjectVersion';

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
  return {
    ...statement,
    Condition: { StringLike: { 's3:prefix': [`${escapePolicyVariables(target.folder)}*`] } },
  };
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

/** What the user wants guests to be able to do beside what Shoebox must have. */
export interface OptionalPermissions {
  /** To find what was deleted in a bucket with versions, and to bring it back. */
  readonly restore: boolean;
}

/** The least that the guest role of the identity pool must allow: this bucket, and of it the folder only. */
export const guestPolicy = (
  target: PolicyTarget,
  { restore }: OptionalPermissions = { restore: false },
): PolicyDocument =>
  policy(
    listStatement(target, restore ? [...BUCKET_ACTIONS, RESTORE_BUCKET_ACTION] : BUCKET_ACTIONS),
    objectStatement(target, restore ? [...OBJECT_ACTIONS, RESTORE_OBJECT_ACTION] : OBJECT_ACTIONS),
  );

/** A policy that allows nothing but the denied `action`; all of {@link guestPolicy} when it is none of ours. */
export function policyForAction(target: PolicyTarget, action: string): PolicyDocument {
  if ([...BUCKET_ACTIONS, RESTORE_BUCKET_ACTION].some(ours => ours === action))
    return policy(listStatement(target, [action]));
  const known = [...OBJECT_ACTIONS, ...TAG_ACTIONS, RESTORE_OBJECT_ACTION].some(ours => ours === action);
  return known ? policy(objectStatement(target, [action])) : guestPolicy(target);
}
