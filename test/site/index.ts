import type { IncomingMessage, ServerResponse } from 'node:http';
import { mediaTypeOf } from '../demo/file-media-type';
import type { CaseExchange, CaseRoute, Photo } from './exchange';
import { allFiles, type FileByName, filesIn } from './files';
import { tilePng } from './pictures/tile';
import { as, commented, empty, html, json, truncated, truncatedChunked } from './routes/broken-bodies';
import {
  acceptFor,
  any,
  cors,
  destination,
  enter,
  members,
  missing,
  pageOf,
  refererFrom,
  refererOrOther,
  to,
} from './routes/conditions';
import { named } from './routes/dispositions';
import { eucKrPage } from './routes/euc-kr-page';
import { scaledFrom, scaledPage } from './routes/scaled';
import { EndlessAnswers } from './routes/slow-bodies';
import { thousandPage } from './thousand-page';

/** Where everything of this room is served, on every host of the site. */
const ROOT = '/cases/';

/** The hosts of one site: the pages' own, another one, and one with a name such as the internet's. */
export interface SiteHosts {
  readonly here: string;
  readonly other: string;
  readonly public: string;
}

/** The pages on which pictures are hard to get, one for each case, and what serves the pictures so. */
export interface CaseSite {
  /** What `/cases/photos/NAME` serves. */
  readonly file: FileByName;
  /** Answers a request for one of the cases; false when it is for something else. */
  answer(request: IncomingMessage, response: ServerResponse): boolean;
  /** How many answers that never end are still being listened to. */
  endlessAnswers(): number;
}

/** `photographs`: those of the sample page, by file name. */
export function openCaseSite(hosts: SiteHosts, photographs: ReadonlyMap<string, Uint8Array>): CaseSite {
  const file = allFiles(photographs);
  const pages = filesIn('pages');
  const streams = new EndlessAnswers();
  const photoNamed = (name: string): Photo => {
    const bytes = file(name);
    return bytes === null ? photoNamed('rocket.jpg') : { bytes, type: mediaTypeOf(name) };
  };
  const routes: Readonly<Record<string, CaseRoute>> = {
    photos: ({ response, photo, rest }) => {
      if (file(rest.at(-1) ?? '') === null) response.writeHead(404).end();
      else response.writeHead(200, { 'content-type': photo.type }).end(photo.bytes);
    },
    referer: refererFrom(hosts.here),
    'referer-or-other': refererOrOther(hosts.here, photoNamed('rocket.jpg')),
    accept: acceptFor(photoNamed('forest-stream.avif')),
    scaled: scaledFrom(photoNamed),
    'euc-kr.html': eucKrPage,
    'scaled.html': scaledPage,
    endless: streams.endless,
    drip: streams.drip,
    'truncated-chunked': truncatedChunked,
    'page-of': pageOf,
    ...{
      any,
      as,
      commented,
      cors,
      destination,
      empty,
      enter,
      html,
      json,
      members,
      missing,
      named,
      to,
      truncated,
    },
    tile: ({ response, rest }) => {
      response
        .writeHead(200, { 'content-type': 'image/png' })
        .end(tilePng(Number.parseInt(rest[0] ?? '', 10)));
    },
    'thousand.html': ({ response }) => {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(thousandPage());
    },
  };

  return {
    file,
    answer(request, response) {
      const { pathname, searchParams: query } = new URL(request.url ?? '/', hosts.here);
      if (!pathname.startsWith(ROOT)) return false;
      const [name = '', ...rest] = pathname.slice(ROOT.length).split('/');
      const exchange: CaseExchange = { request, response, rest, query, photo: photoNamed(rest.at(-1) ?? '') };
      const page = pages.get(name);
      const route = Object.hasOwn(routes, name) ? routes[name] : undefined;
      if (page !== undefined) {
        response.writeHead(200, { 'content-type': mediaTypeOf(name), 'cache-control': 'no-cache' });
        response.end(withHosts(page.toString(), hosts));
      } else if (name === '') {
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(listOf(pages));
      } else if (route !== undefined) route(exchange);
      else missing(exchange);
      return true;
    },
    endlessAnswers: () => streams.count,
  };
}

const withHosts = (text: string, hosts: SiteHosts): string =>
  text
    .replaceAll('{{here}}', hosts.here)
    .replaceAll('{{other}}', hosts.other)
    .replaceAll('{{public}}', hosts.public);

/** All cases, for who wants to try them by hand. */
function listOf(pages: ReadonlyMap<string, Buffer>): string {
  const names = [...pages.keys(), 'euc-kr.html', 'scaled.html', 'thousand.html']
    .filter(name => name.endsWith('.html'))
    .sort();
  const links = names.map(name => `<li><a href="${name}">${name.replace('.html', '')}</a></li>`);
  return `<!doctype html><title>Cases</title><link rel="stylesheet" href="case.css" />
<h1>Where pictures are hard to get</h1><ul>${links.join('')}</ul>`;
}
