import type { Condition } from '../../src/aws/capabilities';
import type { Difference } from '../s3-contract/s3-contract';

/**
 * Where the gateway (Ceph 16.2.15, Debian 12) differs from AWS, and why. The contract asserts what it does instead, so
 * that a newer gateway which does better shows up as a failing test.
 */
export const KNOWN_DIFFERENCES: Readonly<Partial<Record<Difference, string>>> = {
  'absent-keys-are-disclosed': 'it does not ask for s3:ListBucket before it says NoSuchKey',
  'absent-versions-are-no-such-key': 'it has no NoSuchVersion, and takes a delete marker for nothing at all',
  'acl-accepted': 'it has no "bucket owner enforced" ownership',
  'bucket-location-is-zonegroup': 'its location is the name of the zone group, "default"',
  'checksums-ignored': 'it knows Content-MD5 and the signed SHA-256, no x-amz-checksum-* and no trailer',
  'complete-answers-no-etag': 'CompleteMultipartUpload answers an empty ETag; HeadObject has it',
  'complete-ignores-conditions': 'its CompleteMultipartUpload predates conditional completion',
  'complete-needs-all-parts': 'CompleteMultipartUpload must list every part that was uploaded',
  'conditional-writes-have-no-condition-key':
    'it has neither s3:if-none-match nor s3:ObjectCreationOperation for policies',
  'copy-etag-unquoted': 'CopyObjectResult has the entity tag without quotes',
  'copy-ignores-conditions': 'it answers conditional copies as if there were no condition',
  'cors-headers-missing-on-errors': 'it adds CORS headers to successful answers only',
  'delete-ignores-conditions': 'it deletes under a condition as if there were none',
  'delete-objects-denied-to-sessions': 'it asks the session policy for the bucket, not for each key',
  'delete-objects-limits':
    'it takes an empty list, and refuses more than 1000 keys without an error document',
  'expired-token-is-unknown-key':
    'its key engines refuse a dead session as if they had never heard of the key',
  'if-match-wants-no-quotes': 'on PutObject it compares If-Match with the bare entity tag',
  'key-too-long-is-invalid-name': 'its own code for a key of more than 1024 bytes',
  'part-order-is-invalid-part': 'it has no InvalidPartOrder',
  'preflight-refused-as-access-denied': 'it has no AccessForbidden',
  'region-not-checked': 'it accepts signatures for whichever region the client names',
  'storage-classes-unknown': 'it knows the classes of its zone, of which there is STANDARD alone',
  'tags-need-no-rights': 'it asks for s3:PutObjectTagging in a request of its own only',
  'vanished-upload-codes': 'after an abort ListParts is NoSuchKey, and Complete "already in progress" (500)',
  'versioned-writes-ignore-conditions': 'If-None-Match is heeded in buckets without versioning only',
};

/** Conditions of ours that it ignores, for the reasons above, in a bucket without versions; with versions it ignores all. */
const IGNORED: readonly Condition[] = [
  'completeCondition',
  'copyCondition',
  'copySourceCondition',
  'deleteCondition',
];

/** What a connection test finds out of a bucket; where versions are kept, nothing is heeded. */
export const ignoredByCeph = (isVersioned: boolean): readonly Condition[] =>
  isVersioned ? ['putCondition', ...IGNORED] : IGNORED;
