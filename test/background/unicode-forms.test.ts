import { PutObjectCommand } from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { albumHandlers } from '../../src/background/album-handlers';
import { closeBucket } from '../../src/background/current-bucket';
import { planJob } from '../../src/background/plan-job';
import { settingsHandlers } from '../../src/background/settings-handlers';
import { loadSettings } from '../../src/background/settings-store';
import { GUEST_BUCKET, settingsOf } from '../aws/local-bucket';
import { guestPoolOf } from '../cloudformation/guest-stack';
import type { LocalAws } from '../local-aws/index';
import { useLocalAws } from '../use-local-aws';
import { openAsCurrent } from './open-as-current';

// Names look the same and are other keys: composed as they are typed (NFC), decomposed as Macs write files (NFD).

const [NFC, NFD] = ['Gr\u00fc\u00dfe \ud55c', 'Gr\u00fc\u00dfe \ud55c'.normalize('NFD')];

const { start, clientOf } = useLocalAws();

beforeEach(() => vi.stubGlobal('navigator', { onLine: true })); // Node 20 has none

const put = (aws: LocalAws, Key: string) =>
  clientOf(aws).send(new PutObjectCommand({ Bucket: 'demo', Key, Body: 'x' }));

const albums = albumHandlers(async () => ({ keys: new Set(), prefixes: [], restoring: new Set() }));
const settings = settingsHandlers(async () => {}, { hold: async () => {}, letGo: async () => {} });

describe.each([
  ['composed', NFC],
  ['decomposed', NFD],
  ['decomposed and percent-encoded, as the AWS example wrote it', encodeURIComponent(NFD)],
])('an album whose name is %s', (_, written) => {
  test('is there already, however it is typed', async () => {
    const aws = await start(GUEST_BUCKET);
    const bucket = await openAsCurrent(aws);
    await put(aws, `${written}/a.png`);
    await put(aws, 'Other/a.png');
    for (const name of [NFC, NFD]) {
      await expect(albums.create({ parent: '', name })).rejects.toMatchObject({ code: 'album-exists' });
      const request = { kind: 'move-album', prefix: 'Other/', parent: '', name } as const;
      await expect(planJob(bucket, request)).rejects.toMatchObject({ code: 'album-exists' });
    }
  });
});

test('an album from a Mac may have its own name as it is typed', async () => {
  const aws = await start(GUEST_BUCKET);
  const bucket = await openAsCurrent(aws);
  await put(aws, `${NFD}/a.png`);
  const request = { kind: 'move-album', prefix: `${NFD}/`, parent: '', name: NFC } as const;
  expect(await planJob(bucket, request)).toMatchObject({ order: { from: `${NFD}/`, to: `${NFC}/` } });
});

describe('a photo', () => {
  const photo = (key: string) => ({ key, size: 1, etag: '' });

  test('is not renamed to a name that looks like another’s', async () => {
    const aws = await start(GUEST_BUCKET);
    const bucket = await openAsCurrent(aws);
    for (const key of [`A/${NFD}.png`, 'A/b.png']) await put(aws, key);
    const request = { kind: 'rename-photo', photo: photo('A/b.png'), name: `${NFC}.png` } as const;
    await expect(planJob(bucket, request)).rejects.toMatchObject({ code: 'photo-exists' });
  });

  test('from a Mac may have its own name as it is typed', async () => {
    const aws = await start(GUEST_BUCKET);
    const bucket = await openAsCurrent(aws);
    await put(aws, `A/${NFD}.png`);
    const request = { kind: 'rename-photo', photo: photo(`A/${NFD}.png`), name: `${NFC}.png` } as const;
    expect(await planJob(bucket, request)).toMatchObject({ order: { name: `${NFC}.png` } });
  });
});

describe('the folder that is saved', () => {
  const save = async (aws: LocalAws, folder: string): Promise<string | undefined> => {
    closeBucket();
    await settings.save({ ...settingsOf(aws), folder });
    return (await loadSettings())?.folder;
  };

  test.each([
    [NFC, NFD],
    [NFD, NFC],
  ])('is the one that the bucket has, however it is typed', async (typed, there) => {
    const aws = await start(GUEST_BUCKET);
    await put(aws, `${there}/Cats/a.png`);
    expect(await save(aws, typed)).toBe(`${there}/`);
    expect(await save(aws, there)).toBe(`${there}/`);
  });

  test('is the one that was typed where the bucket has both, or neither', async () => {
    const aws = await start(GUEST_BUCKET);
    for (const typed of [NFC, NFD]) expect(await save(aws, typed)).toBe(`${typed}/`);
    for (const folder of [NFC, NFD]) await put(aws, `${folder}/a.png`);
    for (const typed of [NFC, NFD]) expect(await save(aws, typed)).toBe(`${typed}/`);
  });

  test('is the one that guests may list', async () => {
    const aws = await start({ buckets: [{ name: 'demo' }] });
    aws.setPools([guestPoolOf({ ...settingsOf(aws), folder: `${NFD}/` })]);
    await put(aws, `${NFD}/a.png`);
    expect(await save(aws, NFC)).toBe(`${NFD}/`);
  });
});
