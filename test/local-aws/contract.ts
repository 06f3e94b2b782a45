import { checksumsContract } from './contract/checksums';
import { conditionsContract } from './contract/conditions';
import { copiesContract } from './contract/copies';
import { corsContract } from './contract/cors';
import { guestsContract } from './contract/guests';
import { type ContractOptions, describeContract } from './contract/harness';
import { listingContract } from './contract/listing';
import { multipartContract } from './contract/multipart';
import { objectsContract } from './contract/objects';
import { signaturesContract } from './contract/signatures';
import { versionsContract } from './contract/versions';

export type { ContractOptions, Difference } from './contract/harness';
export { POOL_SETUPS } from './contract/pools';
export { type ContractSubject, GUEST_BUCKET, POOLS } from './contract/subject';

/** Holds an S3, with the Cognito Identity in front of it, to what AWS's do. */
export function describeS3Contract(options: ContractOptions): void {
  describeContract(options, [
    objectsContract,
    listingContract,
    conditionsContract,
    multipartContract,
    copiesContract,
    versionsContract,
    checksumsContract,
    signaturesContract,
    corsContract,
    guestsContract,
  ]);
}
