import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type World } from './world';

// More than two of S3's list pages and delete batches.

const COUNT = 2_500;
const nameOf = (index: number): string => `photo-${String(index).padStart(4, '0')}.png`;

let world: World;

beforeAll(async () => {
  world = await openWorld();
  await world.owner.putAll(
    Array.from({ length: COUNT }, (_, index) => `Large/${nameOf(index)}`),
    'x',
  );
}, 120_000);

afterAll(() => world.close());

test('all 2,500 photos of an album can be reached', async () => {
  const popup = await world.popup('?album=Large%2F');
  const photos = popup.getByRole('list', { name: 'Photos' });
  const last = photos.getByText(nameOf(COUNT - 1));
  await photos.getByText(nameOf(0)).waitFor();
  await expect
    .poll(
      async () => {
        await popup.keyboard.press('End');
        await photos.getByRole('listitem').last().scrollIntoViewIfNeeded();
        return last.count();
      },
      { timeout: 30_000 },
    )
    .toBe(1);
  expect(await photos.getByRole('listitem').count()).toBe(COUNT);
  await popup.close();
});

test('an album of 2,500 is counted, then deleted without a remainder', async () => {
  const popup = await world.popup('?album=Large%2F');
  await popup.getByRole('button', { name: 'Delete album' }).click();
  const dialog = popup.getByRole('dialog');
  await dialog.getByText(/2,500/).first().waitFor();
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect.poll(() => world.owner.keys(), { timeout: 30_000 }).toEqual([]);
  await popup.getByRole('heading', { name: 'Albums', level: 1 }).waitFor();
});
