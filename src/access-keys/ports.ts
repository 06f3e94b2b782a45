import type { AccessKeys, HeldAccessKeys } from '../core/access-keys';
import type { ReportError } from '../core/diagnostics';
import type { Settings } from '../core/settings';
import type { AccessKeysFailure } from '../core/wait-reason';

/** Access keys as they are kept until the browser ends. */
export interface SessionKeys extends AccessKeys {
  readonly id: string;
}

/** What S3 said of access keys. */
export interface RefusedKeys {
  /** Theirs. */
  readonly id: string;
  readonly code: AccessKeysFailure;
}

/** Values by the place that access keys are for (`accessKeysPlace`). What is written is there when it resolves. */
export interface KeptByPlace<Value> {
  get(place: string): Promise<Value | null>;
  set(place: string, value: Value): Promise<void>;
  remove(place: string): Promise<void>;
  /** Removes all. */
  clear(): Promise<void>;
}

/** What keeping access keys needs of the world. The background worker hands in the real ones, tests their own. */
export interface AccessKeysPorts {
  /** Null while nothing is configured. */
  readonly loadSettings: () => Promise<Settings | null>;
  /** Never on the disk: gone with the browser, and read by this extension's own pages and worker alone. */
  readonly session: KeptByPlace<SessionKeys>;
  /** Those that S3 refused last, as long as they are the ones that are kept. As `session`. */
  readonly refused: KeptByPlace<RefusedKeys>;
  /** On this computer's disk, in a form that no script reads the secret from again. */
  readonly computer: KeptByPlace<HeldAccessKeys>;
  /** Whether this worker is the one of private windows, whose disk is gone with the last of them. */
  readonly isIncognito: () => boolean;
  readonly newId: () => string;
  readonly report: ReportError;
}
