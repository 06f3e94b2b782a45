import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { deferred } from '../deferred';
import { type E2eFixture, openFixture } from './fixture';
import { type Manager, managerOf } from './manager';

// The AWS photo album's listAlbums, createAlbum and viewAlbum, in the popup, against the running S3.

let fixture: E2eFixture;
let manager: Manager;

beforeAll(async () => {
  fixture = await openFixture();
  manager = managerOf(fixture);
});

afterAll(() => fixture.close());

/** Holds the next request of this kind for what lies in `Busy/`; all others pass. */
function held(operation: string) {
  const [asked, released] = [deferred(), deferred<undefined>()];
  const stop = fixture.aws.intercept(request => {
    if (request.operation !== operation || !decodeURIComponent(request.url).includes('Busy/'))
      return undefined;
    stop();
    asked.resolve();
    return released.promise;
  });
  return { asked: asked.promise, release: () => released.resolve(undefined) };
}

describe('the list of albums', () => {
  beforeEach(() => manager.open());

  test('explains the first step when the bucket is empty', async () => {
    await manager.page.getByRole('heading', { name: 'Albums', level: 1 }).waitFor();
    await manager.button('New album').first().waitFor();
    expect(await manager.albums().count()).toBe(0);
  });

  test('shows albums with and without marker, the AWS example’s encoded ones, undecodable and hostile names', async () => {
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
    for (const key of Object.keys(names)) await fixture.owner.put(key, key.endsWith('/') ? '' : 'x');
    await fixture.owner.put('My%20album', '');
    await manager.open();
    for (const name of Object.values(names))
      await manager.albums().getByText(name, { exact: true }).waitFor();
    expect(await manager.albums().getByRole('listitem').count()).toBe(Object.keys(names).length);
    expect(await manager.page.title()).not.toBe('1');
  });

  test('shows the albums known from last time before S3 has answered', async () => {
    let answer = (): void => {};
    const answered = new Promise<undefined>(resolve => {
      answer = () => resolve(undefined);
    });
    const release = fixture.aws.intercept(() => answered);
    await manager.open();
    await manager.albums().getByText('Marked', { exact: true }).waitFor();
    release();
    answer();
  });
});

describe('creating an album', () => {
  const create = async (name: string): Promise<void> => {
    await manager.button('New album').first().click();
    await manager.dialog().getByRole('textbox', { name: 'Album name' }).fill(name);
    await manager.dialog().getByRole('button', { name: 'Create album' }).click();
  };
  beforeEach(() => manager.open());

  test('writes a marker that lists as the album at once', async () => {
    await create('  Fresh & new 100%25  ');
    await expect.poll(() => fixture.owner.keys()).toContain('Fresh & new 100%25/');
    await manager.page.getByText('Fresh & new 100%25', { exact: true }).first().waitFor();
  });

  test.each([
    ['', /needs at least one visible character/],
    ['   ', /needs at least one visible character/],
    ['a/b', /can’t contain a slash/],
    ['..', /can’t be called/],
    ['Marked', /already an album “Marked”/],
    ['My album', /already an album “My album”/],
    ['Only marked', /already an album “Only marked”/],
    ['x'.repeat(1000), /too long/],
  ])('refuses %j and says why', async (name, reason) => {
    await fixture.owner.put('Only%20marked', '');
    const before = await fixture.owner.keys();
    await create(name);
    await manager.dialog().getByText(reason).waitFor();
    expect(await fixture.owner.keys()).toEqual(before);
  });
});

describe('an opened album', () => {
  test('shows thumbnails from the private bucket, names, sizes, dates and the albums within it', async () => {
    const bytes = fixture.site.files.get('rocket.jpg') ?? new Uint8Array();
    const name = `a "quote" & <b>%2B+?#.jpg`;
    await fixture.owner.put(`View/${name}`, bytes, 'image/jpeg');
    await fixture.owner.put('View/inner/deep.png', 'x');
    expect((await fetch(`${fixture.aws.endpoint}/e2e-bucket/View/${encodeURIComponent(name)}`)).status).toBe(
      403,
    );
    await manager.open('View/');
    await manager.page.getByRole('heading', { name: 'View', level: 1 }).waitFor();
    const item = manager.photos().getByRole('listitem').filter({ hasText: name });
    const image = item.getByRole('img', { name, exact: true });
    await expect.poll(() => image.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBeGreaterThan(0);
    await expect.poll(() => item.textContent()).toMatch(/kB/);
    await expect.poll(() => item.textContent()).toMatch(/[A-Z][a-z]{2} \d/);
    await manager.albums().getByText('inner', { exact: true }).click();
    await manager.photos().getByText('deep.png').waitFor();
    await manager.button('Back').click();
    await manager.page.getByRole('heading', { name: 'View', level: 1 }).waitFor();
  });

  test('shows all photos when it is reloaded while it is still being listed', async () => {
    await fixture.owner.putAll(['Busy/a.png', 'Busy/b.png'], 'x');
    const [listing, copy] = [held('ListObjectsV2'), held('CopyObject')];
    await manager.open('Busy/');
    await listing.asked;
    // Whatever job ends there has the album asked for anew.
    await fixture.call('jobs.start', {
      id: crypto.randomUUID(),
      wish: {
        kind: 'rename-photo',
        photo: { key: 'Busy/a.png', size: 1, etag: '9dd4e461268c8034f5c8564e155c67a6' },
        name: 'c.png',
      },
    });
    await copy.asked;
    const job = manager.page.getByRole('region', { name: 'Work on photos and albums' });
    await job.waitFor();
    copy.release();
    await job.waitFor({ state: 'hidden' });
    // Not sooner: the browser has a request wait for another one to the same address.
    listing.release();
    await manager.photos().getByText('c.png').waitFor();
    await manager.photos().getByText('b.png').waitFor();
    expect(await manager.page.getByRole('alert').count()).toBe(0);
  });

  test('shows the photos that the AWS example put under a double slash', async () => {
    await manager.open('My%20album/');
    await manager.page.getByRole('heading', { name: 'My album', level: 1 }).waitFor();
    await manager.photos().getByText('cat.png').waitFor();
  });
});

describe('the search field of the album manager', () => {
  test('finds albums by words, and Enter opens the first one found', async () => {
    await fixture.owner.putAll(
      Array.from({ length: 30 }, (_, index) => `Search ${index}/`),
      '',
    );
    await manager.open();
    await manager.page.getByRole('searchbox', { name: 'Search albums' }).fill('search 2');
    await manager.button('Show 8 more albums').click();
    await expect.poll(() => manager.albums().getByRole('listitem').count()).toBe(12); // 2, 12, and 20 to 29
    await manager.page.getByRole('searchbox').focus();
    await manager.page.keyboard.press('Enter');
    await manager.page.getByRole('heading', { name: 'Search 2', level: 1 }).waitFor();
  });
});

test('photos beside so many albums that they are out of view are scrolled into view', async () => {
  const albums = Array.from({ length: 30 }, (_, index) => `Many ${index}/`);
  await fixture.owner.putAll([...albums, 'loose.png'], 'x');
  await manager.open();
  await manager.page.getByRole('heading', { name: 'Not in an album' }).scrollIntoViewIfNeeded();
  await manager.photos().getByText('loose.png').scrollIntoViewIfNeeded();
});
