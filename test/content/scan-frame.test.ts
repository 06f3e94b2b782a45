// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { scanFrame } from '../../src/content/scan-frame';
import { countYields, loaded, only, show } from './page';

beforeEach(() => vi.stubGlobal('matchMedia', () => ({ matches: true })));
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const urls = async (version: 'best' | 'shown' = 'best'): Promise<readonly string[]> =>
  (await scanFrame(version)).images.map(({ url }) => url);

test('each URL is listed once, at its first position, with the better version that any of its images knows', async () => {
  show(`<img id="a" src="https://h/a.jpg"><img src="https://h/b.jpg">
    <a href="https://h/full.jpg"><img src="https://h/a.jpg"></a>`);
  const { images } = await scanFrame('best');
  expect(images.map(({ url, betterUrls }) => [url, ...betterUrls])).toEqual([
    ['https://h/a.jpg', 'https://h/full.jpg'],
    ['https://h/b.jpg'],
  ]);
});

test('a link to what is called otherwise stays doubtful', async () => {
  show('<a href="https://h/banner.jpg"><img src="https://h/logo.png"></a>');
  loaded('img', 300, 200);
  expect((await scanFrame('best')).images).toMatchObject([{ linkedUrl: 'https://h/banner.jpg' }]);
});

test('whoever prefers the shown version gets no better one', async () => {
  show('<a href="https://h/full.jpg"><img src="https://h/a.jpg"></a>');
  expect((await scanFrame('shown')).images).toMatchObject([{ url: 'https://h/a.jpg', betterUrls: [] }]);
});

test('the current frame of a video is not listed, its poster is', async () => {
  show('<video></video><video poster="https://h/p.jpg"></video>');
  expect(await urls()).toEqual(['https://h/p.jpg']);
});

test('images behind one placeholder are listed as what they will show', async () => {
  const lazy = (name: string) => `<img src="data:image/gif;base64,AA" data-src="https://h/${name}.jpg">`;
  show(lazy('a') + lazy('b'));
  expect(await urls()).toEqual(['https://h/a.jpg', 'https://h/b.jpg']);
});

test.each([
  ['a file of the site', 'src="https://h/loading.gif" data-src="https://h/a.jpg"', 'https://h/a.jpg'],
  ['what a page may be behind', 'src="https://h/a.jpg" data-url="https://h/a.html"', 'https://h/a.jpg'],
  ['a small version, not loaded', 'src="https://h/s.jpg" data-full="https://h/a.jpg"', 'https://h/s.jpg'],
])('an image that shows %s is listed as the picture that it is', async (_, attributes, url) => {
  show(`<img ${attributes}>`);
  expect(await urls('shown')).toEqual([url]);
});

test('a frame of another site is named, so that it can be asked itself', async () => {
  show('<iframe></iframe>'); // without an address: happy-dom would load it
  Object.defineProperty(only('iframe'), 'src', { value: 'https://other.example/' });
  Object.defineProperty(only('iframe'), 'contentDocument', { value: null });
  expect((await scanFrame('best')).frames).toEqual(['https://other.example/']);
});

describe('a data: URL', () => {
  const fetched = vi.fn(async () => new Response('bytes'));
  beforeEach(() => {
    fetched.mockClear();
    vi.stubGlobal('fetch', fetched);
    vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:https://page.example/1');
  });

  test('that is small is listed as it is', async () => {
    show('<img src="data:image/png;base64,AAAA">');
    loaded('img', 10);
    expect(await urls()).toEqual(['data:image/png;base64,AAAA']);
  });

  test('that is large is listed under a blob: URL of the frame', async () => {
    show('<img>');
    only<HTMLImageElement>('img').src = `data:image/png;base64,${'A'.repeat(70_000)}`;
    loaded('img', 10);
    expect(await urls()).toEqual(['blob:https://page.example/1']);
  });

  test('that is large and can’t be decoded is left out', async () => {
    fetched.mockRejectedValueOnce(new TypeError('Failed to fetch'));
    show('<img>');
    only<HTMLImageElement>('img').src = `data:image/png;base64,${'!'.repeat(70_000)}`;
    loaded('img', 10);
    expect(await urls()).toEqual([]);
  });
});

test('a document that never ends loading is scanned after three seconds', async () => {
  vi.useFakeTimers();
  show('<img src="https://h/a.jpg">');
  const state = vi.spyOn(document, 'readyState', 'get').mockReturnValue('loading' as never);
  const scanned = urls();
  await vi.advanceTimersByTimeAsync(3_000);
  state.mockRestore();
  vi.useRealTimers();
  expect(await scanned).toEqual(['https://h/a.jpg']);
});

describe('a huge page', () => {
  const yields = countYields();

  test('is scanned in slices between which the page has its turns', async () => {
    show('<p></p>'.repeat(300) + '<img src="https://h/a.jpg">');
    expect(await urls()).toEqual(['https://h/a.jpg']);
    expect(yields()).toBeGreaterThan(50);
  });
});

describe('pictures that are only linked', () => {
  const linked = async (): Promise<readonly (readonly [string, string])[]> =>
    (await scanFrame('shown')).images.filter(image => image.isLinked).map(({ url, alt }) => [url, alt]);

  test('are listed once, after all that is shown, with what their link says of them', async () => {
    show(`<a href="https://h/photo%201.jpg">photo 1.jpg</a><a href="https://h/2.png"> The  harbour </a>
      <img src="https://h/shown.jpg"><a href="https://h/2.png">again</a><a href="https://h/page.html">no picture</a>
      <map><area href="https://h/3.webp" title="A map"></map>`);
    expect((await urls())[0]).toBe('https://h/shown.jpg');
    expect(await linked()).toEqual([
      ['https://h/photo%201.jpg', ''],
      ['https://h/2.png', 'The harbour'],
      ['https://h/3.webp', 'A map'],
    ]);
  });

  test('are listed whatever their links say, also half a character', async () => {
    show('<a href="https://h/1.png">a</a><a href="https://h/2.png">b</a>');
    only('a[href*="1"]').textContent = 'half \ud83d';
    only('a[href*="2"]').textContent = `${'x'.repeat(299)}\u{1f600}`;
    expect(await linked()).toEqual([
      ['https://h/1.png', 'half \ufffd'],
      ['https://h/2.png', `${'x'.repeat(299)}\ufffd`],
    ]);
  });

  test('and are the links themselves, are listed as those that are shown: large ones under blob: URLs', async () => {
    vi.stubGlobal('fetch', async () => new Response('bytes'));
    vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:https://page.example/1');
    const small = 'data:image/png;base64,AAAA';
    show(`<a href="${small}">small</a><a href="data:image/png;base64,${'A'.repeat(70_000)}">large</a>`);
    expect(await linked()).toEqual([
      [small, 'small'],
      ['blob:https://page.example/1', 'large'],
    ]);
  });

  test('are not those that the page shows, or has for better versions of what it shows', async () => {
    show(`<a href="https://h/full.jpg"><img src="https://h/a.jpg"></a><a href="https://h/a.jpg">a</a>`);
    expect(await linked()).toEqual([]);
  });
});
