import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { InterceptedRequest, Traffic } from './traffic';

/** What is sent back. A stream comes with its `content-length`. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Readable;
  /** For the log, if this is a refusal. */
  readonly errorCode?: string;
}

/** One request and its answer, as the services see them. */
export interface Exchange {
  readonly request: InterceptedRequest;
  /** Does what was asked; turns refusals into answers. */
  answer(): Promise<Answer>;
  /** What every answer carries, an interceptor's too. */
  commonHeaders(): Readonly<Record<string, string>>;
}

/** Notes the request, lets interceptors at it, and sends whatever comes of it. */
export async function handleExchange(
  exchange: Exchange,
  message: IncomingMessage,
  response: ServerResponse,
  traffic: Traffic,
): Promise<void> {
  const noteAnswer = traffic.note(exchange.request);
  const verdict = await traffic.decide(exchange.request);
  if (verdict !== undefined && 'drop' in verdict) return void response.destroy();
  const answer = verdict !== undefined && 'status' in verdict ? verdict : await exchange.answer();
  if (verdict !== undefined && 'dropAnswer' in verdict) {
    if (typeof answer.body === 'object') answer.body.destroy();
    return void response.destroy();
  }
  const { status, headers = {}, body = '', errorCode } = answer as Answer;
  const bodyless = message.method === 'HEAD' || status === 204 || status === 304;
  const length = typeof body === 'string' ? Buffer.byteLength(body) : Number(headers['content-length']);
  noteAnswer({ status, responseBytes: bodyless ? 0 : length, ...(errorCode !== undefined && { errorCode }) });
  response.sendDate = false; // `commonHeaders` has one, by the test's clock
  const lengthHeader = status === 204 || status === 304 ? {} : { 'content-length': String(length) };
  response.writeHead(status, { ...lengthHeader, ...exchange.commonHeaders(), ...headers });
  if (typeof body === 'string') response.end(bodyless ? '' : body);
  else await pipeline(body, response);
  message.resume(); // the rest of a refused body is read and forgotten, so that the client gets to the answer
}

/** The body, in a form whose reading may be broken off without cutting the connection before the answer is sent. */
export function bodyOf(message: IncomingMessage): AsyncIterable<Buffer> {
  return {
    // Node's types say `any`; a message without an encoding set yields buffers.
    [Symbol.asyncIterator]: () => message.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>,
  };
}
