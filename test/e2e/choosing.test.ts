import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type E2eFixture, openFixture } from './fixture';
import { inFolder } from './in-folder';
import { type Manager, managerOf } from './manager';

// Albums are chosen in a dialog, while they are listed, slowly or in vain; where the focus is afterwards; and menus.

/** More than S3 tells in one answer. */
const MANY = Array.from({ length: 1100 }, (_, index) => `To/${String(index).padStart(4, '0')}/`);

/** An album as S3's addresses name it. */
const inUrl = (prefix: string): string => encodeURIComponent(inFolder(prefix));

let fixture: E2eFixture;
let manager: Manager;

beforeAll(async () => {
  fixture = await openFixture();
  manager = managerOf(fixture);
});

afterAll(() => fixture.close());

afterEach(() => fixture.owner.clear());

/** Opens an album with two photos, selects the first, and asks where it goes. */
async function move(prefix: string): Promise<void> {
  await select(prefix);
  await manager.button('Move to…').click();
  await manager.dialog().waitFor();
}

async function select(prefix: string): Promise<void> {
  await manager.open(prefix);
  const item = manager.photos().getByRole('listitem').filter({ hasText: 'a.png' });
  await item.hover();
  await item.getByRole('button', { name: 'Select “a.png”' }).click();
}

const row = (name: string) => manager.dialog().getByRole('button', { name, exact: true });

/** What a person's keys are meant for now. */
const focused = (): Promise<string> =>
  manager.page.evaluate(
    () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.className ?? '',
  );

test('the down arrow leads from the album dialog’s search to the dialog’s albums, not to those behind it', async () => {
  await fixture.owner.putAll(['From/a.png', 'From/Within/', 'To/'], 'x');
  await move('From/');
  await manager.dialog().getByRole('searchbox').focus();
  await manager.page.keyboard.press('ArrowDown');
  expect(await manager.page.evaluate(() => document.activeElement?.closest('dialog') !== null)).toBe(true);
  expect(await focused()).toBe('album-row');
});

test('holding Enter in the album dialog moves an album once', async () => {
  await fixture.owner.putAll(['Cats/a.png', 'Pets/'], 'x');
  await manager.open('Cats/');
  await manager.more('Move album');
  await manager.dialog().getByRole('searchbox').fill('Pets');
  await row('Pets').waitFor();
  // Whether the name is free there is asked once for each job.
  let asked = 0;
  const release = fixture.aws.intercept(({ operation, url }) => {
    if (operation !== 'ListObjectsV2' || !url.includes(`max-keys=1&prefix=${inUrl('Pets/Cats/')}`))
      return undefined;
    asked += 1;
    return { delayMs: 500 };
  });
  await manager.page.keyboard.down('Enter');
  await manager.dialog().locator('.album-row:disabled').first().waitFor();
  await manager.page.keyboard.down('Enter');
  await manager.page.keyboard.up('Enter');
  await expect.poll(() => fixture.owner.keys()).toEqual(['Pets/', 'Pets/Cats/a.png']);
  release();
  expect(asked).toBe(1);
});

test('the album dialog shows albums once that are listed a second time', async () => {
  await fixture.owner.putAll(['From/a.png', ...MANY], 'x');
  const release = fixture.aws.intercept(({ operation, url }) =>
    operation === 'ListObjectsV2' && url.includes('continuation-token=')
      ? { status: 403, body: '<Error><Code>AccessDenied</Code></Error>' }
      : undefined,
  );
  await move('From/');
  await manager.dialog().getByRole('button', { name: 'Albums in “To”' }).click();
  await manager.dialog().getByRole('alert').waitFor();
  release();
  await manager.dialog().getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => manager.dialog().locator('.album-row').last().getAttribute('title')).toBe('1099');
  expect(await manager.dialog().locator('.album-row').count()).toBe(1100);
});

test('the album dialog does not call an album empty while its albums are being listed', async () => {
  await fixture.owner.putAll(['From/a.png', 'To/0000/In/', ...MANY], 'x');
  // The rest of one album, which is given up, and then the albums of the other.
  let asked = false;
  const release = fixture.aws.intercept(({ operation, url }) => {
    asked ||= url.includes(`prefix=${inUrl('To/0000/')}`);
    return operation === 'ListObjectsV2' && (asked || url.includes('continuation-token='))
      ? { delayMs: 20_000 }
      : undefined;
  });
  await move('From/');
  await manager.dialog().getByRole('button', { name: 'Albums in “To”' }).click();
  await row('0000').waitFor();
  await manager.page.evaluate(() => document.querySelector<HTMLElement>('.album-into')?.click());
  await manager.dialog().getByRole('heading', { name: '0000' }).waitFor();
  await expect.poll(() => asked).toBe(true);
  expect(await manager.dialog().locator('.choose-list').getAttribute('aria-busy')).toBe('true');
  expect(await manager.dialog().getByText('There are no albums').count()).toBe(0);
  release();
});

test('arrow keys move between photos again after the selection and its buttons are gone', async () => {
  await fixture.owner.putAll(['From/a.png', 'From/b.png', 'To/'], 'x');
  await move('From/');
  await manager.page.keyboard.press('Escape');
  expect(await focused()).toBe('selection-button');
  await manager.button('Copy to…').click();
  await row('To').click();
  await isClear();
  await select('From/');
  await manager.moreForPhotos('Use as album cover');
  await isClear();
  await select('From/');
  await manager.button('Clear selection').click();
  await isClear();
  await manager.page.keyboard.press('ArrowRight');
  await expect.poll(focused).toBe('photo-open');
});

test('an open menu stays inside the window when the window becomes narrower', async () => {
  await fixture.owner.putAll(['From/a.png'], 'x');
  await manager.open('From/');
  await manager.button('More actions').click();
  await manager.page.setViewportSize({ width: 320, height: 500 });
  const right = async (): Promise<number> => {
    const box = await manager.page.getByRole('menu').boundingBox();
    return (box?.x ?? 0) + (box?.width ?? 0);
  };
  await expect.poll(right).toBeLessThanOrEqual(320);
});

async function isClear(): Promise<void> {
  await manager.page.locator('.selection-bar').waitFor({ state: 'detached' });
  await expect.poll(focused).toBe('photo-space');
}
