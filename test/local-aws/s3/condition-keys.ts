import type { ConditionKeys } from '../iam/pattern';
import { ACCOUNT_ID } from '../iam/principal';
import type { S3Operation } from './operation';
import type { ServiceRequest } from './request';

/** Where the value of a condition key comes from. */
type Source = (request: ServiceRequest) => string | undefined;

const parameter =
  (name: string): Source =>
  ({ parameters }) =>
    parameters.get(name);
const header =
  (name: string): Source =>
  ({ headers }) =>
    headers[name];

/** Requests that S3 authorizes as `s3:PutObject`, but which make no object yet. */
const MAKES_NO_OBJECT: readonly S3Operation[] = ['CreateMultipartUpload', 'UploadPart', 'UploadPartCopy'];

const LIST_KEYS: Readonly<Record<string, Source>> = {
  's3:prefix': parameter('prefix'),
  's3:delimiter': parameter('delimiter'),
  's3:max-keys': parameter('max-keys'),
};
const VERSION_KEYS: Readonly<Record<string, Source>> = { 's3:versionid': parameter('versionId') };

/**
 * The condition keys that are S3's and not every action's (Service Authorization Reference, "Actions, resources, and
 * condition keys for Amazon S3"). What is not in an action's list is absent when the action is judged, whatever the
 * request carries: a prefix in ListMultipartUploads is no \`s3:prefix\`.
 */
const KEYS_OF_ACTION: Readonly<Record<string, Readonly<Record<string, Source>>>> = {
  's3:ListBucket': LIST_KEYS,
  's3:ListBucketVersions': LIST_KEYS,
  's3:GetObjectVersion': VERSION_KEYS,
  's3:GetObjectVersionTagging': VERSION_KEYS,
  's3:DeleteObjectVersion': VERSION_KEYS,
  's3:DeleteObject': { 's3:if-match': header('if-match') },
  's3:PutObject': {
    's3:if-match': header('if-match'),
    's3:if-none-match': header('if-none-match'),
    's3:objectcreationoperation': ({ operation }) => String(!MAKES_NO_OBJECT.includes(operation)),
    's3:x-amz-acl': header('x-amz-acl'),
    's3:x-amz-copy-source': header('x-amz-copy-source'),
    's3:x-amz-metadata-directive': header('x-amz-metadata-directive'),
    's3:x-amz-server-side-encryption': header('x-amz-server-side-encryption'),
    's3:x-amz-server-side-encryption-aws-kms-key-id': header('x-amz-server-side-encryption-aws-kms-key-id'),
    's3:x-amz-storage-class': header('x-amz-storage-class'),
    's3:x-amz-website-redirect-location': header('x-amz-website-redirect-location'),
  },
};

/** The names of the condition keys, in small letters, that are an action's and not every action's. */
export const conditionKeyNames = (action: string): readonly string[] =>
  Object.keys(KEYS_OF_ACTION[action] ?? {});

/** The condition keys of a request, for one of the actions that it takes. */
export function conditionKeys(action: string, request: ServiceRequest): ConditionKeys {
  const sources: Readonly<Record<string, Source>> = {
    'aws:securetransport': ({ isSecure }) => String(isSecure),
    'aws:referer': header('referer'),
    'aws:useragent': header('user-agent'),
    's3:authtype': ({ parameters }) =>
      parameters.has('X-Amz-Signature') ? 'REST-QUERY-STRING' : 'REST-HEADER',
    's3:resourceaccount': () => ACCOUNT_ID,
    's3:x-amz-content-sha256': header('x-amz-content-sha256'),
    ...KEYS_OF_ACTION[action],
  };
  return Object.fromEntries(
    Object.entries(sources).flatMap(([key, source]) => {
      const value = source(request);
      return value === undefined ? [] : [[key, value]];
    }),
  );
}
