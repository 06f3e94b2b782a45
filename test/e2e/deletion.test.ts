import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type E2eFixture, openFixture } from './fixture';
import { type Manager, managerOf } from './manager';

// The AWS photo album's deletePhoto and deleteAlbum.

let fixture: E2eFixture;
let manager: Manager;

beforeAll(async () => {
  fixture = await openFixture();
  manager = managerOf(fixture);
});

afterAll(() => fixture.close());

describe('deleting a photo', () => {
  test('deletes that photo alone, whatever its name', async () => {
    const name = `it's "this" <one> & 100%.png`;
    await fixture.owner.put(`Deleting/${name}`, 'x');
    await fixture.owner.put('Deleting/other.png', 'x');
    await manager.open('Deleting/');
    const item = manager.photos().getByRole('listitem').filter({ hasText: name });
    await item.hover();
    await item.getByRole('button', { name: /Delete photo/ }).click();
    await expect.poll(() => manager.photos().getByText(name).count()).toBe(0);
    await expect.poll(() => fixture.owner.keys('Deleting/')).toEqual(['Deleting/other.png']);
    await expect.poll(() => manager.photos().getByText(name).count()).toBe(0);
  });
});

describe('deleting an album', () => {
  /** What is younger than two seconds may have come after the deletion was confirmed, and would stay. */
  const grownOld = (): Promise<void> => pause(2_000);

  const deleteAlbum = async (): Promise<void> => {
    await manager.more('Delete album');
    await manager.dialog().getByRole('button', { name: 'Delete', exact: true }).click();
  };

  test('says what will be deleted, deletes all that is in the album, and nothing beside it', async () => {
    await fixture.owner.putAll(
      ['Gone/', 'Gone/a.png', 'Gone/b.png', 'Gone/in/c.png', 'Gone too/d.png'],
      'xxxx',
    );
    await grownOld();
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

  test('deletes an empty album', async () => {
    await fixture.owner.put('Empty/', '');
    await manager.open('Empty/');
    await deleteAlbum();
    await expect.poll(() => fixture.owner.keys('Empty/')).toEqual([]);
  });

  test('deletes the AWS example’s double slash and its marker too, so that the name is free again', async () => {
    await fixture.owner.putAll(['My%20album', 'My%20album//cat.png'], '');
    await grownOld();
    await manager.open('My%20album/');
    await deleteAlbum();
    await expect.poll(() => fixture.owner.keys('My%20album')).toEqual([]);
  });

  test('keeps the album and a photo added before the deletion is due, says so, and deletes them when asked again', async () => {
    await fixture.owner.putAll(['Kept/', 'Kept/a.png'], 'x');
    await grownOld();
    await manager.open('Kept/');
    await deleteAlbum();
    await manager.page.getByRole('button', { name: 'Undo' }).waitFor();
    await fixture.owner.put('Kept/late.png', 'x');
    const row = manager.page.getByRole('region', { name: 'Work on photos and albums' });
    await row.getByText('Part of “Kept” was kept').waitFor();
    await row.getByText(/“Kept” \(1\) may have been added after you deleted it/).waitFor();
    expect(await fixture.owner.keys('Kept/')).toEqual(['Kept/', 'Kept/late.png']);
    expect(await row.getByRole('button', { name: /^Try again/ }).count()).toBe(0);
    await manager.albums().getByText('Kept').waitFor();
    await row.getByRole('button', { name: /^Dismiss/ }).click();
    await expect.poll(() => row.count()).toBe(0);
    await manager.open('Kept/');
    await deleteAlbum();
    await expect.poll(() => fixture.owner.keys('Kept/')).toEqual([]);
  });

  test('keeps an empty file beside the album that has its name', async () => {
    await fixture.owner.putAll(['notes.txt', 'notes.txt/a.png'], '');
    await grownOld();
    await manager.open('notes.txt/');
    await deleteAlbum();
    await expect.poll(() => fixture.owner.keys('notes.txt')).toEqual(['notes.txt']);
  });

  test('lists the keys that S3 refuses to delete, and finishes when deleted again', async () => {
    await fixture.owner.putAll(['Partly/a.png', 'Partly/locked.png'], 'x');
    await grownOld();
    const release = fixture.aws.intercept(({ operation, key }) => {
      if (operation === 'DeleteObjects')
        return { status: 403, body: '<Error><Code>AccessDenied</Code></Error>' };
      return key === 'Partly/locked.png' && operation === 'DeleteObject'
        ? { status: 403, body: '<Error><Code>AccessDenied</Code></Error>' }
        : undefined;
    });
    await manager.open('Partly/');
    await deleteAlbum();
    const row = manager.page.getByRole('region', { name: 'Work on photos and albums' });
    await row.getByText('1 item could not be done').waitFor();
    await row.getByText('Details').click();
    await row.getByText('Partly/locked.png').waitFor();
    expect(await fixture.owner.keys('Partly/')).toEqual(['Partly/locked.png']);
    release();
    await row.getByRole('button', { name: /^Try again/ }).click();
    await expect.poll(() => fixture.owner.keys('Partly/')).toEqual([]);
  });
});
