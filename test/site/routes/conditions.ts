import { type CaseRoute, type Photo, sendPhoto } from '../exchange';

// What a photograph is served for, and from where.

const COOKIE = 'shoebox-member=yes';

const refuse: CaseRoute = ({ response }) => {
  response.writeHead(403, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  response.end('<!doctype html><title>403</title><h1>Not for you</h1>');
};

/** `/cases/referer/PHOTO`: only for the pages of the site, whichever of its hosts serves it. */
export const refererFrom =
  (siteUrl: string): CaseRoute =>
  exchange => {
    const { referer = '' } = exchange.request.headers;
    if (referer.startsWith(siteUrl)) sendPhoto(exchange);
    else refuse(exchange);
  };

/** `/cases/referer-or-other/PHOTO`: likewise; everybody else gets another picture. */
export const refererOrOther =
  (siteUrl: string, other: Photo): CaseRoute =>
  exchange => {
    const { referer = '' } = exchange.request.headers;
    sendPhoto(referer.startsWith(siteUrl) ? exchange : { ...exchange, photo: other });
  };

/** `/cases/accept/PHOTO`: made anew for who takes AVIF, as it is for who takes images, a page for anybody else. */
export const acceptFor =
  (avif: Photo): CaseRoute =>
  exchange => {
    const { accept = '' } = exchange.request.headers;
    if (accept.includes('image/avif')) sendPhoto({ ...exchange, photo: avif }, { vary: 'Accept' });
    else if (accept.includes('image/')) sendPhoto(exchange, { vary: 'Accept' });
    else pageOf(exchange);
  };

/** `/cases/destination/PHOTO`: only where the browser says that it is for an image of a page. */
export const destination: CaseRoute = exchange => {
  if (exchange.request.headers['sec-fetch-dest'] === 'image') sendPhoto(exchange);
  else refuse(exchange);
};

/** `/cases/enter`: the cookie that {@link members} wants; for pages of other sites as well. */
export const enter: CaseRoute = ({ response }) => {
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'set-cookie': `${COOKIE}; Path=/cases/members/; SameSite=None; Secure`,
    'cache-control': 'no-store',
  });
  response.end('<!doctype html><title>Welcome</title><h1>You are a member now</h1>');
};

/** `/cases/members/PHOTO`: only for who brings the cookie. */
export const members: CaseRoute = exchange => {
  const { cookie = '' } = exchange.request.headers;
  if (cookie.split('; ').includes(COOKIE)) sendPhoto(exchange);
  else refuse(exchange);
};

/** `/cases/cors/PHOTO`: for every page to read, without cookies. */
export const cors: CaseRoute = exchange => sendPhoto(exchange, { 'access-control-allow-origin': '*' });

/** `/cases/to/STATUS?url=…`: sends on to anywhere. */
export const to: CaseRoute = ({ response, rest, query }) => {
  const [status = '302'] = rest;
  response
    .writeHead(Number(status), { location: query.get('url') ?? '/', 'cache-control': 'no-store' })
    .end();
};

/** `/cases/any/…/PHOTO`: whatever stands between, the photograph. */
export const any: CaseRoute = exchange => sendPhoto(exchange);

/** `/cases/missing/PHOTO`: 404, with a page. */
export const missing: CaseRoute = ({ response }) => {
  response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' });
  response.end('<!doctype html><title>404</title><h1>Nothing here</h1>');
};

/** `/cases/page-of/PHOTO`: a page about a photograph, under a URL that looks like the photograph itself. */
export const pageOf: CaseRoute = ({ response, rest }) => {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  response.end(
    `<!doctype html><title>About it</title><img src="/cases/photos/${rest.at(-1) ?? ''}" alt="" />`,
  );
};
