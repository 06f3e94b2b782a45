import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type E2eFixture, openFixture } from './fixture';
import { type Manager, managerOf } from './manager';

// The AWS photo album's deletePhoto and deleteAlbum. A deletion begins when it can't be undone any more, after ten seconds:
// those that need no page for themselves are waited for beside each other, each in a tab of its own.

let fixture: E2eFixture;

beforeAll(async () => {
  fixture = await openFixture();
});

afterAll(() => fixture.close());

/** What is younger than two seconds may have come after the deletion was confirmed, and would stay. */
const putBefore = (keys: readonly string[], body: string): Promise<void> =>
  fixture.owner.putAll(keys, body, Date.now() - 60_000);

async function deleteAlbum(manager: Manager): Promise<void> {
  await manager.more('Delete album');
  await manager.dialog().getByRole('button', { name: 'Delete', exact: true }).click();
}

describe.concurrent('deleting', () => {
  test('a photo deletes that photo alone, whatever its name', async ({ expect }) => {
    const name = `it's "this" <one> & 100%.png`;
    await fixture.owner.put(`Deleting/${name}`, 'x');
    await fixture.owner.put('Deleting/other.png', 'x');
    const manager = managerOf(fixture);
    await manager.open('Deleting/');
    const item = manager.photos().getByRole('listitem').filter({ hasText: name });
    await item.hover();
    await item.getByRole('button', { name: /Delete photo/ }).click();
    await expect.poll(() => manager.photos().getByText(name).count()).toBe(0);
    await expect.poll(() => fixture.owner.keys('Deleting/')).toEqual(['Deleting/other.png']);
    await expect.poll(() => manager.photos().getByText(name).count()).toBe(0);
  });

  test('an album says what will be deleted, deletes all that is in it, and nothing beside it', async ({
    expect,
  }) => {
    await putBefore(['Gone/', 'Gone/a.png', 'Gone/b.png', 'Gone/in/c.png', 'Gone too/d.png'], 'xxxx');
    const manager = managerOf(fixture);
    await manager.open('Gone/');
    await manager.more('Delete album');
    await manager.dialog().getByText(/3 /).first().waitFor();
    await manager
      .dialog()
      .getByText(/12 bytes/)
      .waitFor();
    await manager.dialog().getByRole('button', { name: 'Delete', exact: true }).click();
    await manager.page.getByRole('heading', { name: 'Albums', level: 1 }).waitFor();
    await expect.poll(() => fixture.owner.keys('Gone')).toEqual(['Gone too/d.png']);
  });

  test('an empty album deletes its marker', async ({ expect }) => {
    await fixture.owner.put('Empty/', '');
    const manager = managerOf(fixture);
    await manager.open('Empty/');
    await deleteAlbum(manager);
    await expect.poll(() => fixture.owner.keys('Empty/')).toEqual([]);
  });

  test('an album deletes the AWS example’s double slash and its marker too, so that the name is free again', async ({
    expect,
  }) => {
    await putBefore(['My%20album', 'My%20album//cat.png'], '');
    const manager = managerOf(fixture);
    await manager.open('My%20album/');
    await deleteAlbum(manager);
    await expect.poll(() => fixture.owner.keys('My%20album')).toEqual([]);
  });

  test('an album keeps an empty file beside it that has its name', async ({ expect }) => {
    await putBefore(['notes.txt', 'notes.txt/a.png'], '');
    const manager = managerOf(fixture);
    await manager.open('notes.txt/');
    await deleteAlbum(manager);
    await expect.poll(() => fixture.owner.keys('notes.txt')).toEqual(['notes.txt']);
  });
});

describe('deleting an album', () => {
  test('keeps the album and a photo added before the deletion is due, says so, and deletes them when asked again', async () => {
    await putBefore(['Kept/', 'Kept/a.png'], 'x');
    const manager = managerOf(fixture);
    await manager.open('Kept/');
    await deleteAlbum(manager);
    await manager.page.getByRole('button', { name: 'Undo' }).waitFor();
    await fixture.owner.put('Kept/late.png', 'x');
    const row = manager.page.getByRole('region', { name: 'Work on photos and albums' });
    await row.getByText('Part of “Kept” was kept').waitFor();
    await row.getByText(/“Kept” \(1\) may be newer than your deletion/).waitFor();
    expect(await fixture.owner.keys('Kept/')).toEqual(['Kept/', 'Kept/late.png']);
    expect(await row.getByRole('button', { name: /^Try again/ }).count()).toBe(0);
    await manager.albums().getByText('Kept').waitFor();
    await row.getByRole('button', { name: /^Dismiss/ }).click();
    await expect.poll(() => row.count()).toBe(0);
    await manager.open('Kept/');
    await deleteAlbum(manager);
    await expect.poll(() => fixture.owner.keys('Kept/')).toEqual([]);
  });

  test('lists the keys that S3 refuses to delete, and finishes when deleted again', async () => {
    await putBefore(['Partly/a.png', 'Partly/locked.png'], 'x');
    const release = fixture.aws.intercept(({ operation, key }) => {
      if (operation === 'DeleteObjects')
        return { status: 403, body: '<Error><Code>AccessDenied</Code></Error>' };
      return key === 'Partly/locked.png' && operation === 'DeleteObject'
        ? { status: 403, body: '<Error><Code>AccessDenied</Code></Error>' }
        : undefined;
    });
    const manager = managerOf(fixture);
    await manager.open('Partly/');
    await deleteAlbum(manager);
    const row = manager.page.getByRole('region', { name: 'Work on photos and albums' });
    await row.getByText('Couldn’t delete “Partly”').waitFor();
    await row.getByText('Details').click();
    await row.getByText('Partly/locked.png').waitFor();
    expect(await fixture.owner.keys('Partly/')).toEqual(['Partly/locked.png']);
    release();
    await row.getByRole('button', { name: /^Try again/ }).click();
    await expect.poll(() => fixture.owner.keys('Partly/')).toEqual([]);
  });
});
