import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type E2eFixture, GUEST_POOL, openFixture, RESTORING_POOL } from './fixture';
import { type Manager, managerOf } from './manager';

// What was deleted in a bucket that keeps it, and its way back.

const ROCKET = readFileSync('test/demo/sample-site/photos/rocket.jpg');

let fixture: E2eFixture;
let manager: Manager;

beforeAll(async () => {
  fixture = await openFixture({ versioned: true });
  fixture.aws.setPools([RESTORING_POOL]);
  manager = managerOf(fixture);
});

afterAll(() => fixture.close());

const deleted = () => manager.page.getByRole('list', { name: 'Recently deleted' });

/** Opens what was deleted in the album that is open. */
const openDeleted = async (): Promise<void> => {
  await manager.more('Recently deleted');
  await manager.page.getByRole('heading', { name: 'Recently deleted' }).waitFor();
};

describe('a deleted photo', () => {
  test('is found where it was, and restored with its bytes, type and metadata', async () => {
    const facts = { 'source-url': 'https://example.org/rocket.jpg' };
    await fixture.owner.put('Sky/한 🚀+&%.jpg', ROCKET, 'image/jpeg', facts);
    await fixture.owner.put('Sky/other.png', 'x');
    await manager.open('Sky/');
    const item = manager.photos().getByRole('listitem').filter({ hasText: '🚀' });
    await item.hover();
    await item.getByRole('button', { name: 'Delete photo' }).click();
    await expect.poll(() => fixture.owner.keys('Sky/')).toEqual(['Sky/other.png']);
    await openDeleted();
    await deleted().getByText('🚀').click();
    await deleted().locator('img').first().waitFor();
    await manager.button('Restore 1 photo').click();
    await expect.poll(() => fixture.owner.keys('Sky/')).toEqual(['Sky/other.png', 'Sky/한 🚀+&%.jpg']);
    await manager.page.getByText('Nothing left to restore').waitFor();
    await expect.poll(() => manager.page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    expect(await fixture.owner.read('Sky/한 🚀+&%.jpg')).toEqual(new Uint8Array(ROCKET));
    expect(await fixture.owner.metadata('Sky/한 🚀+&%.jpg')).toEqual({
      contentType: 'image/jpeg',
      metadata: facts,
    });
    await manager.button('Back').click();
    await manager.photos().getByText('🚀').waitFor();
  });

  test('is restored beside the photo that has its name by now', async () => {
    await fixture.owner.put('Cats/a.png', 'the first');
    await fixture.owner.remove('Cats/a.png');
    await fixture.owner.put('Cats/b.png', 'x');
    await manager.open('Cats/');
    await openDeleted();
    await deleted().getByText('a.png').click();
    await fixture.owner.put('Cats/a.png', 'the second');
    await manager.button('Restore 1 photo').click();
    await expect
      .poll(() => fixture.owner.keys('Cats/'))
      .toEqual(['Cats/a (2).png', 'Cats/a.png', 'Cats/b.png']);
    expect(new TextDecoder().decode(await fixture.owner.read('Cats/a (2).png'))).toBe('the first');
  });

  test('is restored once although the worker died', async () => {
    await fixture.owner.put('Dogs/a.png', 'x');
    await fixture.owner.remove('Dogs/a.png');
    await manager.open('Dogs/');
    await openDeleted();
    await deleted().getByText('a.png').click();
    const release = fixture.aws.intercept(({ operation }) =>
      operation === 'CopyObject' ? { delayMs: 60_000 } : undefined,
    );
    await manager.button('Restore 1 photo').click();
    await expect
      .poll(() => fixture.aws.requests.some(({ operation }) => operation === 'CopyObject'))
      .toBe(true);
    release();
    await fixture.browser.killWorker();
    await fixture.call('settings.get', undefined); // any message wakes the worker, as its alarm does
    await expect.poll(() => fixture.owner.keys('Dogs/')).toEqual(['Dogs/a.png']);
  });
});

describe('a deleted album', () => {
  test('is restored from the list of deleted photos', async () => {
    await fixture.owner.putAll(['Gone/', 'Gone/a.png', 'Gone/in/b.png'], 'x');
    for (const key of ['Gone/', 'Gone/a.png', 'Gone/in/b.png']) await fixture.owner.remove(key);
    await manager.open();
    await manager.more('Recently deleted');
    await deleted().getByText('Gone › in').waitFor();
    for (const name of ['a.png', 'b.png'])
      await deleted().getByRole('listitem').filter({ hasText: name }).filter({ hasText: 'Gone' }).click();
    await manager.button('Restore 2 photos').click();
    await expect.poll(() => fixture.owner.keys('Gone/')).toEqual(['Gone/a.png', 'Gone/in/b.png']);
    await manager.button('Back').click();
    await manager.albums().getByRole('button', { name: 'Gone' }).waitFor();
  });
});

describe('the list of deleted photos, where nothing can be restored,', () => {
  test('says which permission guests lack', async () => {
    fixture.aws.setPools([GUEST_POOL]);
    await fixture.owner.put('Locked/a.png', 'x');
    await fixture.owner.remove('Locked/a.png');
    await fixture.owner.put('Locked/b.png', 'x');
    await manager.open('Locked/');
    await openDeleted();
    await manager.page.getByText('Whoever set up the bucket has to add a permission.').waitFor();
    expect(await manager.page.getByText(/s3:ListBucketVersions/).isVisible()).toBe(false);
    await manager.page.getByText('Details', { exact: true }).click();
    await manager.page.getByText(/s3:ListBucketVersions[\s\S]*s3:GetObjectVersion/).waitFor();
    fixture.aws.setPools([RESTORING_POOL]);
    await manager.button('Try again').click();
    await deleted().getByText('a.png').waitFor();
  });

  test('says that the bucket needs versioning', async () => {
    const plain = await openFixture();
    try {
      plain.aws.setPools([RESTORING_POOL]);
      await plain.owner.put('Cats/a.png', 'x');
      await plain.owner.remove('Cats/a.png');
      const page = await plain.popup('?deleted=');
      await page.getByText('Nothing to restore').waitFor();
      await page.getByText(/“Bucket Versioning”/).waitFor();
    } finally {
      await plain.close();
    }
  });
});
