import { writeFile } from 'node:fs/promises';
import type { ElementPath } from './element-path';
import { isMarionetteError } from './marionette';
import { type FirefoxSession, type Json, runScript, type Send } from './session';

/** A tab of Firefox. */
export class FirefoxPage {
  readonly #session: FirefoxSession;
  readonly #handle: string;

  constructor(session: FirefoxSession, handle: string) {
    this.#session = session;
    this.#handle = handle;
  }

  /** Resolves once the page has loaded. */
  async goto(url: string): Promise<void> {
    await this.#inFront(send => send('WebDriver:Navigate', { url }));
  }

  /** The value of a function that runs in the page. See {@link runScript} for what it can do. */
  evaluate<Args extends readonly Json[], Value>(
    script: (...args: Args) => Value,
    ...args: Args
  ): Promise<Awaited<Value>> {
    return this.#session.inTab(this.#handle, false, send => runScript(send, script, args));
  }

  /** A real click in the middle of an element, which is scrolled into view; waits for it to appear. */
  async click(path: ElementPath): Promise<void> {
    await this.#withElement(path, (id, send) => send('WebDriver:ElementClick', { id }));
  }

  /** Empties a field and types into it. */
  async fill(path: ElementPath, text: string): Promise<void> {
    await this.#withElement(path, async (id, send) => {
      await send('WebDriver:ElementClear', { id });
      await send('WebDriver:ElementSendKeys', { id, text });
    });
  }

  /** Waits until there is such an element, and returns the text that it shows. */
  textOf(path: ElementPath): Promise<string> {
    return this.#withElement(path, async (id, send) => {
      const { value } = await send('WebDriver:GetElementText', { id });
      return String(value);
    });
  }

  /** A real right click in the middle of an element. */
  async rightClick(path: ElementPath): Promise<void> {
    await this.#withElement(path, async (id, send) => {
      const origin = { [ELEMENT]: id };
      await send('WebDriver:ExecuteScript', { script: 'arguments[0].scrollIntoView()', args: [origin] });
      const steps = [
        { type: 'pointerMove', duration: 0, x: 0, y: 0, origin },
        { type: 'pointerDown', button: 2 },
        { type: 'pointerUp', button: 2 },
      ];
      await send('WebDriver:PerformActions', { actions: [{ type: 'pointer', id: 'mouse', actions: steps }] });
    });
  }

  /** Presses keys one after the other while Control is held. */
  async pressWithControl(...keys: readonly string[]): Promise<void> {
    const strokes = keys.flatMap(value => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]);
    const actions = [{ type: 'keyDown', value: CONTROL }, ...strokes, { type: 'keyUp', value: CONTROL }];
    await this.#inFront(send =>
      send('WebDriver:PerformActions', { actions: [{ type: 'key', id: 'keys', actions }] }),
    );
  }

  /** Writes what the tab shows as a PNG file. */
  async screenshot(file: string): Promise<void> {
    const { value } = await this.#inFront(send => send('WebDriver:TakeScreenshot', { full: false }));
    await writeFile(file, String(value), 'base64');
  }

  /** Does nothing when it is closed already. */
  async close(): Promise<void> {
    await this.#session
      .inTab(this.#handle, false, send => send('WebDriver:CloseWindow'))
      .catch(error => {
        if (!isMarionetteError(error, 'no such window')) throw error;
      });
  }

  /** A page may be drawn anew between finding an element and using it: then it is found once more. */
  #withElement<Result>(
    path: ElementPath,
    work: (id: string, send: Send) => Promise<Result>,
  ): Promise<Result> {
    return this.#inFront(async send => {
      for (;;) {
        try {
          return await work(await elementAt(send, path), send);
        } catch (error) {
          if (!isMarionetteError(error, 'stale element reference')) throw error;
        }
      }
    });
  }

  #inFront<Result>(work: (send: Send) => Promise<Result>): Promise<Result> {
    return this.#session.inTab(this.#handle, true, work);
  }
}

/** W3C WebDriver, “normalised key value”. */
const CONTROL = '\uE009';

/** The member that marks a reference to an element. Source: W3C WebDriver, "web element identifier". */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

async function elementAt(send: Send, path: ElementPath): Promise<string> {
  const { value } = await send('WebDriver:FindElement', { using: 'xpath', value: path });
  return String((value as Readonly<Record<string, unknown>>)[ELEMENT]); // what WebDriver says it is
}
