import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, test } from 'vitest';
import type { ContractSubject } from './subject';

/** Where an S3 may be known to behave unlike AWS. The gateway's reasons are in `test/ceph/known-differences.ts`. */
export type Difference =
  | 'absent-keys-are-disclosed'
  | 'absent-versions-are-no-such-key'
  | 'acl-accepted'
  | 'bucket-location-is-zonegroup'
  | 'checksums-ignored'
  | 'complete-answers-no-etag'
  | 'complete-ignores-conditions'
  | 'complete-needs-all-parts'
  | 'conditional-writes-have-no-condition-key'
  | 'copy-etag-unquoted'
  | 'copy-ignores-conditions'
  | 'cors-headers-missing-on-errors'
  | 'delete-ignores-conditions'
  | 'delete-objects-denied-to-sessions'
  | 'delete-objects-limits'
  | 'expired-token-is-unknown-key'
  | 'if-match-wants-no-quotes'
  | 'key-too-long-is-invalid-name'
  | 'part-order-is-invalid-part'
  | 'preflight-refused-as-access-denied'
  | 'region-not-checked'
  | 'storage-classes-unknown'
  | 'tags-need-no-rights'
  | 'vanished-upload-codes'
  | 'versioned-writes-ignore-conditions';

/** An S3 that is held to the contract. */
export interface ContractOptions {
  readonly name: string;
  /** Each with the reason. */
  readonly differences: Readonly<Partial<Record<Difference, string>>>;
  start(): Promise<ContractSubject>;
}

/** What the parts of the contract are written with. */
export interface Contract {
  readonly subject: ContractSubject;
  /** A client of the owner, path-style, one attempt a request, unless told otherwise. */
  client(config?: S3ClientConfig): S3Client;
  /** A name for a new bucket, used nowhere else. */
  newBucketName(): string;
  /** Whether this S3 is known to differ here; what it does instead is asserted then. */
  differs(difference: Difference): boolean;
  /** AWS's behaviour. */
  holds(behaviour: string, check: () => Promise<void>): void;
  /** AWS's behaviour, and what this S3 does instead if it is known to differ there. */
  holdsUnless(
    difference: Difference,
    behaviour: string,
    check: () => Promise<void>,
    instead: () => Promise<void>,
  ): void;
}

/** Writes the tests for one S3. */
export function describeContract(
  options: ContractOptions,
  parts: readonly ((contract: Contract) => void)[],
): void {
  describe(`S3 contract: ${options.name}`, () => {
    let subject: ContractSubject | undefined;
    let buckets = 0;
    const clients: S3Client[] = [];

    beforeAll(async () => {
      subject = await options.start();
    }, 120_000); // a gateway takes seconds to come up, and its packages may have to be installed
    afterAll(async () => {
      for (const client of clients) client.destroy();
      await subject?.close();
    }, 30_000);

    const contract: Contract = {
      get subject() {
        if (subject === undefined) throw new Error('The subject is there once the tests run.');
        return subject;
      },
      client: config => {
        const { endpoint, region, owner } = contract.subject;
        const client = new S3Client({
          ...{ endpoint, region, credentials: owner, forcePathStyle: true, maxAttempts: 1 },
          ...config,
        });
        clients.push(client);
        return client;
      },
      newBucketName: () => `contract-${++buckets}`,
      differs: difference => options.differences[difference] !== undefined,
      holds: (behaviour, check) => test(behaviour, check),
      holdsUnless: (difference, behaviour, check, instead) => {
        const reason = options.differences[difference];
        if (reason === undefined) test(behaviour, check);
        else test(`differs (${reason}): ${behaviour}`, instead);
      },
    };
    for (const part of parts) part(contract);
  });
}
