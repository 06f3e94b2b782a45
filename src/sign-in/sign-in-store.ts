import { ShoeboxError, toFailure } from '../core/failure';
import { serialQueue } from '../core/serial-queue';
import type { Settings } from '../core/settings';
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
  /** Of the user who is signed in there, or was the last one; null while nobody is known. */
  subjectOf(provider: string): string | null;
  /** Resolves with whether it was written: `edit` may say no, by null. */
  change(provider: string, edit: (now: SignInRecord) => Partial<SignInRecord> | null): Promise<boolean>;
  remember(user: KnownUser): Promise<void>;
  /** After each change. */
  readonly watchers: Set<() => void>;
}

/** One client of one provider. */
export const providerIdOf = ({ issuer, clientId }: Pick<Settings, 'issuer' | 'clientId'>): string =>
  `${clientId}@${issuer}`;

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

  const knownOf = (provider: string): KnownUser | null => (known?.provider === provider ? known : null);

  const remember: SignInStore['remember'] = user =>
    enqueue(async () => {
      await ports.knownUser.write(user);
      known = user;
      tell();
    });

  async function load(): Promise<void> {
    await read();
    // A worker that died between the two has noted who signed in, and not that they are the last one who did.
    const { provider, tokens } = record ?? { provider: '', tokens: null };
    if (tokens !== null && knownOf(provider)?.subject !== tokens.subject)
      await remember({ provider, subject: tokens.subject, user: tokens.user });
    // Chrome has one session storage for all windows: the flow may be one that just goes on in the worker of the others.
    if (record?.flow == null || record.flow.worker === worker || ports.isIncognito()) return;
    const failure = toFailure(new ShoeboxError('sign-in-interrupted'));
    await change(record.provider, () => ({ flow: null, failure }));
  }

  return {
    ...{ watchers, read, recordOf, knownOf, change },
    subjectOf: provider => recordOf(provider).tokens?.subject ?? knownOf(provider)?.subject ?? null,
    loaded() {
      loading ??= load().catch(error => {
        loading = null;
        throw error;
      });
      return loading;
    },
    remember,
  };
}
