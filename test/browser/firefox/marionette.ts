import { connect, type Socket } from 'node:net';
import { isObject } from '../json-object';

/** An error that Firefox answered a command with, in WebDriver's words: `no such element`, `javascript error` … */
class MarionetteError extends Error {
  override readonly name = 'MarionetteError';
  /** WebDriver's code of it. */
  readonly code: string;

  constructor(command: string, answer: Readonly<Record<string, unknown>>) {
    super(`${command}: ${String(answer['error'])}: ${String(answer['message'])}`);
    this.code = String(answer['error']);
  }
}

export const isMarionetteError = (error: unknown, code: string): boolean =>
  error instanceof MarionetteError && error.code === code;

interface Waiting {
  readonly command: string;
  readonly resolve: (answer: Readonly<Record<string, unknown>>) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Firefox's own remote protocol: WebDriver's commands, and some of its own, over TCP. A message is its length in
 * bytes, a colon, and JSON: `[0, id, command, parameters]` there, `[1, id, error, result]` back.
 */
export class Marionette {
  readonly #socket: Socket;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #unread: Buffer = Buffer.alloc(0);

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', chunk => this.#receive(chunk));
    socket.on('error', () => undefined); // 'close' follows
    socket.once('close', () => this.#end());
  }

  /** Rejects while nothing listens there. */
  static connect(port: number): Promise<Marionette> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('error', reject);
      socket.once('connect', () => resolve(new Marionette(socket)));
    });
  }

  /** Rejects with a {@link MarionetteError}, or when the browser goes away before it answered. */
  send(
    command: string,
    parameters: Readonly<Record<string, unknown>> = {},
  ): Promise<Readonly<Record<string, unknown>>> {
    const id = ++this.#lastId;
    const message = JSON.stringify([0, id, command, parameters]);
    return new Promise((resolve, reject) => {
      if (this.#socket.destroyed) return reject(new Error(`${command}: the browser is gone`));
      this.#waiting.set(id, { command, resolve, reject });
      this.#socket.write(`${Buffer.byteLength(message)}:${message}`);
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #receive(chunk: Buffer): void {
    this.#unread = Buffer.concat([this.#unread, chunk]);
    for (;;) {
      const colon = this.#unread.indexOf(':');
      if (colon < 0) return;
      const end = colon + 1 + Number(this.#unread.toString('latin1', 0, colon));
      if (this.#unread.length < end) return;
      const message: unknown = JSON.parse(this.#unread.toString('utf8', colon + 1, end));
      this.#unread = this.#unread.subarray(end);
      if (Array.isArray(message)) this.#settle(message); // the greeting is no array
    }
  }

  #settle([, id, error, result]: readonly unknown[]): void {
    const waiting = this.#waiting.get(Number(id));
    if (waiting === undefined) return;
    this.#waiting.delete(Number(id));
    if (isObject(error)) waiting.reject(new MarionetteError(waiting.command, error));
    else waiting.resolve(isObject(result) ? result : { value: result });
  }

  #end(): void {
    for (const { command, reject } of this.#waiting.values())
      reject(new Error(`${command}: the browser is gone`));
    this.#waiting.clear();
  }
}
