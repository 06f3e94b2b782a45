// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { drawImage, fetchInFrame, thumbnail } from '../../src/content/read-image';
import { loaded, show } from './page';

const OWN = new URL('a.png', location.origin === 'null' ? 'https://page.example/' : location.href).href;
const FOREIGN = 'https://other.example/a.png';

const requests: RequestInit[] = [];
let answer: (url: string, init: RequestInit) => Promise<Response>;

/** An answer with an address, as only a browser's `fetch` gives it. */
const answered = (url: string, body: BodyInit, init?: ResponseInit): Response =>
  Object.defineProperty(new Response(body, init), 'url', { value: url });

beforeEach(() => {
  requests.length = 0;
  answer = async url => answered(url, 'bytes', { headers: { 'content-type': 'image/png' } });
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    requests.push(init);
    return answer(url, init);
  });
  vi.stubGlobal('location', { origin: new URL(OWN).origin, href: OWN });
});
afterEach(() => vi.unstubAllGlobals());

describe('fetching in the frame', () => {
  test('sends cookies, and takes what the browser’s cache has of the page’s own origin', async () => {
    expect(await fetchInFrame(OWN, 'image/*', 1000)).toMatchObject({
      kind: 'retained',
      size: 5,
      first: btoa('bytes'),
    });
    expect(requests).toMatchObject([{ credentials: 'include', cache: 'force-cache' }]);
  });

  test('asks another host a second time without cookies, which CORS for everybody forbids', async () => {
    answer = async (url, { credentials }) => {
      if (credentials === 'include') throw new TypeError('Failed to fetch');
      return answered(url, 'bytes');
    };
    expect(await fetchInFrame(FOREIGN, 'image/*', 1000)).toMatchObject({ kind: 'retained' });
    expect(requests.map(({ credentials, cache }) => [credentials, cache])).toEqual([
      ['include', 'default'],
      ['omit', 'default'],
    ]);
  });

  test('asks the page’s own origin once', async () => {
    answer = async () => Promise.reject(new TypeError('Failed to fetch'));
    expect(await fetchInFrame(OWN, 'image/*', 1000)).toMatchObject({ kind: 'unreachable' });
    expect(requests).toHaveLength(1);
  });

  test('tells what a server answered, and asks it once', async () => {
    answer = async url => answered(url, 'no', { status: 403 });
    expect(await fetchInFrame(FOREIGN, 'image/*', 1000)).toMatchObject({
      kind: 'failed',
      failure: { code: 'source-forbidden' },
    });
    expect(requests).toHaveLength(1);
  });

  test('refuses what is too large', async () => {
    expect(await fetchInFrame(OWN, 'image/*', 4)).toMatchObject({ failure: { code: 'source-too-large' } });
  });
});

describe('drawing an image', () => {
  const canvasThat = (toBlob: HTMLCanvasElement['toBlob']) =>
    vi.spyOn(document, 'createElement').mockReturnValue({
      getContext: () => ({ drawImage: () => {} }),
      toBlob,
    } as unknown as HTMLElement); // a canvas, as far as it is used

  afterEach(() => vi.restoreAllMocks());

  test('that the page does not show says so', async () => {
    show('');
    expect(await drawImage('https://h/a.png')).toMatchObject({ kind: 'unreachable' });
  });

  test('that is not loaded says so: there are no pixels', async () => {
    show('<img src="https://h/a.png">');
    Object.defineProperty(document.querySelector('img'), 'naturalWidth', { value: 0 });
    expect(await drawImage('https://h/a.png')).toMatchObject({ kind: 'unreachable' });
  });

  test('brings its pixels as a PNG', async () => {
    show('<img src="https://h/a.png">');
    loaded('img', 10);
    canvasThat(done => done(new Blob(['png'])));
    expect(await drawImage('https://h/a.png')).toMatchObject({
      kind: 'retained',
      facts: { contentType: 'image/png', finalUrl: 'https://h/a.png' },
    });
  });

  test.each<[string, HTMLCanvasElement['toBlob']]>([
    [
      'of another site',
      () => {
        throw new DOMException('Tainted canvases may not be exported.', 'SecurityError');
      },
    ],
    ['that is too large for a canvas', done => done(null)],
  ])('%s fails, and throws nothing into the page', async (_, toBlob) => {
    show('<img src="https://h/a.png">');
    loaded('img', 10);
    canvasThat(toBlob);
    expect(await drawImage('https://h/a.png')).toMatchObject({ kind: 'unreachable' });
  });
});

test('a picture that the page can’t have has no thumbnail', async () => {
  answer = async () => Promise.reject(new TypeError('Failed to fetch'));
  expect(await thumbnail(FOREIGN, 100)).toBeNull();
  answer = async url => answered(url, 'no picture');
  vi.stubGlobal('createImageBitmap', () => Promise.reject(new DOMException('no picture')));
  expect(await thumbnail(FOREIGN, 100)).toBeNull();
});
