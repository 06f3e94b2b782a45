import { checksumsContract } from './checksums';
import { conditionsContract } from './conditions';
import { copiesContract } from './copies';
import { corsContract } from './cors';
import { guestsContract } from './guests';
import { type ContractOptions, describeContract } from './harness';
import { keysContract } from './keys';
import { listingContract } from './listing';
import { multipartContract } from './multipart';
import { objectsContract } from './objects';
import { policiesContract } from './policies';
import { signaturesContract } from './signatures';
import { storageClassesContract } from './storage-classes';
import { versionsContract } from './versions';

export type { ContractOptions, Difference } from './harness';
export { POOL_SETUPS } from './pools';
export { type ContractSubject, GUEST_BUCKET, POOLS } from './subject';

/** Holds an S3, with the Cognito Identity in front of it, to what AWS's do. */
export function describeS3Contract(options: ContractOptions): void {
  describeContract(options, [
    objectsContract,
    keysContract,
    listingContract,
    conditionsContract,
    multipartContract,
    copiesContract,
    storageClassesContract,
    versionsContract,
    checksumsContract,
    signaturesContract,
    corsContract,
    guestsContract,
    policiesContract,
  ]);
}
