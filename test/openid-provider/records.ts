import type { Adapter, AdapterPayload } from 'oidc-provider';

interface StoredRecord {
  readonly model: string;
  readonly payload: AdapterPayload;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
  /** Of a refresh token: when it was replaced by another. */
  readonly replacedAt?: number;
}

/**
 * What oidc-provider remembers, in memory. A refresh token that was replaced holds for a grace period, as Cognito's does;
 * oidc-provider by itself would end the whole sign-in when one is used twice.
 */
export class Records {
  readonly #records = new Map<string, StoredRecord>();
  readonly #graceMs: () => number;

  constructor(graceMs: () => number) {
    this.#graceMs = graceMs;
  }

  adapter(model: string): Adapter {
    const nameOf = (id: string) => `${model}:${id}`;
    const find = async (id: string) => this.#find(nameOf(id));
    const findBy = async (property: 'uid' | 'userCode', value: string) =>
      [...this.#records.values()].find(record => record.model === model && record.payload[property] === value)
        ?.payload;
    return {
      find,
      findByUid: uid => findBy('uid', uid),
      findByUserCode: code => findBy('userCode', code),
      // Without a life it is kept to the end.
      upsert: async (id, payload, lifeSeconds = Number.POSITIVE_INFINITY) =>
        void this.#records.set(nameOf(id), { model, payload, expiresAt: Date.now() + lifeSeconds * 1000 }),
      consume: async id => this.#consume(nameOf(id)),
      destroy: async id => void this.#records.delete(nameOf(id)),
      revokeByGrantId: async grantId => this.#remove(({ payload }) => payload.grantId === grantId),
    };
  }

  /** Ends all that a user has: browser sessions, grants, tokens. */
  removeOf(accountId: string): void {
    this.#remove(({ payload }) => payload.accountId === accountId);
  }

  /** Ends the session of one browser. */
  removeSession(id: string): void {
    this.#records.delete(`Session:${id}`);
  }

  #find(name: string): AdapterPayload | undefined {
    const { payload, expiresAt, replacedAt } = this.#records.get(name) ?? { expiresAt: 0 };
    const isOver = replacedAt !== undefined && Date.now() > replacedAt + this.#graceMs();
    return isOver || Date.now() > expiresAt ? undefined : payload;
  }

  #consume(name: string): void {
    const record = this.#records.get(name);
    if (record === undefined) return;
    const { model, payload } = record;
    if (model === 'RefreshToken') this.#records.set(name, { replacedAt: Date.now(), ...record });
    else
      this.#records.set(name, {
        ...record,
        payload: { ...payload, consumed: Math.floor(Date.now() / 1000) },
      });
  }

  #remove(isMeant: (record: StoredRecord) => boolean): void {
    for (const [name, record] of this.#records) if (isMeant(record)) this.#records.delete(name);
  }
}
