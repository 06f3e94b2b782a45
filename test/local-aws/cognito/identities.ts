import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Journal } from '../store/journal';

type Entry =
  | { readonly type: 'secret'; readonly secret: string }
  | { readonly type: 'identity'; readonly identityId: string; readonly poolId: string };

/** The identities that were handed out, and the secret that session credentials are derived from; kept on disk. */
export class Identities {
  readonly secret: string;
  readonly #pools: Map<string, string>;
  readonly #journal: Journal<Entry>;

  private constructor(secret: string, pools: Map<string, string>, journal: Journal<Entry>) {
    this.secret = secret;
    this.#pools = pools;
    this.#journal = journal;
  }

  static async open(folder: string): Promise<Identities> {
    const path = join(folder, 'identities.jsonl');
    const entries = await Journal.read<Entry>(path);
    const kept = entries.find(entry => entry.type === 'secret')?.secret;
    const secret = kept ?? randomBytes(32).toString('base64url');
    const identities = entries.filter(entry => entry.type === 'identity');
    const journal = await Journal.create<Entry>(path, [{ type: 'secret', secret }, ...identities]);
    return new Identities(
      secret,
      new Map(identities.map(({ identityId, poolId }) => [identityId, poolId])),
      journal,
    );
  }

  poolOf(identityId: string): string | undefined {
    return this.#pools.get(identityId);
  }

  async add(identityId: string, poolId: string): Promise<void> {
    this.#pools.set(identityId, poolId);
    await this.#journal.append({ type: 'identity', identityId, poolId });
  }

  close(): Promise<void> {
    return this.#journal.close();
  }
}
