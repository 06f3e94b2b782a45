import { bucketArn, folderPattern, objectsArn, type PolicyTarget } from '../core/arn';
import { partitionOf } from '../core/aws-partition';
import { IDENTITY_PLACEHOLDER } from '../core/settings';
import { cognitoPrincipal } from './cognito-principal';

/** One permission of an IAM policy. In a template, the resource may be what CloudFormation makes it of. */
export interface PolicyStatement<Resource = string> {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: Resource;
  readonly Condition?: {
    readonly [Operator in PrefixOperator | 'ForAnyValue:StringEquals']?: ConditionValues;
  };
}

/** Condition key → the values of which one must match. */
type ConditionValues = Readonly<Record<string, readonly string[]>>;

type PrefixOperator = 'StringLike' | 'StringLikeIfExists';

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

const LIST_ACTION = 's3:ListBucket';

/** Finds what an interrupted upload left behind, to remove it. */
const UPLOADS_ACTION = 's3:ListBucketMultipartUploads';

/** The text of a policy in which the placeholder is the variable that it stands for. */
const withIdentity = (text: string, { region }: PolicyTarget): string =>
  text.replaceAll(IDENTITY_PLACEHOLDER, `$\{${cognitoPrincipal(region)}:sub}`);

const bucketStatement = (
  target: PolicyTarget,
  Sid: string,
  actions: readonly string[],
  operator: PrefixOperator,
): PolicyStatement => ({
  ...{ Sid, Effect: 'Allow', Action: actions, Resource: bucketArn(target) },
  ...(target.folder !== '' && {
    Condition: { [operator]: { 's3:prefix': [withIdentity(folderPattern(target), target)] } },
  }),
});

/** A list that names no prefix is refused: it would show the whole bucket. */
const listStatement = (target: PolicyTarget, actions: readonly string[]): PolicyStatement =>
  bucketStatement(target, 'ShoeboxLists', actions, 'StringLike');

/**
 * AWS tells no `s3:prefix` of a list of uploads (Service Authorization Reference, ListBucketMultipartUploads), so that a
 * plain condition on it never holds; where another S3 tells it, it is held to the folder.
 */
const uploadsStatement = (target: PolicyTarget): PolicyStatement =>
  bucketStatement(target, 'ShoeboxUnfinishedUploads', [UPLOADS_ACTION], 'StringLikeIfExists');

const objectStatement = (target: PolicyTarget, actions: readonly string[]): PolicyStatement => ({
  Sid: 'ShoeboxPhotos',
  Effect: 'Allow',
  Action: actions,
  Resource: withIdentity(objectsArn(target), target),
});

const KEY_ACTIONS = ['kms:GenerateDataKey', 'kms:Decrypt'] as const;

/**
 * The use of a key for what S3 does with objects, and for nothing else: guests could decrypt anything else with it. Parts
 * of an upload have to be decrypted as well. An alias can't be the resource of a policy (KMS Developer Guide, "Use aliases
 * to control access").
 */
function keyStatement({ region }: PolicyTarget, key: string): PolicyStatement {
  const [, arn = `arn:${partitionOf(region)}:kms:${region}:*`, alias] =
    /^(?:(arn:[^/]*):)?(alias\/.*)?/.exec(key) ?? [];
  const id = key.startsWith('arn:') ? key : `${arn}:key/${key}`;
  const statement = keyUse(region, alias === undefined ? id : `${arn}:key/*`);
  if (alias === undefined) return statement;
  const Condition = {
    ...statement.Condition,
    'ForAnyValue:StringEquals': { 'kms:ResourceAliases': [alias] },
  };
  return { ...statement, Condition };
}

/** The same, of a key with this ARN, which in a template is what CloudFormation makes of it. */
export const keyUse = <Arn>(region: string, arn: Arn): PolicyStatement<Arn> => ({
  ...{ Sid: 'ShoeboxKey', Effect: 'Allow', Action: KEY_ACTIONS, Resource: arn },
  Condition: { StringLike: { 'kms:ViaService': [`s3.${region}.*`] } },
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

/** The least that the role of guests, or of users, must allow: this bucket, and of it the folder only. */
export const guestPolicy = (
  target: PolicyTarget & { readonly kmsKey?: string },
  { restore }: OptionalPermissions = { restore: false },
): PolicyDocument =>
  policy(
    listStatement(target, restore ? [LIST_ACTION, RESTORE_BUCKET_ACTION] : [LIST_ACTION]),
    uploadsStatement(target),
    objectStatement(target, restore ? [...OBJECT_ACTIONS, RESTORE_OBJECT_ACTION] : OBJECT_ACTIONS),
    ...(target.kmsKey ? [keyStatement(target, target.kmsKey)] : []),
  );

/**
 * A policy that allows nothing but the denied `action`; all of {@link guestPolicy} when it is none of ours.
 * @param resource what AWS named; of a key its ARN
 */
export function policyForAction(target: PolicyTarget, action: string, resource = ''): PolicyDocument {
  if (action.startsWith('kms:')) return policy(keyStatement(target, resource));
  if (action === UPLOADS_ACTION) return policy(uploadsStatement(target));
  if (action === LIST_ACTION || action === RESTORE_BUCKET_ACTION)
    return policy(listStatement(target, [action]));
  const known = [...OBJECT_ACTIONS, ...TAG_ACTIONS, RESTORE_OBJECT_ACTION].some(ours => ours === action);
  return known ? policy(objectStatement(target, [action])) : guestPolicy(target);
}
