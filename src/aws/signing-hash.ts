import type { Identity } from './identity';

/** What the SDK hands in. */
type Source = string | ArrayBuffer | ArrayBufferView;

const bytesOf = (source: Source): Uint8Array<ArrayBuffer> => {
  if (typeof source === 'string') return new TextEncoder().encode(source);
  const isView = ArrayBuffer.isView(source);
  return new Uint8Array(
    isView ? source.buffer.slice(source.byteOffset, source.byteOffset + source.byteLength) : source.slice(0),
  ) as Uint8Array<ArrayBuffer>;
};

const HMAC = { name: 'HMAC', hash: 'SHA-256' };

/**
 * SHA-256 and HMAC-SHA256 as the SDK's signer calls them, where the secret of access keys is a text that stands for a
 * `CryptoKey`: SigV4 begins with an HMAC by `AWS4` and the secret, and that one is made with the key. Nothing but the signer's
 * small texts is hashed by it.
 * @param keyOf the key that such a text stands for
 */
export const signingHash = (
  keyOf: (secret: string) => CryptoKey | undefined,
): NonNullable<Identity['sha256']> =>
  class {
    readonly digestLength = 32;
    readonly #secret: Source | undefined;
    #data: Uint8Array[] = [];

    constructor(secret?: Source) {
      this.#secret = secret;
    }

    update(data: Uint8Array): void {
      this.#data.push(data.slice());
    }

    async digest(): Promise<Uint8Array> {
      const data = await new Blob(this.#data as Uint8Array<ArrayBuffer>[]).arrayBuffer(); // of no shared memory
      const key = await this.#key();
      return new Uint8Array(
        key === null
          ? await crypto.subtle.digest('SHA-256', data)
          : await crypto.subtle.sign('HMAC', key, data),
      );
    }

    reset(): void {
      this.#data = [];
    }

    async #key(): Promise<CryptoKey | null> {
      const secret = this.#secret;
      if (secret === undefined) return null;
      const held = typeof secret === 'string' ? keyOf(secret) : undefined;
      return held ?? crypto.subtle.importKey('raw', bytesOf(secret), HMAC, false, ['sign']);
    }
  };
