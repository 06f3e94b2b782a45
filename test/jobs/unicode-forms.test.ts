import { describe, expect, test } from 'vitest';
import { begin } from './begin';
import { World } from './world';

// Names that look the same, composed (NFC) and as Macs write them (NFD).

const [NFC, NFD] = ['\u00fc \ud55c.png', '\u00fc \ud55c.png'.normalize('NFD')];

describe.each([
  [NFC, NFD],
  [NFD, NFC],
])('a photo that is moved to where another’s name looks the same', (moved, there) => {
  test.each([1, 5])('gets a number, of %i at once', async count => {
    const world = new World();
    const others = Array.from({ length: count - 1 }, (_, index) => `A/${index}`);
    for (const key of [`A/${moved}`, ...others]) world.bucket.put(key, 'moved');
    world.bucket.put(`B/${there}`, 'there');
    await begin(world, { kind: 'move-photos', to: 'B/' }, [`A/${moved}`, ...others]);
    await world.settle();
    const number = moved.replace('.png', ' (2).png');
    expect(world.contents()).toMatchObject({ [`B/${there}`]: 'there', [`B/${number}`]: 'moved' });
  });
});

test('a photo from a Mac that is renamed to its own name as it is typed gets that name', async () => {
  const world = new World();
  world.bucket.put(`A/${NFD}`, 'a');
  await begin(world, { kind: 'rename-photo', name: NFC }, [`A/${NFD}`]);
  await world.settle();
  expect(world.contents()).toEqual({ [`A/${NFC}`]: 'a' });
});
