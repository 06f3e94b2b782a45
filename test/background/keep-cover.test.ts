import { expect, test, vi } from 'vitest';
import { newJob } from '../../src/core/job';

const followed = vi.hoisted(() => vi.fn(async () => {}));

vi.mock('../../src/aws/covers', () => ({ followRename: followed }));
vi.mock('../../src/background/current-bucket', () => ({
  bucketOf: async (identity: string) => {
    if (identity !== 'mine/@aws') throw new Error('other-bucket');
    return { identity };
  },
}));

const { keepCover } = await import('../../src/background/keep-cover');

const renamed = (bucket: string) =>
  newJob({
    ...{ id: 'job', createdAt: 1, notBefore: 1, total: 1, bucket, about: 'Cats/a.png' },
    order: { kind: 'rename-photo', name: 'b.png' },
  });

test('the cover of an album follows a rename, in the bucket of the photo alone', async () => {
  await keepCover(renamed('mine/@aws'));
  expect(followed).toHaveBeenCalledExactlyOnceWith({ identity: 'mine/@aws' }, 'Cats/a.png', 'b.png');
  await expect(keepCover(renamed('other/@aws'))).rejects.toThrow('other-bucket');
  expect(followed).toHaveBeenCalledOnce();
});
