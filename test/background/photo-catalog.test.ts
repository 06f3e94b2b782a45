import 'fake-indexeddb/auto';
import { beforeEach, expect, it } from 'vitest';
import { followMoved, learnFromAlbum, recordSaved } from '../../src/background/photo-catalog';
import { addressesInBucket, followBucket } from '../../src/catalog/catalog';
import { addressOf } from '../../src/catalog/picture-address';
import { readPhotos } from '../../src/catalog/read-catalog';
import { type FailureCode, ShoeboxError, toFailure } from '../../src/core/failure';
import { newItem } from '../../src/core/job-item';
import type { WebSource } from '../../src/core/source';
import { newTransfer, type Transfer } from '../../src/core/transfer';
import { fakeBrowser } from '../webextension/fake-browser';

const SHOWN = 'https://h.example/small.jpg?w=300';
const BEST = 'https://h.example/large.jpg';

const source = (url: string): WebSource => ({
  ...{ kind: 'web', wanted: 'image', url, betterUrls: [], alt: '' },
  ...{ pageUrl: '', frameUrl: '', pageTitle: '', tabId: 1, frameId: 0 },
});

const saved = (url: string, from: string): Transfer => ({
  ...newTransfer({
    ...{ id: '1', createdAt: 1, source: source(url), bucket: 'mine', album: 'a/', name: 'x.jpg' },
    bytes: { blobId: '1', size: 7, mediaType: 'image/jpeg', rung: 'worker', url: from },
  }),
  ...{ state: 'saved', key: 'a/x.jpg', etag: 'etag', endedAt: 5 },
});

const isKnown = async (url: string): Promise<boolean> => {
  const address = (await addressOf(url)) ?? '';
  return (await addressesInBucket('mine', [address])).has(address);
};

beforeEach(async () => {
  fakeBrowser({ extension: { inIncognitoContext: false } });
  await followBucket('another');
  await followBucket('mine');
});

it('a saved picture is known by the address that the page shows, and by the one that it came from', async () => {
  await recordSaved(saved(SHOWN, BEST), null);
  expect([await isKnown(SHOWN), await isKnown(BEST), await isKnown('https://h.example/small.jpg')]).toEqual([
    true,
    true,
    false,
  ]);
});

it.each<[FailureCode, string, readonly string[], readonly boolean[]]>([
  ['source-better-refused', SHOWN, [BEST], [false, false]],
  ['source-fetched-as-stranger', SHOWN, [BEST], [false, false]],
  ['source-fetched-as-stranger', SHOWN, [], [true, false]],
  ['source-fetched-as-stranger', BEST, [BEST], [false, true]],
  ['not-converted', BEST, [BEST], [false, true]],
  ['source-photographed', SHOWN, [], [false, false]],
  ['source-other-picture', SHOWN, [], [false, false]],
])(
  'with the note %s, of what came from %s instead of %j, this is known',
  async (code, from, betterUrls, known) => {
    const transfer = saved(SHOWN, from);
    const note = toFailure(new ShoeboxError(code));
    await recordSaved({ ...transfer, source: { ...source(SHOWN), betterUrls }, note }, null);
    expect([await isKnown(SHOWN), await isKnown(BEST)]).toEqual(known);
  },
);

it('a saved picture that stood in the page itself is known by its bytes', async () => {
  await recordSaved(saved('data:', 'data:'), new Blob(['picture']));
  expect(await isKnown('data:image/png,picture')).toBe(true);
  expect(await isKnown('data:image/png,another')).toBe(false);
});

it('a photo that was moved stays known where S3 has confirmed its copy, also if that has another entity tag', async () => {
  const moved = (copyEtag: string | null) => ({
    ...{ ...newItem({ key: 'a/x.jpg', etag: 'etag', size: 7 }), target: 'b/x.jpg', copyEtag },
    state: 'done' as const,
  });
  const learn = (etag: string): Promise<void> =>
    learnFromAlbum(
      'mine',
      'b/',
      { photos: [{ key: 'b/x.jpg', etag, size: 7, storedAt: 1 }], albums: [] },
      10,
    );
  await recordSaved(saved(SHOWN, BEST), null);
  await followMoved('mine', [moved('copied')], false);
  await learn('copied');
  expect(await isKnown(BEST)).toBe(true);
  await recordSaved(saved(SHOWN, BEST), null);
  await learn('another');
  await followMoved('mine', [moved(null)], false);
  expect(await isKnown(BEST)).toBe(false);
  await learn('etag');
  expect(await isKnown(BEST)).toBe(true);
});

it('nothing is recorded of private windows, of failures and of files', async () => {
  await recordSaved({ ...saved(SHOWN, BEST), state: 'failed' }, null);
  await recordSaved({ ...saved(SHOWN, BEST), source: { kind: 'file' } }, null);
  fakeBrowser({ extension: { inIncognitoContext: true } });
  await recordSaved(saved(SHOWN, BEST), null);
  expect([await isKnown(SHOWN), await isKnown(BEST)]).toEqual([false, false]);
});

it('photos that were saved from the computer are known, and what is listed or moved, but in private windows nothing is', async () => {
  const known = async (): Promise<readonly string[]> => {
    const keys: string[] = [];
    for await (const photos of readPhotos('mine', '')) keys.push(...photos.map(({ key }) => key));
    return keys.toSorted();
  };
  const all = async (): Promise<void> => {
    const photos = [{ key: 'b/listed.jpg', etag: 'listed', size: 7, storedAt: 1 }];
    await recordSaved({ ...saved(SHOWN, BEST), source: { kind: 'file' } }, null);
    await learnFromAlbum('mine', 'b/', { photos, albums: [] }, 10);
    const item = newItem({ key: 'c/x.jpg', etag: 'moved', size: 7 });
    await followMoved('mine', [{ ...item, target: 'd/x.jpg', copyEtag: 'copied', state: 'done' }], false);
  };
  fakeBrowser({ extension: { inIncognitoContext: true } });
  await all();
  expect(await known()).toEqual([]);
  fakeBrowser({ extension: { inIncognitoContext: false } });
  await all();
  expect(await known()).toEqual(['a/x.jpg', 'b/listed.jpg', 'd/x.jpg']);
});
