import { readdir, readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { openCaseSite } from '../site/index';
import { awkwardAnswer } from './awkward-routes';
import { mediaTypeOf } from './file-media-type';

const FOLDER = fileURLToPath(new URL('sample-site/', import.meta.url));
const PHOTO_FOLDER = 'photos/';

/** Browsers take every name below .localhost for the loopback address: a second host without any DNS. */
const OTHER_HOST = 'photos.localhost';

/** A name as the internet has them. Only test browsers know it: one of their switches leads it to this computer. */
export const PUBLIC_HOST = 'gallery.example';

/** The sample page and the awkward ways of serving its photographs, on 127.0.0.1 only. */
export interface SampleSite {
  /** `http://localhost:PORT/`: the page with the photographs. */
  readonly url: string;
  /** `http://photos.localhost:PORT/`: the same server, another host for the browser. */
  readonly otherHostUrl: string;
  /** `http://gallery.example:PORT/`: the same server, under a public name. */
  readonly publicHostUrl: string;
  /** The photographs' bytes by file name, as `photos/NAME` serves them. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** The bytes of anything that `cases/photos/NAME` serves; null for what it does not. */
  readonly caseFile: (name: string) => Uint8Array | null;
  /** How many of the cases' answers that never end are still being listened to. */
  endlessAnswers(): number;
  /** Cuts every connection and frees the port. */
  close(): Promise<void>;
}

/** Everything that is ever served, by path: read once at the start, so no request can reach another file. */
type Pages = ReadonlyMap<string, { readonly type: string; readonly bytes: Buffer }>;

/** Starts the site on a free port, or on the one asked for; rejects when that one is taken. */
export async function startSampleSite({ port = 0 }: { readonly port?: number } = {}): Promise<SampleSite> {
  const server = createServer();
  await listen(server, port);
  const { port: taken } = server.address() as AddressInfo; // a TCP server's address is never a string
  const url = `http://localhost:${taken}/`;
  const otherHostUrl = `http://${OTHER_HOST}:${taken}/`;
  const publicHostUrl = `http://${PUBLIC_HOST}:${taken}/`;
  const pages = await readPages(otherHostUrl);
  const files = photographs(pages);
  const cases = openCaseSite({ here: url, other: otherHostUrl, public: publicHostUrl }, files);

  server.on('request', (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', url);
    if (cases.answer(request, response)) return;
    if (awkwardAnswer({ request, response, pathname, searchParams, siteUrl: url, files })) return;
    const page = pages.get(pathname === '/' ? '/index.html' : pathname);
    if (page === undefined) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found');
      return;
    }
    response.writeHead(200, { 'content-type': page.type, 'cache-control': 'no-cache' }).end(page.bytes);
  });

  return {
    url,
    otherHostUrl,
    publicHostUrl,
    files,
    caseFile: cases.file,
    endlessAnswers: cases.endlessAnswers,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function readPages(otherHostUrl: string): Promise<Pages> {
  const entries = await readdir(FOLDER, { withFileTypes: true });
  const photos = await readdir(FOLDER + PHOTO_FOLDER);
  const paths = [
    ...entries.filter(entry => entry.isFile()).map(entry => entry.name),
    ...photos.map(name => PHOTO_FOLDER + name),
  ];
  const read = paths.map(async path => {
    const bytes = await readFile(FOLDER + path);
    const served = path === 'index.html' ? Buffer.from(withHosts(bytes.toString(), otherHostUrl)) : bytes;
    return [`/${path}`, { type: mediaTypeOf(path), bytes: served }] as const;
  });
  return new Map(await Promise.all(read));
}

function withHosts(html: string, otherHostUrl: string): string {
  return html.replaceAll('{{other-host}}', otherHostUrl).replaceAll('{{other-host-name}}', OTHER_HOST);
}

function photographs(pages: Pages): ReadonlyMap<string, Uint8Array> {
  const start = `/${PHOTO_FOLDER}`;
  const photos = [...pages].filter(([path]) => path.startsWith(start));
  return new Map(photos.map(([path, { bytes }]) => [path.slice(start.length), bytes]));
}
