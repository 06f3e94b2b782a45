import type { AccessKey } from '../local-aws/index';

/** Keys of a session. */
export interface SessionKeys extends AccessKey {
  readonly sessionToken: string;
}

/** An S3 with a Cognito Identity in front of it, set up for the contract. */
export interface ContractSubject {
  readonly endpoint: string;
  readonly cognitoEndpoint: string;
  readonly region: string;
  /** May do everything. */
  readonly owner: AccessKey;
  /** Session keys of a guest that were good once and have expired by now. */
  expiredGuest(): Promise<SessionKeys>;
  close(): Promise<void>;
}

/** The bucket of the guests, which has to exist at the start. */
export const GUEST_BUCKET = 'contract-guests';

/**
 * The pools that have to exist. Each guest of `guests` may put, get and delete below its own identity id in
 * `GUEST_BUCKET`, and list with a prefix there, and nothing else; those of `readers` may get there everywhere, and those of
 * `restorers` may also list and get versions below their own identity id.
 */
export const POOLS = {
  guests: 'us-east-1:00000000-0000-4000-8000-000000000001',
  readers: 'us-east-1:00000000-0000-4000-8000-000000000002',
  /** Lets no guests in. */
  closed: 'us-east-1:00000000-0000-4000-8000-000000000003',
  /** Has no role for guests. */
  roleless: 'us-east-1:00000000-0000-4000-8000-000000000004',
  restorers: 'us-east-1:00000000-0000-4000-8000-000000000005',
  /** May list unfinished uploads, on the condition that the prefix lies below their own identity id. */
  uploadsIfPrefix: 'us-east-1:00000000-0000-4000-8000-000000000006',
  /** The same, but only if the request has a prefix. */
  uploadsIfNoPrefix: 'us-east-1:00000000-0000-4000-8000-000000000007',
  /** Does not exist. */
  unknown: 'us-east-1:00000000-0000-4000-8000-00000000ffff',
} as const;
