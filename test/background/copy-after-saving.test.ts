import { beforeEach, expect, test, vi } from 'vitest';
import { DEFAULT_PREFERENCES } from '../../src/core/preferences';
import { bucketIdentity, parseSettings, type Settings } from '../../src/core/settings';
import { newTransfer, type Transfer } from '../../src/core/transfer';

const world = vi.hoisted(() => ({
  bucket: 'mine',
  copied: [] as string[],
  isAllowed: true,
  isWorking: true,
}));

const settingsNow = (): Settings => {
  const result = parseSettings({
    ...{ bucket: world.bucket, region: 'us-east-1', folder: '', endpoint: '', pathStyle: false },
    ...{ identityPoolId: 'us-east-1:01234567-89ab-cdef-0123-456789abcdef', cognitoEndpoint: '' },
  });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.settings;
};

vi.mock('webextension-polyfill', async () => {
  const { textsIn } = await import('../webextension/texts');
  return { default: { i18n: textsIn('en'), storage: {} } };
});
vi.mock('../../src/background/key-value-storage', () => ({
  keyValueStorage: () => ({ get: async () => null }),
}));
vi.mock('../../src/background/settings-store', () => ({ loadSettings: async () => settingsNow() }));
vi.mock('../../src/background/preferences-store', () => ({
  loadPreferences: async () => ({
    ...DEFAULT_PREFERENCES,
    links: { ...DEFAULT_PREFERENCES.links, address: 'public', copyAfterSaving: true },
  }),
}));
vi.mock('../../src/background/clipboard', () => ({
  mayCopy: async () => world.isAllowed,
  copyText: async (text: string) => world.isWorking && world.copied.push(text) > 0,
}));

const { copyLinksAfterSaving } = await import('../../src/background/copy-after-saving');
const { closeBucket } = await import('../../src/background/current-bucket');

const saved = (key: string): Transfer => ({
  ...newTransfer({
    ...{
      id: key,
      createdAt: 1,
      bucket: bucketIdentity(settingsNow()),
      album: 'Cats/',
      name: key,
      bytes: null,
    },
    source: { kind: 'file' },
  }),
  ...{ state: 'saved', key: `Cats/${key}` },
});

beforeEach(() => {
  world.bucket = 'mine';
  world.copied = [];
  world.isAllowed = true;
  world.isWorking = true;
  closeBucket();
});

test('links lead to what was saved', async () => {
  expect(await copyLinksAfterSaving([saved('a.png')])).not.toBeNull();
  expect(world.copied).toEqual(['https://mine.s3.us-east-1.amazonaws.com/Cats/a.png']);
});

test('none is made below another bucket, which the settings name by now', async () => {
  const batch = [saved('a.png')];
  world.bucket = 'other';
  expect(await copyLinksAfterSaving(batch)).toBe('The link could not be copied.');
  expect(world.copied).toEqual([]);
});

test('that it could not be done is told; that it may not be is as if nobody wanted it', async () => {
  world.isWorking = false;
  expect(await copyLinksAfterSaving([saved('a.png'), saved('b.png')])).toBe(
    'The 2 links could not be copied.',
  );
  world.isAllowed = false;
  expect(await copyLinksAfterSaving([saved('a.png')])).toBeNull();
});
