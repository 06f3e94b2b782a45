import { EMPTY_SETTINGS, type Settings } from '../../src/core/settings';
import type { LaunchWebAuthFlow, SignInPorts } from '../../src/sign-in/ports';
import type { KnownUser, SignInRecord } from '../../src/sign-in/records';
import { openSignIn, type SignIn } from '../../src/sign-in/sign-in';
import type { OpenIdProvider } from '../openid-provider';

/** Chrome's address for an extension; nobody is there. */
export const REDIRECT = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/';

/** Who sits before the browser: signs in as this user, or closes the window (null). */
export type Person = { readonly name: string; readonly password: string } | null;

/** A browser with cookies and storage, and what a person does at the login page. */
export class World {
  readonly reports: string[] = [];
  /** What the identity API was asked for: how often with a window, how often without. */
  readonly flows = { interactive: 0, silent: 0 };
  person: Person = { name: 'ada', password: 'secret' };
  settings: Settings | null;
  isIncognito = false;
  hasPermission = true;
  /** The browser's session storage, as the JSON that it keeps. */
  session: string | null = null;
  /** Its storage on the disk. */
  disk: string | null = null;
  /** Before something is written to the session storage; may throw, or never resolve: the worker died. */
  beforeWrite: (record: SignInRecord) => Promise<void> = async () => {};
  /** In place of what a browser does with an address. */
  launch: LaunchWebAuthFlow = details => this.#launch(details);
  readonly #cookies = new Map<string, string>();

  constructor(provider: Pick<OpenIdProvider, 'issuer'>) {
    this.settings = { ...EMPTY_SETTINGS, access: 'user', issuer: provider.issuer, clientId: 'shoebox' };
  }

  /** A worker instance. */
  worker(changes: Partial<SignInPorts> = {}): SignIn {
    return openSignIn({
      loadSettings: async () => this.settings,
      record: {
        read: async () => JSON.parse(this.session ?? 'null') as SignInRecord | null,
        write: async record => {
          await this.beforeWrite(record);
          this.session = JSON.stringify(record);
        },
      },
      knownUser: {
        read: async () => JSON.parse(this.disk ?? 'null') as KnownUser | null,
        write: async user => {
          this.disk = JSON.stringify(user);
        },
      },
      webAuthFlow: () => (this.hasPermission ? this.launch : null),
      redirectUrl: () => REDIRECT,
      isIncognito: () => this.isIncognito,
      now: Date.now,
      newId: () => crypto.randomUUID(),
      exclusively: work => work(),
      report: event => void this.reports.push(event),
      ...changes,
    });
  }

  /** The record as it is stored; fails the test where there is none. */
  record(): SignInRecord {
    if (this.session === null) throw new Error('Nothing is stored.');
    return JSON.parse(this.session) as SignInRecord;
  }

  /** Closed and opened again: its cookies stay, as Chrome keeps those of sessions that it restores. */
  restartBrowser(): void {
    this.session = null;
  }

  /** The tokens are so many milliseconds older than they were. */
  age(ms: number): void {
    const { tokens, ...record } = this.record();
    if (tokens === null) throw new Error('Nobody is signed in.');
    this.session = JSON.stringify({ ...record, tokens: { ...tokens, receivedAt: tokens.receivedAt - ms } });
  }

  async #launch({ url, interactive }: { url: string; interactive: boolean }): Promise<string> {
    this.flows[interactive ? 'interactive' : 'silent'] += 1;
    let page = await this.#open(new Request(url));
    if (typeof page === 'string') return page;
    if (page.status >= 400) throw new Error('Authorization page could not be loaded.');
    if (!interactive) throw new Error('User interaction required. Try setting …');
    if (this.person === null) throw new Error('The user did not approve access.');
    const body = new URLSearchParams({ username: this.person.name, password: this.person.password });
    page = await this.#open(new Request(page.url, { method: 'POST', body }));
    if (typeof page === 'string') return page;
    throw new Error('The user did not approve access.');
  }

  /** Follows redirects, as far as the extension's own address. */
  async #open(request: Request): Promise<string | Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    request.headers.set('cookie', cookie);
    const response = await fetch(request, { redirect: 'manual' }).catch(() => {
      throw new Error('Authorization page could not be loaded.');
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location === null) return response;
    const next = new URL(location, request.url);
    return next.href.startsWith(REDIRECT) ? next.href : this.#open(new Request(next));
  }
}
