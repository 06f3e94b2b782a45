import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import * as v from 'valibot';
import { listenOnLoopback } from '../local-aws/index';
import { buildPage } from './build-page';
import type { Presigner } from './presigner';

/** A web application of somebody who lets people upload: its page, and its endpoint that signs. */
export interface WebSite {
  /** The page. */
  readonly url: string;
  /** Where the page asks for signatures of this signer. */
  signerUrl(signer: Presigner): string;
  close(): Promise<void>;
}

const REQUEST = v.object({
  method: v.string(),
  key: v.string(),
  uploadId: v.optional(v.string()),
  partNumber: v.optional(v.number()),
});

const MEDIA_TYPES: Readonly<Record<string, string>> = { html: 'text/html', js: 'text/javascript' };

/** Builds the page and serves it on the loopback address. */
export async function startWebSite(): Promise<WebSite> {
  const dir = await mkdtemp(join(tmpdir(), 'shoebox-bench-site-'));
  await buildPage('web', dir);
  const signers: Presigner[] = [];
  const sign = async (request: IncomingMessage): Promise<string> => {
    const signer = signers[Number(request.url?.split('/').at(-1))];
    if (signer === undefined) throw new Error(`${request.url} signs nothing`);
    return signer.sign(v.parse(REQUEST, JSON.parse(await text(request))));
  };
  const server = await listenOnLoopback(0, async (request, response) => {
    if (request.method === 'POST') {
      response.writeHead(200, { 'content-type': 'text/plain' }).end(await sign(request));
      return;
    }
    const path = request.url === '/' ? '/index.html' : (request.url ?? '');
    const type = MEDIA_TYPES[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
    const content = await readFile(join(dir, path)).catch(() => null);
    response.writeHead(content === null ? 404 : 200, { 'content-type': type }).end(content);
  });
  return {
    url: `${server.url}/`,
    signerUrl: signer => `${server.url}/sign/${signers.push(signer) - 1}`,
    async close() {
      await server.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
