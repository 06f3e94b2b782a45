import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { readZip } from '../machine/read-zip';
import { type E2eFixture, openFixture } from './fixture';
import { chooseOrder, type Manager, managerOf } from './manager';
import { saveSource } from './web-source';

// What is done with things that are in the bucket: it goes on without the page, and after any death of the worker.

let fixture: E2eFixture;
let manager: Manager;

beforeAll(async () => {
  fixture = await openFixture();
  manager = managerOf(fixture);
});

afterAll(() => fixture.close());

afterEach(() => fixture.owner.clear());

/** Any message wakes the worker, as its alarm does within 30 s. */
const wake = (): Promise<unknown> => fixture.call('settings.get', undefined);

/** A photo is moved, whatever it is like now. */
const moveTo = (to: string, key: string) => ({
  id: `${key} to ${to}`,
  wish: { kind: 'move-photos' as const, to, photos: [{ key, size: 0, etag: '' }] },
});

const undoButton = () => manager.page.getByRole('button', { name: 'Undo' });

const select = async (name: string): Promise<void> => {
  const item = manager.photos().getByRole('listitem').filter({ hasText: name });
  await item.hover();
  await item.getByRole('button', { name: `Select “${name}”` }).click();
};

test('renaming an album moves all that is in it', async () => {
  await fixture.owner.putAll(['Cats/', 'Cats/a.png', 'Cats/in/b.png'], 'x');
  await manager.open('Cats/');
  await manager.more('Rename album');
  await manager.dialog().getByRole('textbox').fill('Lions');
  await manager.dialog().getByRole('button', { name: 'Rename' }).click();
  await expect.poll(() => fixture.owner.keys()).toEqual(['Lions/', 'Lions/a.png', 'Lions/in/b.png']);
  await manager.page.getByRole('heading', { name: 'Lions', level: 1 }).waitFor();
  await manager.photos().getByText('a.png').waitFor();
});

test('renaming an album keeps the storage classes, and says of an archived photo that it stays', async () => {
  const { owner, aws, site } = fixture;
  const picture = site.files.get('dandelions.jpg') ?? '';
  await owner.put('Cats/cold.jpg', picture, 'image/jpeg', {}, 'DEEP_ARCHIVE');
  await owner.put('Cats/warm.jpg', picture, 'image/jpeg', {}, 'STANDARD_IA');
  aws.clearRequests();
  await manager.open('Cats/');
  await manager
    .photos()
    .getByRole('listitem')
    .filter({ hasText: 'cold.jpg' })
    .getByText('Archived')
    .waitFor();
  await manager.photos().getByRole('button', { name: 'cold.jpg Archived' }).click();
  const viewer = manager.page.locator('dialog.viewer');
  await viewer.getByText(/restore it in the S3 console first/).waitFor();
  expect(await viewer.locator('.file-card').getByRole('button').count()).toBe(0);
  await manager.page.keyboard.press('Escape');
  await manager.more('Rename album');
  await manager.dialog().getByRole('textbox').fill('Lions');
  await manager.dialog().getByRole('button', { name: 'Rename' }).click();
  await expect.poll(() => owner.keys()).toEqual(['Cats/cold.jpg', 'Lions/warm.jpg']);
  expect(await owner.storageClass('Lions/warm.jpg')).toBe('STANDARD_IA');
  const row = manager.page.getByRole('region', { name: 'Work on photos and albums' });
  await row.getByText('Couldn’t rename “Cats”').waitFor();
  await row.getByText('Details').click();
  await row.getByText(/“.*cold\.jpg” is archived/).waitFor();
  const refused = aws.requests.filter(({ status, key }) => status === 403 && key?.endsWith('cold.jpg'));
  expect(refused).toEqual([]);
  await row.getByRole('button', { name: /^Dismiss/ }).click();
});

test('photos of many days keep their order and months when their album is renamed, for other computers too', async () => {
  // In no order of their names, four a month.
  const storedAt = new Map(
    Array.from({ length: 12 }, (_, index) => {
      const [month = 0, day] = [(index * 5) % 3, 10 + index];
      return [`${index + 10}.png`, Date.UTC(2024 + month, month, day, 12)] as const;
    }),
  );
  for (const [name, at] of storedAt) await fixture.owner.putAll([`Cats/${name}`], name, at);
  const months = ['March 2026', 'February 2025', 'January 2024'];
  const names = [...storedAt.keys()].sort((a, b) => (storedAt.get(b) ?? 0) - (storedAt.get(a) ?? 0));
  const expectOrder = async (page: Page): Promise<void> => {
    await page.setViewportSize({ width: 1280, height: 1600 });
    await chooseOrder(page, 'Newest first');
    await expect.poll(() => page.locator('.photo-name').allTextContents()).toEqual(names);
    await expect.poll(() => page.getByRole('heading', { level: 2 }).allTextContents()).toEqual(months);
  };
  await manager.open('Cats/');
  await expectOrder(manager.page);
  await manager.more('Rename album');
  await manager.dialog().getByRole('textbox').fill('Lions');
  await manager.dialog().getByRole('button', { name: 'Rename' }).click();
  await manager.page.getByRole('heading', { name: 'Lions', level: 1 }).waitFor();
  await expect.poll(() => fixture.owner.keys('Cats/')).toEqual([]);
  await manager.open('Lions/');
  await expectOrder(manager.page);
  // The other tests of this file want the photos in one list.
  await chooseOrder(manager.page, 'Name, A to Z');
  // And once more, by a photo at a time.
  for (const name of names) await fixture.call('jobs.start', moveTo('Tigers/', `Lions/${name}`));
  await expect.poll(() => fixture.owner.keys()).toEqual(names.toSorted().map(name => `Tigers/${name}`));
  const { page, close } = await fixture.popupElsewhere('?album=Tigers/');
  try {
    await expectOrder(page);
    await page.getByRole('button', { name: 'More actions', exact: true }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Download album' }).click(),
    ]);
    const zipped = await readZip(await download.path());
    expect(new Map(zipped.map(({ path, lastModified }) => [path, lastModified]))).toEqual(storedAt);
  } finally {
    await close();
  }
}, 90_000);

test('an album is moved into another one, and back to the top', async () => {
  await fixture.owner.putAll(['Cats/a.png', 'Cats/in/b.png', 'Pets/', 'Pets/Big ones/'], 'x');
  await manager.open('Cats/');
  await manager.more('Move album');
  const dialog = manager.dialog();
  await dialog.getByRole('button', { name: 'Pets', exact: true }).waitFor();
  expect(await dialog.getByRole('button', { name: 'Cats', exact: true }).count()).toBe(0);
  expect(await dialog.getByRole('button', { name: 'Move here' }).isDisabled()).toBe(true);
  await dialog.getByRole('button', { name: 'Albums in “Pets”' }).click();
  await dialog.getByRole('button', { name: 'Big ones', exact: true }).click();
  await expect
    .poll(() => fixture.owner.keys())
    .toEqual(['Pets/', 'Pets/Big ones/', 'Pets/Big ones/Cats/a.png', 'Pets/Big ones/Cats/in/b.png']);
  await manager.page.getByRole('heading', { name: 'Cats', level: 1 }).waitFor();
  await manager.more('Move album');
  await dialog.getByRole('button', { name: 'Move here' }).click();
  await expect
    .poll(() => fixture.owner.keys())
    .toEqual(['Cats/a.png', 'Cats/in/b.png', 'Pets/', 'Pets/Big ones/']);
});

test('an album can’t be moved where another has its name', async () => {
  await fixture.owner.putAll(['Cats/a.png', 'Pets/Cats/b.png'], 'x');
  await manager.open('Cats/');
  await manager.more('Move album');
  await manager.dialog().getByRole('button', { name: 'Pets', exact: true }).click();
  await manager.dialog().getByText('There is already an album “Cats”.').waitFor();
  expect(await fixture.owner.keys()).toEqual(['Cats/a.png', 'Pets/Cats/b.png']);
});

test('photos are moved into a nested album by keyboard alone', async () => {
  await fixture.owner.putAll(['From/a.png', 'To/', 'To/Deep/', 'To/Deep/Deeper/'], '');
  await fixture.owner.put('From/a.png', 'x');
  await manager.open('From/');
  await select('a.png');
  await manager.button('Move to…').click();
  const { keyboard } = manager.page;
  const row = (name: string) => manager.dialog().getByRole('button', { name, exact: true });
  await row('To').focus();
  await keyboard.press('ArrowRight');
  await row('Deep').waitFor();
  await keyboard.press('ArrowDown');
  await keyboard.press('ArrowRight');
  await row('Deeper').waitFor();
  await manager.button('Move here').press('Enter');
  await expect
    .poll(() => fixture.owner.keys())
    .toEqual(['To/', 'To/Deep/', 'To/Deep/Deeper/', 'To/Deep/a.png']);
});

test('a nested album used lately is offered among all albums', async () => {
  await fixture.owner.putAll(['From/a.png', 'Trips/Oslo/', 'Trips/Rome/'], '');
  await fixture.owner.put('From/a.png', 'x');
  await saveSource(fixture, { url: `${fixture.site.otherHostUrl}photos/rocket.jpg` }, 'Trips/Oslo/');
  await manager.open('From/');
  await select('a.png');
  await manager.button('Move to…').click();
  const row = manager.dialog().getByRole('button', { name: 'Oslo Trips', exact: true });
  await row.waitFor();
  expect(await manager.dialog().getByRole('button', { name: 'Rome' }).count()).toBe(0);
  await row.click();
  await expect.poll(() => fixture.owner.keys('Trips/Oslo/')).toContain('Trips/Oslo/a.png');
  // The move ends with its source; going on before that, it would take the same bytes of the next test.
  await expect.poll(() => fixture.owner.keys('From/')).toEqual([]);
});

test('several selected photos are moved, and one whose name is taken gets another name', async () => {
  await fixture.owner.putAll(['From/a.png', 'From/b.png', 'From/c.png', 'To/b.png'], 'x');
  await fixture.owner.put('From/b.png', 'another');
  await manager.open('From/');
  await select('a.png');
  await select('b.png');
  await manager.page.getByText('2 selected').waitFor();
  await manager.button('Move to…').click();
  await manager.dialog().getByRole('button', { name: 'To', exact: true }).click();
  await expect
    .poll(() => fixture.owner.keys())
    .toEqual(['From/c.png', 'To/a.png', 'To/b (2).png', 'To/b.png']);
  await expect.poll(() => manager.photos().getByRole('listitem').count()).toBe(1);
});

test('a copied photo keeps its content type and metadata', async () => {
  await fixture.owner.putAll(['To/'], '');
  await fixture.owner.put('From/a.png', 'x', 'image/webp', { 'source-url': 'https://example.org/' });
  await manager.open('From/');
  await select('a.png');
  await manager.button('Copy to…').click();
  await manager.dialog().getByRole('button', { name: 'To', exact: true }).click();
  await expect.poll(() => fixture.owner.keys()).toEqual(['From/a.png', 'To/', 'To/a.png']);
  expect(await fixture.owner.metadata('To/a.png')).toEqual({
    contentType: 'image/webp',
    metadata: { 'source-url': 'https://example.org/' },
  });
});

test('Undo brings a deleted photo back, also after the page was closed and the worker died', async () => {
  await fixture.owner.putAll(['Cats/a.png', 'Cats/b.png'], 'x');
  await manager.open('Cats/');
  const item = manager.photos().getByRole('listitem').filter({ hasText: 'a.png' });
  await item.hover();
  await item.getByRole('button', { name: 'Delete photo' }).click();
  await undoButton().waitFor();
  await expect.poll(() => manager.photos().getByRole('listitem').count()).toBe(1);
  await manager.page.close();
  await fixture.browser.killWorker();
  await manager.open('Cats/');
  await undoButton().waitFor();
  await manager.photos().getByText('b.png').waitFor();
  expect(await manager.photos().getByText('a.png').count()).toBe(0);
  await undoButton().click();
  await manager.photos().getByText('a.png').waitFor();
  await undoButton().waitFor({ state: 'detached' });
  expect(await fixture.owner.keys()).toEqual(['Cats/a.png', 'Cats/b.png']);
});

test('Ctrl+Z brings back what was deleted last', async () => {
  await fixture.owner.putAll(['Cats/a.png', 'Cats/b.png'], 'x');
  await manager.open('Cats/');
  await select('a.png');
  await manager.button('Delete selected photos').click();
  await undoButton().waitFor();
  await manager.page.keyboard.press('Control+z');
  await manager.photos().getByText('a.png').waitFor();
  await undoButton().waitFor({ state: 'detached' });
  expect(await fixture.owner.keys()).toEqual(['Cats/a.png', 'Cats/b.png']);
});

test('a photo is deleted ten seconds after the order unless it is undone, also with no page open', async () => {
  await fixture.owner.putAll(['Cats/a.png', 'Cats/b.png'], 'x');
  await manager.open('Cats/');
  await select('a.png');
  await manager.button('Delete selected photos').click();
  await undoButton().waitFor();
  await manager.page.close();
  await fixture.browser.killWorker();
  await wake();
  await expect.poll(() => fixture.owner.keys()).toEqual(['Cats/b.png']);
});

test('a job lists the keys that S3 refused, and “Try again” finishes it', async () => {
  await fixture.owner.putAll(['From/a.png', 'From/locked.png', 'To/'], 'x');
  const release = fixture.aws.intercept(({ operation, key }) =>
    operation === 'CopyObject' && key === 'To/locked.png'
      ? { status: 403, body: '<Error><Code>AccessDenied</Code></Error>' }
      : undefined,
  );
  await manager.open('From/');
  await select('a.png');
  await select('locked.png');
  await manager.button('Move to…').click();
  await manager.dialog().getByRole('button', { name: 'To', exact: true }).click();
  const row = manager.page.getByRole('region', { name: 'Work on photos and albums' });
  await row.getByText('Couldn’t move 1 photo to “To”').waitFor();
  await row.getByText('Details').click();
  await row.getByText('From/locked.png').waitFor();
  await row.getByText(/s3:PutObject/).waitFor();
  expect(await fixture.owner.keys()).toEqual(['From/locked.png', 'To/', 'To/a.png']);
  await manager.photos().getByText('locked.png').waitFor();
  release();
  await row.getByRole('button', { name: /^Try again/ }).click();
  await expect.poll(() => fixture.owner.keys()).toEqual(['To/', 'To/a.png', 'To/locked.png']);
});

test('the dialog says that an album can’t be moved onto another one', async () => {
  await fixture.owner.putAll(['Cats/a.png', 'Dogs/a.png'], 'x');
  await manager.open('Cats/');
  await manager.more('Rename album');
  await manager.dialog().getByRole('textbox').fill('Dogs');
  await manager.dialog().getByRole('button', { name: 'Rename' }).click();
  await manager.dialog().getByText(/Dogs/).waitFor();
  expect(await fixture.owner.keys()).toEqual(['Cats/a.png', 'Dogs/a.png']);
});
