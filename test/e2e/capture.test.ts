import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TransferView } from '../../src/messaging/protocol';
import { dispatchMenuClick } from '../demo/menu-click';
import { sha256 } from './bucket-owner';
import { type E2eFixture, openFixture } from './fixture';
import { inFolder } from './in-folder';

// From an image's URL to the object in the bucket: the bytes, the name, the type, or the reason why not.

let fixture: E2eFixture;

beforeAll(async () => {
  fixture = await openFixture();
});

afterAll(() => fixture.close());

/** Saves an image of a page into an album of its own and waits for the end of it. */
async function save(path: string, pagePath = ''): Promise<TransferView> {
  const url = path.includes(':')
    ? path
    : path.replace(/^(OTHER\/)?/, other => (other === '' ? fixture.site.url : fixture.site.otherHostUrl));
  const album = `${crypto.randomUUID()}/`;
  const page = await fixture.browser.context.newPage();
  await page.goto(`${fixture.site.url}${pagePath}`);
  await dispatchMenuClick(await fixture.browser.worker(), page, url, inFolder(album));
  const isEnded = (transfer: TransferView): boolean =>
    transfer.album === album && (transfer.state === 'saved' || transfer.state === 'failed');
  const ended = await fixture.transferThat(isEnded);
  await page.close();
  return ended;
}

const rocket = (): string => sha256(fixture.site.files.get('rocket.jpg') ?? new Uint8Array());

describe('an image clicked in the menu is saved', () => {
  test.each([
    ['photos/rocket.jpg', '', 'rocket.jpg', 'page'],
    ['named/rocket.jpg', '', '별 "deep-field" 🌌.jpg', 'page'],
    ['no-extension/rocket.jpg', '', 'rocket.jpg', 'page'],
    ['wrong-type/rocket.jpg', '', 'rocket.jpg', 'page'],
    ['cookie/rocket.jpg', 'cookie/', 'rocket.jpg', 'page'],
    ['hotlink/rocket.jpg', '', 'rocket.jpg', 'page'],
    ['OTHER/photos/rocket.jpg', '', 'rocket.jpg', 'worker'],
    ['OTHER/wrong-type/rocket.jpg', '', 'rocket.jpg', 'worker'],
  ])('%s from page “%s” as %s, by the %s', async (path, pagePath, name, rung) => {
    const transfer = await save(path, pagePath);
    expect(transfer).toMatchObject({ state: 'saved', key: `${transfer.album}${name}`, bytes: { rung } });
    expect(sha256(await fixture.owner.read(transfer.key ?? ''))).toBe(rocket());
    expect((await fixture.owner.metadata(transfer.key ?? '')).contentType).toBe('image/jpeg');
  });

  test('with the extension of its bytes when its URL has none', async () => {
    const transfer = await save('no-extension');
    expect(transfer.key).toBe(`${transfer.album}no-extension.jpg`);
  });

  test('from a data: URL', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>';
    const transfer = await save(`data:image/svg+xml,${encodeURIComponent(svg)}`);
    expect(transfer).toMatchObject({
      state: 'saved',
      bytes: { mediaType: 'image/svg+xml', rung: 'data-url' },
    });
    expect(transfer.key).toMatch(/\.svg$/);
    expect(Buffer.from(await fixture.owner.read(transfer.key ?? '')).toString()).toBe(svg);
    expect((await fixture.owner.metadata(transfer.key ?? '')).metadata['source-url']).toBe('data:');
  });

  test('from a blob: URL, which is read in its page', async () => {
    const page = await fixture.browser.context.newPage();
    await page.goto(fixture.site.url);
    const url = await page.evaluate(async () =>
      URL.createObjectURL(await (await fetch('photos/rocket.jpg')).blob()),
    );
    await dispatchMenuClick(await fixture.browser.worker(), page, url, inFolder('Blob/'));
    const transfer = await fixture.transferThat(
      ({ album, state }) => album === 'Blob/' && state !== 'under-way',
    );
    expect(transfer).toMatchObject({ state: 'saved', bytes: { rung: 'page' } });
    expect(sha256(await fixture.owner.read(transfer.key ?? ''))).toBe(rocket());
    await page.close();
  });

  test('and its notification names the album and the picture', async () => {
    const transfer = await save('photos/rocket.jpg');
    const worker = await fixture.browser.worker();
    await expect
      .poll(() => worker.evaluate(() => chrome.notifications.getAll().then(all => Object.keys(all))))
      .toContain(transfer.id);
  });

  test('and the tray shows its thumbnail after its bytes are gone from the browser', async () => {
    await save('photos/dandelions.jpg');
    const popup = await fixture.popup();
    // Shut, since nothing is under way.
    const row = popup.getByRole('listitem').filter({ hasText: 'dandelions.jpg' });
    // Of bytes that lie in the browser: nothing is asked of S3 for it.
    await row.locator('img[src^="blob:"]').first().waitFor();
    await popup.close();
  });
});

describe('the buttons of a notification that an earlier worker instance sent', () => {
  const press = async (id: string, button: number): Promise<void> => {
    const worker = await fixture.browser.worker();
    await worker.evaluate(
      ([notification, index]) => {
        // `dispatch` exists on every event of an extension's own worker, though not in the types.
        const event: unknown = chrome.notifications.onButtonClicked;
        (event as { dispatch(id: string, button: number): void }).dispatch(notification, index);
      },
      [id, button] as const,
    );
  };

  test('“Get link” shows a link that opens the picture without signing in, and says how long it works', async () => {
    const transfer = await save('photos/rocket.jpg');
    const opened = fixture.browser.context.waitForEvent('page');
    await press(transfer.id, 0);
    const page = await opened;
    await page.getByRole('heading', { name: 'Link to photo' }).waitFor();
    const link = page.getByRole('link', { name: /X-Amz-Signature/ });
    const response = await fetch((await link.getAttribute('href')) ?? '');
    expect(sha256(new Uint8Array(await response.arrayBuffer()))).toBe(rocket());
    await page
      .getByText(/works until/)
      .first()
      .waitFor();
    await page.close();
  });

  test('“Open album” opens the album', async () => {
    const transfer = await save('photos/rocket.jpg');
    const opened = fixture.browser.context.waitForEvent('page');
    await press(transfer.id, 1);
    const page = await opened;
    await page.getByRole('list', { name: 'Photos' }).getByText('rocket.jpg').waitFor();
    await page.close();
  });

  test('“Try again” on a failed transfer tries again', async () => {
    const transfer = await save('errors/not-found.jpg');
    await press(transfer.id, 0);
    await fixture.transferThat(({ id, state }) => id === transfer.id && state === 'failed');
  });
});

test('the notification is in Korean in a Korean browser', async () => {
  const korean = await openFixture({ locale: 'ko' });
  const popup = await korean.popup();
  await popup.getByRole('heading', { name: '앨범', level: 1 }).waitFor();
  expect(await popup.evaluate(() => document.documentElement.lang)).toMatch(/^ko/);
  await korean.close();
});

describe('the capture fails with its reason and stores nothing', () => {
  test.each([
    ['errors/not-found.jpg', 'source-not-found', { status: '404' }],
    ['errors/html-as-200.jpg', 'source-not-an-image', { type: 'text/html' }],
    ['cookie/rocket.jpg?', 'source-forbidden', { status: '403' }],
    ['ftp://example.org/a.jpg', 'source-unsupported', { scheme: 'ftp:' }],
    ['file:///etc/hostname', 'source-on-disk', {}],
    ['chrome://version/a.png', 'source-unsupported', { scheme: 'chrome:' }],
    ['http://localhost:9/a.jpg', 'source-unreachable', { host: 'localhost:9' }],
    ['data:,', 'source-empty', {}],
  ])('of %s: %s', async (path, code, detail) => {
    await fixture.browser.context.clearCookies();
    const transfer = await save(path);
    expect(transfer).toMatchObject({ state: 'failed', key: null, failure: { code, detail } });
    expect(await fixture.owner.keys(transfer.album ?? '')).toEqual([]);
  });
});
