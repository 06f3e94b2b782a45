// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { canvasDataUrl, videoFrameDataUrl } from '../../src/content/read-canvas';

/** Its four pixels, when a PNG is drawn to be looked at. */
let pixels: readonly number[];

beforeEach(() => {
  pixels = [0, 0, 0, 0];
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => setTimeout(callback));
  vi.stubGlobal('createImageBitmap', async () => ({ width: 2, height: 2 }));
  vi.stubGlobal(
    'OffscreenCanvas',
    class {
      getContext = () => ({
        drawImage: () => {},
        getImageData: () => ({ data: { buffer: Uint32Array.from(pixels).buffer } }),
      });
    },
  );
});
afterEach(() => vi.unstubAllGlobals());

const canvas = (toBlob: (done: BlobCallback) => void): HTMLCanvasElement =>
  Object.assign(document.createElement('canvas'), { width: 2, height: 2, toBlob });

const png = (size: number) => canvas(done => done(new Blob([new Uint8Array(size)], { type: 'image/png' })));

test('a canvas is read as a PNG in a data: URL', async () => {
  pixels = [0, 0, 1, 0];
  expect(await canvasDataUrl(png(10))).toMatch(/^data:image\/png;base64,/);
});

test('a canvas that something of another site was drawn into can’t be read', async () => {
  const tainted = canvas(() => {
    throw new DOMException('Tainted canvases may not be exported.', 'SecurityError');
  });
  expect(await canvasDataUrl(tainted)).toBeNull();
});

test('a canvas whose pixels are all transparent is not read: WebGL’s are gone once they are on the screen', async () => {
  expect(await canvasDataUrl(png(10))).toBeNull();
});

test('a PNG that is not small for its size is not searched for pixels', async () => {
  expect(await canvasDataUrl(png(2_000))).not.toBeNull();
});

test('a canvas of more than 24 MiB as PNG is not read: its URL lies in the database', async () => {
  expect(await canvasDataUrl(png(24 * 1024 ** 2 + 1))).toBeNull();
});

test('a video that has loaded nothing yet has no current frame', async () => {
  const video = document.createElement('video');
  expect(await videoFrameDataUrl(Object.defineProperty(video, 'readyState', { value: 1 }))).toBeNull();
});
