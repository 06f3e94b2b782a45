import type { AccessKeys, HeldAccessKeys } from '../core/access-keys';
import type { ReportError } from '../core/diagnostics';

/** Access keys as they are kept until the browser ends. */
export interface SessionKeys extends AccessKeys {
  readonly id: string;
}

/** Values by the place that access keys are for (`accessKeysPlace`). What is written is there when it resolves. */
export interface KeptByPlace<Value> {
  get(place: string): Promise<Value | null>;
  set(place: string, value: Value): Promise<void>;
  remove(place: string): Promise<void>;
}

/** What keeping access keys needs of the world. The background worker hands in the real ones, tests their own. */
export interface AccessKeysPorts {
  /** Never on the disk: gone with the browser, and read by this extension's own pages and worker alone. */
  readonly session: KeptByPlace<SessionKeys>;
  /** On this computer's disk, in a form that no script reads the secret from again. */
  readonly computer: KeptByPlace<HeldAccessKeys>;
  /** Whether this worker is the one of private windows, whose disk is gone with the last of them. */
  readonly isIncognito: () => boolean;
  readonly newId: () => string;
  readonly report: ReportError;
}
