import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Journal } from '../store/journal';

type Entry =
  | { readonly type: 'secret'; readonly secret: string }
  | { readonly type: 'identity'; readonly identityId: string; readonly poolId: string }
  | { readonly type: 'login'; readonly identityId: string; readonly login: string }
  | { readonly type: 'ended'; readonly identityId: string; readonly end: IdentityEnd };

/** How an identity ends: deleted in the console, or, as a guest's, linked to a user who signed in. */
export type IdentityEnd = 'deleted' | 'linked';

interface Identity {
  readonly poolId: string;
  /** Whose it is; nobody's: a guest's. */
  readonly login?: string;
  readonly end?: IdentityEnd;
}

/** The identities that were handed out, and the secret that session credentials are derived from; kept on disk. */
export class Identities {
  readonly secret: string;
  readonly #identities = new Map<string, Identity>();
  readonly #journal: Journal<Entry> | null;

  private constructor(entries: readonly Entry[], secret: string, journal: Journal<Entry> | null) {
    this.secret = secret;
    this.#journal = journal;
    for (const entry of entries) this.#apply(entry);
  }

  static async open(folder: string): Promise<Identities> {
    const path = join(folder, 'identities.jsonl');
    const entries = await Journal.read<Entry>(path);
    const kept = entries.find(entry => entry.type === 'secret')?.secret;
    const secret = kept ?? randomBytes(32).toString('base64url');
    const others = entries.filter(entry => entry.type !== 'secret');
    const journal = await Journal.create<Entry>(path, [{ type: 'secret', secret }, ...others]);
    return new Identities(others, secret, journal);
  }

  /** Forgotten at the end of the process. */
  static inMemory(): Identities {
    return new Identities([], '', null);
  }

  /** Nothing for one that was deleted. */
  poolOf(identityId: string): string | undefined {
    const identity = this.#identities.get(identityId);
    return identity?.end === 'deleted' ? undefined : identity?.poolId;
  }

  /** Whether a user has signed in as this guest: then guests are no longer it. */
  isLinked(identityId: string): boolean {
    return this.#identities.get(identityId)?.end === 'linked';
  }

  /** Whose an identity is; nobody's: a guest's. */
  loginOf(identityId: string): string | undefined {
    return this.#identities.get(identityId)?.login;
  }

  /** A login's identity in a pool. */
  identityOf(poolId: string, login: string): string | undefined {
    const found = [...this.#identities].find(
      ([, identity]) => identity.poolId === poolId && identity.login === login && identity.end === undefined,
    );
    return found?.[0];
  }

  /** All that were handed out so far. Credentials already issued go on holding. */
  async endAll(end: IdentityEnd): Promise<void> {
    for (const identityId of this.#identities.keys()) await this.end(identityId, end);
  }

  end(identityId: string, end: IdentityEnd): Promise<void> {
    return this.#write({ type: 'ended', identityId, end });
  }

  async add(identityId: string, poolId: string, login?: string): Promise<void> {
    await this.#write({ type: 'identity', identityId, poolId });
    if (login !== undefined) await this.link(identityId, login);
  }

  /** Makes an identity a login's, for ever. */
  link(identityId: string, login: string): Promise<void> {
    return this.#write({ type: 'login', identityId, login });
  }

  async close(): Promise<void> {
    await this.#journal?.close();
  }

  async #write(entry: Entry): Promise<void> {
    this.#apply(entry);
    await this.#journal?.append(entry);
  }

  #apply(entry: Entry): void {
    if (entry.type === 'secret') return;
    const { type, identityId, ...change } = entry;
    const before = this.#identities.get(identityId);
    if (type === 'identity') this.#identities.set(identityId, { poolId: entry.poolId });
    else if (before !== undefined) this.#identities.set(identityId, { ...before, ...change });
  }
}
