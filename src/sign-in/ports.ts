import type { ReportError } from '../core/diagnostics';
import type { Settings } from '../core/settings';
import type { KnownUser, SignInRecord } from './records';

/** `identity.launchWebAuthFlow`: resolves with the address that the provider led back to. */
export type LaunchWebAuthFlow = (details: {
  readonly url: string;
  readonly interactive: boolean;
}) => Promise<string>;

/** A record that survives the worker instance. What is written is there when it resolves. */
export interface Stored<Value> {
  read(): Promise<Value | null>;
  write(value: Value): Promise<void>;
}

/** What sign-in needs of the world. The background worker hands in the real ones, tests their own. */
export interface SignInPorts {
  /** Null while nothing is configured. */
  readonly loadSettings: () => Promise<Settings | null>;
  /** Never on the disk: gone with the browser. */
  readonly record: Stored<SignInRecord>;
  /** On the disk. */
  readonly knownUser: Stored<KnownUser>;
  /** Null where the browser has not given the permission. */
  readonly webAuthFlow: () => LaunchWebAuthFlow | null;
  /** Where the provider leads back to: the browser's own address for this extension. */
  readonly redirectUrl: () => string;
  /** Whether this worker is the one of private windows, which have no flow. */
  readonly isIncognito: () => boolean;
  /** Milliseconds since 1970, by this computer's clock. */
  readonly now: () => number;
  readonly newId: () => string;
  /** Does work while no other worker instance does. */
  readonly exclusively: <Value>(work: () => Promise<Value>) => Promise<Value>;
  readonly report: ReportError;
}
