import { startSampleSite } from '../demo/site';
import { listenOnLoopback } from '../local-aws/index';
import { randomBytes } from './random-files';

/** The picture that all others begin with: a real one, so that it can be shown in a notification. */
const PHOTO = 'rocket.jpg';

/** A page, and as many pictures of one size as anybody asks for, no two alike. */
export interface PictureSite {
  /** The page, on `http://localhost`. */
  readonly url: string;
  /** The same server under another name. */
  readonly otherHostUrl: string;
  /** Milliseconds from the last request for a picture to its last byte. */
  servingTime(name: string): number;
  close(): Promise<void>;
}

/** `/NAME.jpg` is a JPEG photograph of exactly `size` bytes; what follows the photograph depends on the name. */
export async function startPictureSite(size: number): Promise<PictureSite> {
  const sample = await startSampleSite();
  await sample.close();
  const photo = sample.files.get(PHOTO) ?? new Uint8Array();
  const served = new Map<string, number>();
  const server = await listenOnLoopback(0, async ({ url = '/' }, response) => {
    if (!url.endsWith('.jpg')) {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Pictures</title>');
      return;
    }
    const start = performance.now();
    response.once('finish', () => served.set(url.slice(1), performance.now() - start));
    // Decoders stop at the end of the image.
    const tail = [...randomBytes(url, size - photo.length)];
    const headers = { 'content-type': 'image/jpeg', 'content-length': size, 'cache-control': 'no-store' };
    response.writeHead(200, headers).end(Buffer.concat([photo, ...tail]));
  });
  return {
    url: `${server.url.replace('127.0.0.1', 'localhost')}/`,
    otherHostUrl: `${server.url}/`,
    servingTime: name => served.get(name) ?? Number.NaN,
    close: server.close,
  };
}
