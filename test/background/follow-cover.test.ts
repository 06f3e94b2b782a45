import { expect, test, vi } from 'vitest';
import { newJob } from '../../src/core/job';

const followed = vi.hoisted(() => vi.fn(async () => {}));

vi.mock('../../src/aws/covers', () => ({ keepCoverOfRenamed: followed }));
vi.mock('../../src/background/current-bucket', () => ({
  bucketOf: async (identity: string) => {
    if (identity !== 'mine/@aws') throw new Error('other-bucket');
    return { identity };
  },
}));

const { updateCoverAfterRename } = await import('../../src/background/follow-cover');

const renamed = (bucket: string) =>
  newJob({
    ...{ id: 'job', createdAt: 1, notBefore: 1, total: 1, bucket, about: 'Cats/a.png' },
    order: { kind: 'rename-photo', name: 'b.png' },
  });

test('the cover of an album follows a rename to the key that the photo really got, in the bucket of the photo alone', async () => {
  await updateCoverAfterRename(renamed('mine/@aws'), 'Cats/b (2).png');
  expect(followed).toHaveBeenCalledExactlyOnceWith({ identity: 'mine/@aws' }, 'Cats/a.png', 'Cats/b (2).png');
  await expect(updateCoverAfterRename(renamed('other/@aws'), 'Cats/b.png')).rejects.toThrow('other-bucket');
  expect(followed).toHaveBeenCalledOnce();
});

test('the cover of an album stays where it is after a rename that failed', async () => {
  followed.mockClear();
  await updateCoverAfterRename(renamed('mine/@aws'), null);
  expect(followed).not.toHaveBeenCalled();
});
