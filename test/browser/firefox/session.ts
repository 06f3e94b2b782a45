import type { Marionette } from './marionette';

/** Sends one command to the tab, or to the browser itself, that has the turn. */
export type Send = Marionette['send'];

/** What crosses between here and the browser. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [name: string]: Json | undefined };

/** For scripts and page loads; nothing in a test takes that long. */
const TIMEOUT_MS = 60_000;

/** How long an element may take to appear before a command that looks for it fails. */
const ELEMENT_TIMEOUT_MS = 10_000;

/**
 * One WebDriver session. Which tab a command is for is a state of the whole session, so whoever has several to send
 * takes a turn: nobody else's come in between, and a script that never ends holds up everybody.
 */
export class FirefoxSession {
  readonly #marionette: Marionette;
  /** The first tab. It stays open: commands to the browser itself need some tab to be there. */
  readonly #home: string;
  #lastTurn: Promise<unknown> = Promise.resolve();

  private constructor(marionette: Marionette, home: string) {
    this.#marionette = marionette;
    this.#home = home;
  }

  static async begin(marionette: Marionette): Promise<FirefoxSession> {
    // Of the hosts that a test leads here, none has a certificate that the browser knows.
    await marionette.send('WebDriver:NewSession', { acceptInsecureCerts: true });
    await marionette.send('WebDriver:SetTimeouts', {
      script: TIMEOUT_MS,
      pageLoad: TIMEOUT_MS,
      implicit: ELEMENT_TIMEOUT_MS,
    });
    const { value } = await marionette.send('WebDriver:GetWindowHandle');
    return new FirefoxSession(marionette, String(value));
  }

  /** Without `focus` the tab stays where it is, in the background perhaps. */
  inTab<Result>(handle: string, focus: boolean, work: (send: Send) => Promise<Result>): Promise<Result> {
    return this.#turn(async send => {
      await send('WebDriver:SwitchToWindow', { handle, focus });
      return work(send);
    });
  }

  /** With the rights of the browser's own code. */
  inBrowser<Result>(work: (send: Send) => Promise<Result>): Promise<Result> {
    return this.inTab(this.#home, false, async send => {
      await send('Marionette:SetContext', { value: 'chrome' });
      try {
        return await work(send);
      } finally {
        await send('Marionette:SetContext', { value: 'content' });
      }
    });
  }

  /** The value of a function that runs with the rights of the browser's own code; see {@link runScript}. */
  evaluateInBrowser<Args extends readonly Json[], Value>(
    script: (...args: Args) => Value,
    ...args: Args
  ): Promise<Awaited<Value>> {
    return this.inBrowser(send => runScript(send, script, args));
  }

  /** The handle of a new tab, which is in front. */
  newTab(): Promise<string> {
    return this.inTab(this.#home, false, async send => {
      const { handle } = await send('WebDriver:NewWindow', { type: 'tab', focus: true });
      return String(handle);
    });
  }

  /** The handle of the tab whose address contains this, if it has loaded. */
  tabAt(addressPart: string): Promise<string | undefined> {
    return this.#turn(async send => {
      const { value } = await send('WebDriver:GetWindowHandles');
      for (const handle of Array.isArray(value) ? value.map(String) : []) {
        await send('WebDriver:SwitchToWindow', { handle, focus: false });
        // While it navigates, the old document goes away under the question.
        const where = await runScript(send, () => `${document.readyState} ${location.href}`, []).catch(
          () => '',
        );
        if (where.startsWith('complete ') && where.includes(addressPart)) return handle;
      }
      return undefined;
    });
  }

  #turn<Result>(work: (send: Send) => Promise<Result>): Promise<Result> {
    const send: Send = (command, parameters) => this.#marionette.send(command, parameters);
    const turn = this.#lastTurn.then(() => work(send));
    this.#lastTurn = turn.catch(() => undefined);
    return turn;
  }
}

/**
 * Runs a function over there and returns its value; promises are awaited. It is sent as source, so it must not refer
 * to anything outside itself; arguments and value cross as JSON.
 */
export async function runScript<Args extends readonly Json[], Value>(
  send: Send,
  script: (...args: Args) => Value,
  args: Args,
): Promise<Awaited<Value>> {
  const { value } = await send('WebDriver:ExecuteAsyncScript', {
    script: `const [args, done] = arguments;
      (async () => (${String(script)})(...args))().then(
        value => done({ value }),
        error => done({ error: String(error) + '\\n' + (error?.stack ?? '') }),
      );`,
    args: [args],
  });
  if (value === null) throw new Error('The document went away while the script ran');
  const outcome = value as { readonly value: Awaited<Value>; readonly error?: string }; // as the script above makes it
  if (outcome.error !== undefined) throw new Error(outcome.error);
  return outcome.value;
}
