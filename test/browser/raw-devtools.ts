import type { ChildProcess } from 'node:child_process';
import { isObject } from './json-object';

/** The answer to a DevTools command, its members still to be checked. */
export type DevtoolsAnswer = Readonly<Record<string, unknown>>;

interface Waiting {
  readonly sessionId: string | undefined;
  readonly resolve: (answer: Record<string, unknown>) => void;
}

/**
 * DevTools over the two pipes of --remote-debugging-pipe (file descriptors 3 and 4, messages ended by a zero
 * byte), for when Playwright would be in the way: it attaches to everything, and an attached debugger keeps a
 * worker alive that would die otherwise.
 */
export class RawDevtools {
  private readonly browser: ChildProcess;
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;
  private unfinished = '';

  constructor(browser: ChildProcess) {
    this.browser = browser;
    browser.stdio[4]?.on('data', (chunk: Buffer) => this.receive(chunk));
  }

  /**
   * Sends a command to the browser, or to what `sessionId` is attached to. Rejects when it is refused, and when the latter
   * ends before it has answered.
   */
  async send(
    method: string,
    params: Record<string, unknown> = {},
    sessionId?: string,
  ): Promise<DevtoolsAnswer> {
    const id = ++this.lastId;
    const answered = new Promise<Record<string, unknown>>(resolve =>
      this.waiting.set(id, { sessionId, resolve }),
    );
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
      if (!isObject(message)) continue;
      if (typeof message['id'] === 'number') this.settle(message['id'], message);
      else if (message['method'] === 'Target.detachedFromTarget') this.forget(message['params']);
    }
  }

  /** Chromium leaves what a target was asked unanswered when the target ends. */
  private forget(detached: unknown): void {
    if (!isObject(detached)) return;
    for (const [id, { sessionId }] of this.waiting)
      if (sessionId === detached['sessionId']) this.settle(id, { error: 'the target has ended' });
  }

  private settle(id: number, answer: Record<string, unknown>): void {
    this.waiting.get(id)?.resolve(answer);
    this.waiting.delete(id);
  }
}
