import { expect, test } from 'vitest';
import {
  bucketIdentity,
  EMPTY_SETTINGS,
  needsIdentity,
  type Settings,
  withIdentity,
} from '../../src/core/settings';

const IDENTITY = 'us-east-1:00000000-0000-4000-8000-000000000001';
const own: Settings = {
  ...EMPTY_SETTINGS,
  bucket: 'demo',
  access: 'user',
  folder: 'users/{identity}/photos/',
};

test('a folder of the user’s own bears their identity, and is another bucket for each user', () => {
  const filled = withIdentity(own, IDENTITY);
  expect(filled.folder).toBe(`users/${IDENTITY}/photos/`);
  expect([needsIdentity(own), needsIdentity(filled)]).toEqual([true, false]);
  expect(bucketIdentity(filled)).not.toBe(bucketIdentity(withIdentity(own, IDENTITY.replace(/1$/, '2'))));
});

test('any other folder stays as it is', () => {
  const shared = { ...own, folder: 'identity/{x}/' };
  expect([needsIdentity(shared), withIdentity(shared, IDENTITY)]).toEqual([false, shared]);
});
