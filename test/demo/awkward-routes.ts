import type { IncomingMessage, ServerResponse } from 'node:http';
import { mediaTypeOf } from './file-media-type';

/** One request for the sample site, and what there is to answer it with. */
export interface AwkwardRequest {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly pathname: string;
  readonly searchParams: URLSearchParams;
  readonly siteUrl: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** Set by `/cookie/`, wanted by everything below it. */
const COOKIE = 'shoebox-sample=yes';

/** What is served where no photograph is named in the path. */
const DEFAULT_PHOTO = 'rocket.jpg';

/** A name that needs every escape: a quote, a slash, Hangul, an emoji; RFC 5987 writes it in UTF-8. */
const AWKWARD_FILE_NAME = '별 "deep/field" 🌌.jpg';

type Route = (awkward: AwkwardRequest, photo: Uint8Array, type: string) => void;

/**
 * The ways in which real sites make saving a picture hard. `PHOTO` is a name from `photos/`; every answer but
 * the errors carries that photograph's bytes.
 */
const ROUTES: Readonly<Record<string, Route>> = {
  /** `/errors/not-found.jpg`: 404 with a page; `/errors/html-as-200.jpg`: the same page with 200, named like a picture. */
  errors: ({ response, pathname }) => {
    const status = pathname === '/errors/html-as-200.jpg' ? 200 : 404;
    const page = '<!doctype html><title>Gone</title><h1>This picture is gone</h1>';
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(page);
  },

  /** `/hotlink/PHOTO`: only for the sample page, told by the Referer. */
  hotlink: ({ request, response, siteUrl }, photo, type) => {
    const { referer = '' } = request.headers;
    if (!referer.startsWith(siteUrl)) refuse(response, 'Not from that page');
    else send(response, photo, type);
  },

  /** `/cookie/` sets a cookie; `/cookie/PHOTO` is only for who brings it. */
  cookie: ({ request, response, pathname }, photo, type) => {
    if (pathname === '/cookie/') {
      response.writeHead(200, {
        'content-type': 'text/html',
        'set-cookie': `${COOKIE}; Path=/; SameSite=Lax`,
      });
      response.end(`<!doctype html><title>Members</title><img src="${DEFAULT_PHOTO}" alt="For members">`);
      return;
    }
    const { cookie = '' } = request.headers;
    if (!cookie.split('; ').includes(COOKIE)) refuse(response, 'Members only');
    else send(response, photo, type);
  },

  /** `/slow/PHOTO?ms=1500`: the first bytes at once, the rest after that time. */
  slow: ({ response, searchParams }, photo, type) => {
    const half = Math.floor(photo.length / 2);
    response.writeHead(200, { 'content-type': type, 'content-length': photo.length });
    response.write(photo.subarray(0, half));
    const rest = setTimeout(
      () => response.end(photo.subarray(half)),
      Number(searchParams.get('ms') ?? 1_000),
    );
    response.once('close', () => clearTimeout(rest));
  },

  /** `/named`: the file name is in Content-Disposition, in UTF-8. */
  named: ({ response }, photo, type) => {
    response.setHeader(
      'content-disposition',
      `inline; filename*=UTF-8''${encodeURIComponent(AWKWARD_FILE_NAME)}`,
    );
    send(response, photo, type);
  },

  /** `/no-extension`: only the Content-Type says what it is. */
  'no-extension': ({ response }, photo, type) => send(response, photo, type),

  /** `/wrong-type`: a photograph that is called text. */
  'wrong-type': ({ response }, photo) => send(response, photo, 'text/plain'),
};

/** Answers a request for one of these routes; false when it is for something else. */
export function awkwardAnswer(awkward: AwkwardRequest): boolean {
  const [, first = '', name = ''] = awkward.pathname.split('/');
  const route = Object.hasOwn(ROUTES, first) ? ROUTES[first] : undefined;
  if (route === undefined) return false;
  const photoName = awkward.files.has(name) ? name : DEFAULT_PHOTO;
  const photo = awkward.files.get(photoName) ?? new Uint8Array();
  route(awkward, photo, mediaTypeOf(photoName));
  return true;
}

function send(response: ServerResponse, bytes: Uint8Array, type: string): void {
  // Kept out of the browser's cache, so that each request meets its conditions anew.
  response.writeHead(200, {
    'content-type': type,
    'content-length': bytes.length,
    'cache-control': 'no-store',
  });
  response.end(bytes);
}

function refuse(response: ServerResponse, why: string): void {
  response.writeHead(403, { 'content-type': 'text/html; charset=utf-8' });
  response.end(`<!doctype html><title>403</title><h1>${why}</h1>`);
}
