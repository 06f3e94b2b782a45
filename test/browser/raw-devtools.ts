import type { ChildProcess } from 'node:child_process';
import { isObject } from './json-object';

/** The answer to a DevTools command, its members still to be checked. */
export type DevtoolsAnswer = Readonly<Record<string, unknown>>;

/**
 * DevTools over the two pipes of --remote-debugging-pipe (file descriptors 3 and 4, messages ended by a zero
 * byte), for when Playwright would be in the way: it attaches to everything, and an attached debugger keeps a
 * worker alive that would die otherwise.
 */
export class RawDevtools {
  private readonly browser: ChildProcess;
  private readonly waiting = new Map<number, (answer: Record<string, unknown>) => void>();
  private lastId = 0;
  private unfinished = '';

  constructor(browser: ChildProcess) {
    this.browser = browser;
    browser.stdio[4]?.on('data', (chunk: Buffer) => this.receive(chunk));
  }

  /** Sends a command to the browser, or to the page that `sessionId` is attached to. */
  async send(
    method: string,
    params: Record<string, unknown> = {},
    sessionId?: string,
  ): Promise<DevtoolsAnswer> {
    const id = ++this.lastId;
    const answered = new Promise<Record<string, unknown>>(resolve => this.waiting.set(id, resolve));
    this.write(`${JSON.stringify({ id, method, params, ...(sessionId !== undefined && { sessionId }) })}\0`);
    const { result, error } = await answered;
    if (!isObject(result)) throw new Error(`${method}: ${JSON.stringify(error)}`);
    return result;
  }

  private write(text: string): void {
    const pipe = this.browser.stdio[3];
    if (pipe === null || pipe === undefined || !('write' in pipe)) throw new Error('The browser has no pipe');
    pipe.write(text);
  }

  private receive(chunk: Buffer): void {
    // Chromium escapes everything beyond ASCII in these messages, so no character is cut in two.
    const parts = (this.unfinished + chunk.toString()).split('\0');
    this.unfinished = parts.pop() ?? '';
    for (const part of parts) {
      const message: unknown = JSON.parse(part);
      if (!isObject(message) || typeof message['id'] !== 'number') continue;
      this.waiting.get(message['id'])?.(message);
      this.waiting.delete(message['id']);
    }
  }
}
