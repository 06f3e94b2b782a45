import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { encodePng } from '../machine/png';

/** A page of many pictures, each of other bytes, on 127.0.0.1 only. */
export interface GallerySite {
  /**
   * `http://localhost:PORT/`; `?images=1000` says how many, `?more=HTML` what comes after them; with
   * `?watch=1`, `data-long-tasks` of the root lists what took over 50 ms once the page was there.
   */
  readonly url: string;
  /** The same server as other hosts; its pictures are there too. */
  readonly otherHostUrl: string;
  readonly thirdHostUrl: string;
  /** `image/7.png` as it is served. */
  image(index: number): Buffer;
  close(): Promise<void>;
}

const WIDTHS = [60, 240, 480, 1200];

/** Flat colours: large in pixels, small in bytes. */
function imageBytes(index: number): Buffer {
  const width = WIDTHS[index % WIDTHS.length] ?? 60;
  const height = Math.round(width * (0.5 + (index % 7) / 8));
  const line = Buffer.alloc(1 + width * 3);
  for (let x = 0; x < width; x++)
    line.set([(index * 37) % 256, (index * 91) % 256, Math.floor(index / 256) + (x % 2) * 40], 1 + x * 3);
  return encodePng(width, height, Buffer.concat(new Array<Buffer>(height).fill(line)));
}

const WATCH = `<script>
  const { dataset } = document.documentElement;
  addEventListener('load', () => {
    dataset.longTasks = '';
    const note = list => list.getEntries().forEach(task => { dataset.longTasks += Math.round(task.duration) + ' ms '; });
    new PerformanceObserver(note).observe({ type: 'longtask' });
  });
</script>`;

const pageOf = (count: number, more: string): string => {
  const images = Array.from(
    { length: count },
    (_, index) => `<img src="image/${index}.png" loading="lazy" alt="">`,
  );
  return `<!doctype html><title>Gallery of ${count}</title>
    <style>img { width: 90px; height: 70px; object-fit: cover }</style>${images.join('\n')}${more}`;
};

export async function startGallerySite(): Promise<GallerySite> {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const index = /^\/image\/(\d+)\.png$/.exec(pathname)?.[1];
    if (index !== undefined)
      response.writeHead(200, { 'content-type': 'image/png' }).end(imageBytes(Number(index)));
    else if (pathname === '/') {
      const more = `${searchParams.get('more') ?? ''}${searchParams.has('watch') ? WATCH : ''}`;
      const page = pageOf(Number(searchParams.get('images') ?? 0), more);
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
    } else response.writeHead(404).end();
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo; // a TCP server's address is never a string
  return {
    url: `http://localhost:${port}/`,
    otherHostUrl: `http://gallery.localhost:${port}/`,
    thirdHostUrl: `http://third.localhost:${port}/`,
    image: imageBytes,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
