import { expect, test } from 'vitest';
import { thumbnailKeysOf } from '../../src/core/thumbnail-key';
import { begin, filled } from './begin';

test.each([true, false])('thumbnails are deleted with their photos; in a batch: %s', async hasBatches => {
  const world = filled('a.jpg', 'b.jpg', 'c.jpg');
  world.bucket.hasBatches = hasBatches;
  const photos = world.seen('A/a.jpg', 'A/b.jpg');
  for (const key of thumbnailKeysOf('', world.seen('A/a.jpg', 'A/b.jpg', 'A/c.jpg')))
    world.bucket.put(key, 'thumbnail');
  const { jobs } = await begin(
    world,
    { kind: 'delete-photos' },
    photos.map(({ key }) => key),
  );
  await world.settle();
  expect(await jobs.all()).toEqual([]);
  expect([...world.bucket.objects.keys()]).toEqual([
    'A/c.jpg',
    ...thumbnailKeysOf('', world.seen('A/c.jpg')),
  ]);
});
