import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Journal } from '../store/journal';

type Entry =
  | { readonly type: 'secret'; readonly secret: string }
  | { readonly type: 'identity'; readonly identityId: string; readonly poolId: string }
  | { readonly type: 'ended'; readonly identityId: string; readonly end: IdentityEnd };

/** How an identity ends as a guest's: deleted in the console, or linked to a user who signed in. */
export type IdentityEnd = 'deleted' | 'linked';

/** The identities that were handed out, and the secret that session credentials are derived from; kept on disk. */
export class Identities {
  readonly secret: string;
  readonly #pools: Map<string, string>;
  readonly #ends: Map<string, IdentityEnd>;
  readonly #journal: Journal<Entry>;

  private constructor(
    secret: string,
    pools: Map<string, string>,
    ends: Map<string, IdentityEnd>,
    journal: Journal<Entry>,
  ) {
    this.secret = secret;
    this.#pools = pools;
    this.#ends = ends;
    this.#journal = journal;
  }

  static async open(folder: string): Promise<Identities> {
    const path = join(folder, 'identities.jsonl');
    const entries = await Journal.read<Entry>(path);
    const kept = entries.find(entry => entry.type === 'secret')?.secret;
    const secret = kept ?? randomBytes(32).toString('base64url');
    const identities = entries.filter(entry => entry.type === 'identity');
    const ended = entries.filter(entry => entry.type === 'ended');
    const journal = await Journal.create<Entry>(path, [{ type: 'secret', secret }, ...identities, ...ended]);
    return new Identities(
      secret,
      new Map(identities.map(({ identityId, poolId }) => [identityId, poolId])),
      new Map(ended.map(({ identityId, end }) => [identityId, end])),
      journal,
    );
  }

  /** Nothing for one that was deleted. */
  poolOf(identityId: string): string | undefined {
    return this.#ends.get(identityId) === 'deleted' ? undefined : this.#pools.get(identityId);
  }

  isLinked(identityId: string): boolean {
    return this.#ends.get(identityId) === 'linked';
  }

  /** All that were handed out so far. Credentials already issued go on holding. */
  async endAll(end: IdentityEnd): Promise<void> {
    for (const identityId of this.#pools.keys()) {
      this.#ends.set(identityId, end);
      await this.#journal.append({ type: 'ended', identityId, end });
    }
  }

  async add(identityId: string, poolId: string): Promise<void> {
    this.#pools.set(identityId, poolId);
    await this.#journal.append({ type: 'identity', identityId, poolId });
  }

  close(): Promise<void> {
    return this.#journal.close();
  }
}
