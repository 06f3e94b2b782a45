import { type CaseRoute, sendPhoto } from '../exchange';
import { tilePng } from '../pictures/tile';

// Systems that keep a full-size picture beside the scaled one that they show.

/** By system: the scaled picture's path and query below `/cases/scaled/`, and those of the full one. */
export const SCALED = {
  WordPress: ['wp/cat-320x200.jpg', 'wp/cat.jpg'],
  MediaWiki: ['wiki/thumb/a/ab/tabby.jpg/320px-tabby.jpg', 'wiki/a/ab/tabby.jpg'],
  Drupal: ['drupal/styles/thumbnail/public/tom.jpg?itok=a', 'drupal/tom.jpg'],
  Ghost: ['content/images/size/w320/manx.jpg', 'content/images/manx.jpg'],
  Discourse: ['optimized/2X/lion_2_320x200.jpg', 'original/2X/lion.jpg'],
  Magento: ['cache/0123456789abcdef0123456789abcdef/puma.jpg', 'puma.jpg'],
  Coppermine: ['albums/thumb_lynx.jpg', 'albums/lynx.jpg'],
  IIIF: ['iiif/full/320,/0/jaguar.jpg', 'iiif/full/max/0/jaguar.jpg'],
  Upyun: ['ocelot.jpg!w320', 'ocelot.jpg'],
  'a query': ['serval.jpg?v=3&w=320&fit=crop', 'serval.jpg?v=3'],
  'Next.js': ['_next/image?url=%2Fcases%2Fscaled%2Fleopard.jpg&w=320&q=75', 'leopard.jpg'],
} as const satisfies Readonly<Record<string, readonly [scaled: string, full: string]>>;

const SMALL = 'dandelions-320.jpg';

const fileFor = (at: string): string | null => {
  for (const [scaled, full] of Object.values(SCALED)) {
    if (at === full) return 'dandelions.jpg';
    if (at === scaled) return SMALL;
  }
  // Nothing full is there, or something that is smaller (below).
  if (/-320x200\.jpg$/.test(at)) return SMALL;
  return null;
};

/** Systems that have nothing full, or something smaller in its place. */
export const UNSCALED = { gone: 'wp/gone-320x200.jpg', lied: 'wp/lied-320x200.jpg' } as const;

/** As the id of an element. */
export const idOf = (system: string): string => system.replace(/\W/g, '');

/** `/cases/scaled.html`: all of them. */
export const scaledPage: CaseRoute = ({ response }) => {
  const shown = Object.entries(SCALED).map(([system, [scaled]]) => [system, scaled] as const);
  const images = [...shown, ...Object.entries(UNSCALED)].map(
    ([system, path]) =>
      `<img id="${idOf(system)}" src="scaled/${path.replaceAll('&', '&amp;')}" alt="" width="160" />`,
  );
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  response.end(`<!doctype html><title>Scaled</title>${images.join('')}`);
};

/** `/cases/scaled/…` */
export const scaledFrom =
  (photoNamed: (name: string) => Parameters<typeof sendPhoto>[0]['photo']): CaseRoute =>
  ({ request, response }) => {
    const at = (request.url ?? '').replace(/^\/cases\/scaled\//, '');
    if (at === 'wp/lied.jpg') return sendPhoto({ response, photo: { bytes: tilePng(1), type: 'image/png' } });
    const name = fileFor(at);
    if (name === null) response.writeHead(404).end();
    else sendPhoto({ response, photo: photoNamed(name) });
  };
