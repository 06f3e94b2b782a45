import { createHash, X509Certificate } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';
import { mediaTypeOf } from '../../demo/file-media-type';
import type { FileByName } from '../files';
import type { Answer, TourPage } from './tour-page';

/** All hosts of the tour, on this computer. */
export interface TourInternet {
  /** `127.0.0.1:PORT`: HTTPS, under whatever name. */
  readonly address: string;
  /** SHA-256, in base64, of the public key of its certificate. */
  readonly spki: string;
  close(): Promise<void>;
}

/** Serves the pages of the tour, and what they name, by host and address. */
export async function startTourInternet(pages: readonly TourPage[], file: FileByName): Promise<TourInternet> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'The internet' }], {
    keyType: 'ec',
  });
  const answers = allAnswers(pages);
  const server = createServer({ cert, key }, (request, response) => {
    const answer = answers.get(`${request.headers.host?.replace(/:.*/, '')}${request.url}`);
    if (answer === undefined) response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>404</h1>');
    else send(answer, request, response, file);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo; // a TCP server's address is never a string
  const publicKey = new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' });
  return {
    address: `127.0.0.1:${port}`,
    spki: createHash('sha256').update(publicKey).digest('base64'),
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

type Served = Answer | { readonly page: TourPage };

function allAnswers(pages: readonly TourPage[]): ReadonlyMap<string, Served> {
  const answers = new Map<string, Served>();
  for (const page of pages) {
    for (const [address, answer] of [...Object.entries(page.answers), [page.page, { page }] as const]) {
      // A host alone is asked for its root.
      const asked = address.includes('/') ? address : `${address}/`;
      if (answers.has(asked)) throw new Error(`Two pages of the tour answer ${asked}`);
      answers.set(asked, answer);
    }
  }
  return answers;
}

function send(answer: Served, request: IncomingMessage, response: ServerResponse, file: FileByName): void {
  if (typeof answer === 'string') {
    sendPhoto(response, answer, file);
  } else if ('to' in answer) {
    response.writeHead(302, { location: answer.to }).end();
  } else if ('html' in answer) {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(answer.html);
  } else if ('page' in answer) {
    const { title, body, cookie, lang = 'en' } = answer.page;
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      ...(cookie !== undefined && { 'set-cookie': `${cookie}; Path=/; Secure; HttpOnly` }),
    });
    response.end(`<!doctype html><html lang="${lang}"><title>${title}</title><body>${body}</body></html>`);
  } else if (suits(request, answer.only ?? {})) {
    sendPhoto(response, answer.photo, file, answer.headers);
  } else if (answer.otherwise !== undefined) {
    sendPhoto(response, answer.otherwise, file);
  } else {
    response.writeHead(403, { 'content-type': 'text/html' }).end('<h1>403</h1>');
  }
}

const suits = (request: IncomingMessage, only: Readonly<Record<string, string>>): boolean =>
  Object.entries(only).every(([name, wanted]) => {
    const sent = String(request.headers[name] ?? '');
    return wanted === '' ? sent === '' : sent.includes(wanted);
  });

/** Past the browser's cache: each request meets its conditions anew. */
function sendPhoto(
  response: ServerResponse,
  name: string,
  file: FileByName,
  headers: Readonly<Record<string, string>> = {},
): void {
  const bytes = file(name);
  if (bytes === null) throw new Error(`The site has no ${name}`);
  response.writeHead(200, {
    'content-type': mediaTypeOf(name),
    'content-length': bytes.length,
    'cache-control': 'no-store',
    ...headers,
  });
  response.end(bytes);
}
