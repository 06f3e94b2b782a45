import { ShoeboxError, toFailure } from '../core/failure';
import { serialQueue } from '../core/serial-queue';
import type { SignInPorts } from './ports';
import type { KnownUser, SignInRecord } from './records';

/** What is known of sign-ins, in memory over the browser's storage; written first, then known. */
export interface SignInStore {
  /** Reads once what is stored; everything else waits for that. @throws what storage refuses with; then asks again */
  loaded(): Promise<void>;
  /** Reads it again: another worker instance may have written since. */
  read(): Promise<void>;
  recordOf(provider: string): SignInRecord;
  /** Null where nobody is known of there. */
  knownOf(provider: string): KnownUser | null;
  /** Resolves with whether it was written: `edit` may say no, by null. */
  change(provider: string, edit: (now: SignInRecord) => Partial<SignInRecord> | null): Promise<boolean>;
  remember(user: KnownUser): Promise<void>;
  /** After each change. */
  readonly watchers: Set<() => void>;
}

/** @param worker the id of this worker instance */
export function openSignInStore(ports: SignInPorts, worker: string): SignInStore {
  const watchers = new Set<() => void>();
  const enqueue = serialQueue();
  let record: SignInRecord | null = null;
  let known: KnownUser | null = null;
  let loading: Promise<void> | null = null;

  const tell = (): void => {
    for (const watcher of watchers) watcher();
  };

  const read = (): Promise<void> =>
    enqueue(async () => {
      [record, known] = await Promise.all([ports.record.read(), ports.knownUser.read()]);
      tell();
    });

  const recordOf = (provider: string): SignInRecord =>
    record?.provider === provider
      ? record
      : { provider, tokens: null, flow: null, failure: null, mustAsk: false };

  const change: SignInStore['change'] = (provider, edit) =>
    enqueue(async () => {
      const changes = edit(recordOf(provider));
      if (changes === null) return false;
      const next = { ...recordOf(provider), ...changes };
      await ports.record.write(next);
      record = next;
      tell();
      return true;
    });

  async function load(): Promise<void> {
    await read();
    // Chrome has one session storage for all windows: the flow may be one that just goes on in the worker of the others.
    if (record?.flow == null || record.flow.worker === worker || ports.isIncognito()) return;
    const failure = toFailure(new ShoeboxError('sign-in-interrupted'));
    await change(record.provider, () => ({ flow: null, failure }));
  }

  return {
    ...{ watchers, read, recordOf, change },
    loaded() {
      loading ??= load().catch(error => {
        loading = null;
        throw error;
      });
      return loading;
    },
    knownOf: provider => (known?.provider === provider ? known : null),
    remember: user =>
      enqueue(async () => {
        await ports.knownUser.write(user);
        known = user;
        tell();
      }),
  };
}
