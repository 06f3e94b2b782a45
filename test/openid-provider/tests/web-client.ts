import { createHash, randomBytes } from 'node:crypto';

/** A browser without a face: cookies, redirects, one form. It stops where it would leave the loopback address. */
export class WebClient {
  readonly #cookies = new Map<string, string>();

  async open(url: string, form?: Readonly<Record<string, string>>): Promise<OpenedPage> {
    let [address, init]: [string, RequestInit] = [
      url,
      form ? { method: 'POST', body: new URLSearchParams(form) } : {},
    ];
    for (;;) {
      if (new URL(address).hostname !== '127.0.0.1') return { url: address, status: 0, text: '' };
      const cookie = [...this.#cookies].map(pair => pair.join('=')).join('; ');
      const answer = await fetch(address, { ...init, redirect: 'manual', headers: { cookie } });
      for (const line of answer.headers.getSetCookie()) {
        const [pair = ''] = line.split(';');
        this.#cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
      }
      const location = answer.headers.get('location');
      if (location === null) return { url: address, status: answer.status, text: await answer.text() };
      await answer.body?.cancel();
      [address, init] = [new URL(location, address).href, {}];
    }
  }
}

/** Where the client came to; `status` 0: at an address that is not the provider's. */
export interface OpenedPage {
  readonly url: string;
  readonly status: number;
  readonly text: string;
}

/** RFC 7636. */
export function pkce(): { readonly verifier: string; readonly challenge: string } {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}
