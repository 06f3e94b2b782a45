import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type World } from './world';

let world: World;

beforeAll(async () => {
  world = await openWorld();
  await world.owner.putAll(
    Array.from({ length: 30 }, (_, index) => `Search ${index}/`),
    '',
  );
});

afterAll(() => world.close());

test('many albums can be searched, and Enter opens the first that was found', async () => {
  const popup = await world.popup();
  await popup.getByRole('searchbox', { name: 'Search albums' }).fill('search 2');
  const albums = popup.getByRole('list', { name: 'Albums' }).getByRole('listitem');
  await expect.poll(() => albums.count()).toBe(12); // 2, 12, and 20 to 29
  await popup.keyboard.press('Enter');
  await popup.getByRole('heading', { name: 'Search 2', level: 1 }).waitFor();
});
