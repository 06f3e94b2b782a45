import type { S3ClientConfig } from '@aws-sdk/client-s3';
import type { ShoeboxError } from '../core/failure';

/** What requests are signed with. */
export interface SigningCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Of credentials that end. */
  readonly sessionToken?: string;
  /** By the clock of AWS; milliseconds since 1970. Null where nobody knows: access keys. */
  readonly issuedAt: number | null;
  /** By the clock of AWS; milliseconds since 1970. Null without an end: access keys. */
  readonly expiresAt: number | null;
}

/** Whom the requests to a bucket are signed as: an identity of a pool, or whoever has access keys. */
export interface Identity {
  /** Valid credentials. @throws ShoeboxError; `sign-in-needed` or `access-keys-needed` where the user has to come first */
  credentials(): Promise<SigningCredentials>;
  /** Forgets credentials that AWS no longer accepts: whoever asks from now on gets others, where there can be any. */
  forgetCredentials(): Promise<void>;
  /** Of access keys alone; pools renew their credentials by themselves. */
  readonly accessKeys?: RefusableKeys;
  /** How signatures are hashed, if not as the SDK does it. */
  readonly sha256?: NonNullable<S3ClientConfig['sha256']>;
}

/** Access keys that S3 may refuse: then others have to be entered. */
export interface RefusableKeys {
  /** Which are used now: another text each time that keys are entered. @throws as `credentials` */
  current(): Promise<string>;
  /** Told when S3 has refused them. Resolves with what the request is to fail with; never rejects. */
  refused(failure: ShoeboxError): Promise<ShoeboxError>;
}
