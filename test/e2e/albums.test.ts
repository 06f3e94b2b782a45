import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sha256 } from './bucket-owner';
import { openWorld, type World } from './world';

// Every function of the AWS photo album, in the popup, against the running S3.

let world: World;
let popup: Page;

beforeAll(async () => {
  world = await openWorld();
});

afterAll(() => world.close());

const albums = (): Locator => popup.getByRole('list', { name: 'Albums' });
const photos = (): Locator => popup.getByRole('list', { name: 'Photos' });
const button = (name: string): Locator => popup.getByRole('button', { name, exact: true });
const dialog = (): Locator => popup.getByRole('dialog');

async function openPopup(parameters = ''): Promise<void> {
  await popup?.close();
  popup = await world.popup(parameters);
}

const album = (prefix: string): string => `?album=${encodeURIComponent(prefix)}`;

describe('listAlbums', () => {
  beforeEach(() => openPopup());

  test('an empty bucket teaches the first step', async () => {
    await popup.getByRole('heading', { name: 'Albums', level: 1 }).waitFor();
    await button('New album').first().waitFor();
    expect(await albums().count()).toBe(0);
  });

  test('albums with and without marker, the AWS example’s encoded ones, undecodable and hostile names', async () => {
    const names: Record<string, string> = {
      'Marked/': 'Marked',
      'No marker/a.png': 'No marker',
      'My%20album//cat.png': 'My album',
      '50% off/a.png': '50% off',
      'a+b?c#d/a.png': 'a+b?c#d',
      '"quoted" \'single\'/a.png': '"quoted" \'single\'',
      '<img src=x onerror="document.title=1">/a.png': '<img src=x onerror="document.title=1">',
      '😀 emoji/a.png': '😀 emoji',
      '서울/a.png': '서울',
    };
    for (const key of Object.keys(names)) await world.owner.put(key, key.endsWith('/') ? '' : 'x');
    await world.owner.put('My%20album', '');
    await openPopup();
    for (const name of Object.values(names)) await albums().getByText(name, { exact: true }).waitFor();
    expect(await albums().getByRole('listitem').count()).toBe(Object.keys(names).length);
    expect(await popup.title()).not.toBe('1');
  });

  test('opens with what it knew last, before S3 has answered', async () => {
    const release = world.aws.intercept(() => ({ delayMs: 3_600_000 }));
    await openPopup();
    await albums().getByText('Marked', { exact: true }).waitFor();
    release();
  });
});

describe('createAlbum', () => {
  const create = async (name: string): Promise<void> => {
    await button('New album').first().click();
    await dialog().getByRole('textbox', { name: 'Album name' }).fill(name);
    await dialog().getByRole('button', { name: 'Create album' }).click();
  };
  beforeEach(() => openPopup());

  test('writes a marker that lists as the album at once', async () => {
    await create('  Fresh & new 100%25  ');
    await expect.poll(() => world.owner.keys()).toContain('Fresh & new 100%25/');
    await popup.getByText('Fresh & new 100%25', { exact: true }).first().waitFor();
  });

  test.each([
    ['', /needs a name/],
    ['   ', /needs a name/],
    ['a/b', /can't contain a slash/],
    ['..', /can't be names of albums/],
    ['Marked', /There is an album “Marked” already/],
    ['My album', /There is an album “My album” already/],
    ['Only marked', /There is an album “Only marked” already/],
    ['x'.repeat(1000), /too long/],
  ])('refuses %j and says why', async (name, reason) => {
    await world.owner.put('Only%20marked', '');
    const before = await world.owner.keys();
    await create(name);
    await dialog().getByText(reason).waitFor();
    expect(await world.owner.keys()).toEqual(before);
  });
});

describe('viewAlbum', () => {
  test('shows thumbnails from the private bucket, name, size and date; albums within albums', async () => {
    const bytes = world.site.files.get('rocket.jpg') ?? new Uint8Array();
    const name = `a "quote" & <b>%2B+?#.jpg`;
    await world.owner.put(`View/${name}`, bytes, 'image/jpeg');
    await world.owner.put('View/inner/deep.png', 'x');
    expect((await fetch(`${world.aws.endpoint}/e2e-bucket/View/${encodeURIComponent(name)}`)).status).toBe(
      403,
    );
    await openPopup(album('View/'));
    await popup.getByRole('heading', { name: 'View', level: 1 }).waitFor();
    const item = photos().getByRole('listitem').filter({ hasText: name });
    const image = item.getByRole('img', { name, exact: true });
    await expect.poll(() => image.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBeGreaterThan(0);
    await expect.poll(() => item.textContent()).toMatch(/kB/);
    await expect.poll(() => item.textContent()).toMatch(/20\d\d/);
    await albums().getByText('inner', { exact: true }).click();
    await photos().getByText('deep.png').waitFor();
    await button('Back').click();
    await popup.getByRole('heading', { name: 'View', level: 1 }).waitFor();
  });

  test('shows the photos that the AWS example put under a double slash', async () => {
    await openPopup(album('My%20album/'));
    await popup.getByRole('heading', { name: 'My album', level: 1 }).waitFor();
    await photos().getByText('cat.png').waitFor();
  });
});

describe('addPhoto', () => {
  const file = (name: string, bytes: Uint8Array, mimeType: string) => ({
    name,
    mimeType,
    buffer: Buffer.from(bytes),
  });
  const choose = async (...files: ReturnType<typeof file>[]): Promise<void> => {
    const chooser = popup.waitForEvent('filechooser');
    await button('Add photos').first().click();
    await (await chooser).setFiles(files);
  };

  test('many files of any type arrive byte for byte and show up', async () => {
    await openPopup(album('Added/'));
    const bytes = world.site.files.get('rocket.jpg') ?? new Uint8Array();
    await choose(
      file('rocket.jpg', bytes, 'image/jpeg'),
      file('notes #1 50%.txt', Buffer.from('hello'), 'text/plain'),
      file('빈 파일.bin', Buffer.from(''), ''),
    );
    await photos().getByText('rocket.jpg').waitFor();
    await photos().getByText('notes #1 50%.txt').waitFor();
    await expect.poll(() => world.owner.keys('Added/')).toHaveLength(3);
    expect(sha256(await world.owner.read('Added/rocket.jpg'))).toBe(sha256(bytes));
    expect((await world.owner.metadata('Added/notes #1 50%.txt')).contentType).toBe('text/plain');
  });

  test('shows progress, and “Cancel” stops it and leaves nothing in S3', async () => {
    await openPopup(album('Cancelled/'));
    const release = world.aws.intercept(({ operation }) =>
      operation === 'UploadPart' ? { delayMs: 3_600_000 } : undefined,
    );
    await choose(file('large.mp4', new Uint8Array(9 * 1024 * 1024), 'video/mp4'));
    await popup.getByRole('progressbar').first().waitFor();
    await button('Cancel').click();
    await expect.poll(() => popup.getByRole('progressbar').count()).toBe(0);
    await expect
      .poll(() => world.aws.requests.some(({ operation }) => operation === 'AbortMultipartUpload'))
      .toBe(true);
    release();
    expect(await world.owner.keys('Cancelled/')).toEqual([]);
  });

  test('a failure says why, keeps the file, and “Try again” saves it', async () => {
    await openPopup(album('Retried/'));
    const release = world.aws.intercept(({ operation }) =>
      operation === 'PutObject'
        ? { status: 403, body: '<Error><Code>AccessDenied</Code><Message>no</Message></Error>' }
        : undefined,
    );
    await choose(file('kept.txt', Buffer.from('kept'), 'text/plain'));
    await popup.getByText('AWS does not allow s3:PutObject.').waitFor();
    release();
    await button('Try again').click();
    await expect.poll(() => world.owner.keys('Retried/')).toEqual(['Retried/kept.txt']);
  });

  test('files can be dropped and pasted', async () => {
    await openPopup(album('Dropped/'));
    await popup.getByRole('heading', { name: 'Dropped', level: 1 }).waitFor();
    for (const kind of ['drop', 'paste'] as const) {
      await popup.evaluate(event => {
        const data = new DataTransfer();
        data.items.add(new File([event], `${event}.txt`, { type: 'text/plain' }));
        const init = { bubbles: true, cancelable: true };
        const target = document.querySelector('main') ?? document.body;
        if (event === 'drop') target.dispatchEvent(new DragEvent('drop', { ...init, dataTransfer: data }));
        else document.dispatchEvent(new ClipboardEvent('paste', { ...init, clipboardData: data }));
      }, kind);
    }
    await expect.poll(() => world.owner.keys('Dropped/')).toHaveLength(2);
  });
});

describe('deletePhoto', () => {
  test('deletes the one photo, whatever its name', async () => {
    const name = `it's "this" <one> & 100%.png`;
    await world.owner.put(`Deleting/${name}`, 'x');
    await world.owner.put('Deleting/other.png', 'x');
    await openPopup(album('Deleting/'));
    const item = photos().getByRole('listitem').filter({ hasText: name });
    await item.hover();
    await item.getByRole('button', { name: /Delete photo/ }).click();
    await dialog().getByRole('button', { name: 'Delete', exact: true }).click();
    await expect.poll(() => world.owner.keys('Deleting/')).toEqual(['Deleting/other.png']);
    await expect.poll(() => photos().getByText(name).count()).toBe(0);
  });
});

describe('deleteAlbum', () => {
  const deleteAlbum = async (): Promise<void> => {
    await button('Delete album').click();
    await dialog().getByRole('button', { name: 'Delete', exact: true }).click();
  };

  test('says what goes, deletes it with all that is in it, and nothing beside it', async () => {
    await world.owner.putAll(
      ['Gone/', 'Gone/a.png', 'Gone/b.png', 'Gone/in/c.png', 'Gone too/d.png'],
      'xxxx',
    );
    await openPopup(album('Gone/'));
    await button('Delete album').click();
    await dialog().getByText(/3 /).first().waitFor();
    await dialog()
      .getByText(/12 bytes/)
      .waitFor();
    await dialog().getByRole('button', { name: 'Delete', exact: true }).click();
    await popup.getByRole('heading', { name: 'Albums', level: 1 }).waitFor();
    expect(await world.owner.keys('Gone')).toEqual(['Gone too/d.png']);
  });

  test('an empty album goes as well', async () => {
    await world.owner.put('Empty/', '');
    await openPopup(album('Empty/'));
    await deleteAlbum();
    await expect.poll(() => world.owner.keys('Empty/')).toEqual([]);
  });

  test('takes the AWS example’s double slash and its marker with it, so that the name is free again', async () => {
    await openPopup(album('My%20album/'));
    await deleteAlbum();
    await expect.poll(() => world.owner.keys('My%20album')).toEqual([]);
  });

  test('an empty file beside an album of its name stays', async () => {
    await world.owner.putAll(['notes.txt', 'notes.txt/a.png'], '');
    await openPopup(album('notes.txt/'));
    await deleteAlbum();
    await expect.poll(() => world.owner.keys('notes.txt')).toEqual(['notes.txt']);
  });

  test('what S3 refuses is listed by key, and deleting again finishes it', async () => {
    await world.owner.putAll(['Partly/a.png', 'Partly/locked.png'], 'x');
    const release = world.aws.intercept(({ operation, key }) => {
      if (operation === 'DeleteObjects')
        return { status: 403, body: '<Error><Code>AccessDenied</Code></Error>' };
      return key === 'Partly/locked.png' && operation === 'DeleteObject'
        ? { status: 403, body: '<Error><Code>AccessDenied</Code></Error>' }
        : undefined;
    });
    await openPopup(album('Partly/'));
    await deleteAlbum();
    await dialog().getByText('locked.png').first().waitFor();
    expect(await world.owner.keys('Partly/')).toEqual(['Partly/locked.png']);
    release();
    await dialog().getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => world.owner.keys('Partly/')).toEqual([]);
  });
});
