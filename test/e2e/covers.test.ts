import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type E2eFixture, openFixture } from './fixture';
import { type Manager, managerOf } from './manager';

// Which photo stands for an album: the first one, or the one that a person has chosen.

let fixture: E2eFixture;
let manager: Manager;

beforeAll(async () => {
  fixture = await openFixture();
  manager = managerOf(fixture);
});

afterAll(() => fixture.close());

afterEach(() => fixture.owner.clear());

const coverOf = async (prefix: string): Promise<string | null> => {
  const reply = await fixture.call('albums.preview', { prefix });
  return reply.ok ? (reply.value.cover?.key ?? null) : null;
};

/** Resolves with the code of the failure; null when it was done. */
const setCover = async (prefix: string, key: string): Promise<string | null> => {
  const reply = await fixture.call('albums.set-cover', { prefix, key });
  return reply.ok ? null : reply.failure.code;
};

async function choose(name: string): Promise<void> {
  const item = manager.photos().getByRole('listitem').filter({ hasText: name });
  await item.hover();
  await item.getByRole('button', { name: `Select “${name}”` }).click();
  await manager.moreForPhotos('Use as album cover');
  await manager.page.getByText('Album cover changed.').waitFor();
}

async function fill(): Promise<void> {
  const { files } = fixture.site;
  await fixture.owner.put('Cats/', '');
  await fixture.owner.put('Cats/a.jpg', files.get('rocket.jpg') ?? '', 'image/jpeg');
  await fixture.owner.put('Cats/고양이 (2).jpg', files.get('two-friends.jpg') ?? '', 'image/jpeg');
}

test('the cover of an album is its first picture unless one was chosen', async () => {
  await fill();
  expect(await coverOf('Cats/')).toBe('Cats/a.jpg');
});

test('a chosen cover is shown at once, and stays when the album is renamed', async () => {
  await fill();
  await manager.open();
  const cover = manager.page.locator('[data-album$="Cats/"] .cover img');
  const first = await cover.getAttribute('src');
  await manager.albums().getByRole('button', { name: 'Cats' }).click();
  await choose('고양이 (2).jpg');
  await manager.button('Back').click();
  await expect.poll(async () => [null, first].includes(await cover.getAttribute('src'))).toBe(false);
  expect(await coverOf('Cats/')).toBe('Cats/고양이 (2).jpg');
  await manager.albums().getByRole('button', { name: 'Cats' }).click();
  await manager.more('Rename album');
  await manager.dialog().getByRole('textbox').fill('Lions');
  await manager.dialog().getByRole('button', { name: 'Rename' }).click();
  await expect.poll(() => coverOf('Lions/')).toBe('Lions/고양이 (2).jpg');
});

test('choosing a cover makes a marker for an album that is only a prefix', async () => {
  await fixture.owner.put('Plain/a.jpg', 'x');
  await fixture.owner.put('Plain/b.jpg', 'y');
  await manager.open('Plain/');
  await choose('b.jpg');
  expect(await coverOf('Plain/')).toBe('Plain/b.jpg');
  expect(await fixture.owner.keys()).toEqual(['Plain/', 'Plain/a.jpg', 'Plain/b.jpg']);
});

test('a chosen cover stays the cover when its photo is renamed', async () => {
  await fill();
  expect(await setCover('Cats/', 'Cats/고양이 (2).jpg')).toBeNull();
  await manager.open('Cats/');
  const item = manager.photos().getByRole('listitem').filter({ hasText: '고양이' });
  await item.hover();
  await item.getByRole('button', { name: /^Select/ }).click();
  await manager.moreForPhotos('Rename photo');
  await manager.dialog().getByRole('textbox').fill('lynx.jpg');
  await manager.dialog().getByRole('button', { name: 'Rename' }).click();
  await expect.poll(() => fixture.owner.keys()).toEqual(['Cats/', 'Cats/a.jpg', 'Cats/lynx.jpg']);
  await expect.poll(() => coverOf('Cats/')).toBe('Cats/lynx.jpg');
});

test('the cover is the first picture again when the chosen photo is deleted', async () => {
  await fill();
  expect(await setCover('Cats/', 'Cats/고양이 (2).jpg')).toBeNull();
  await manager.open('Cats/');
  await manager.photos().getByRole('listitem').filter({ hasText: '고양이' }).hover();
  await manager.button('Delete photo').last().click();
  await expect.poll(() => fixture.owner.keys()).toEqual(['Cats/', 'Cats/a.jpg']);
  expect(await coverOf('Cats/')).toBe('Cats/a.jpg');
});

test('a photo that is not in the album can’t be its cover', async () => {
  await fill();
  expect(await setCover('Cats/', 'Dogs/a.jpg')).toBe('unexpected');
  expect(await setCover('.shoebox/', '.shoebox/a.jpg')).toBe('unexpected');
  expect(await setCover('Cats/', 'Cats/gone.jpg')).toBe('object-not-found');
  expect(await coverOf('Cats/')).toBe('Cats/a.jpg');
});

test('an album whose marker names a cover outside it shows its first picture', async () => {
  await fill();
  await fixture.owner.put('Dogs/a.jpg', 'x');
  for (const path of ['../Dogs/a.jpg', 'in/./a.jpg', 'x'.repeat(1500)]) {
    await fixture.owner.put('Cats/', '', 'application/x-directory', { 'shoebox-cover': path });
    const reply = await fixture.call('albums.preview', { prefix: 'Cats/' });
    expect(reply).toMatchObject({ ok: true, value: { cover: { key: 'Cats/a.jpg' } } });
  }
});
