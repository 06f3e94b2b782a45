import { beforeEach, expect, test, vi } from 'vitest';
import { type AccessKeys, accessKeysPlace } from '../../src/core/access-keys';
import { guestPolicy } from '../../src/setup/guest-policy';
import { useLocalAws } from '../use-local-aws';
import { guestStorage, keptAccessKeys, keySettingsOf } from './local-bucket';
import { foundBy, runConnectionTest } from './run-connection-test';

const KEYS: AccessKeys = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};

vi.setConfig({ testTimeout: 60_000 });

const { start } = useLocalAws();

// Node 20 has none.
beforeEach(() => vi.stubGlobal('navigator', { onLine: true }));

/** The test of a bucket whose user has `KEYS`, with those that were entered. */
async function testWith(entered: AccessKeys | null, folder = '') {
  const aws = await start({ pools: [] });
  const settings = { ...keySettingsOf(aws), folder };
  aws.setUsers([{ ...KEYS, policy: guestPolicy({ ...settings, bucket: 'demo' }) }]);
  const kept = keptAccessKeys();
  if (entered !== null) await kept.keep(accessKeysPlace(settings), entered, 'session');
  return runConnectionTest(settings, { storage: { ...guestStorage(), accessKeys: kept } });
}

test('with access keys the connection test looks for them, and asks nothing of a pool', async () => {
  const result = await testWith(KEYS, 'team/');
  expect(result.steps.map(({ step }) => step).slice(0, 3)).toEqual(['keys', 'clock', 'region']);
  expect(foundBy(result)).toEqual({ versions: ['skipped', 'access-denied'] });
  expect(result.expected[0]?.key).toMatch(/^team\/.shoebox\//);
});

test.each([
  ['without access keys', null, { keys: ['failed', 'access-keys-needed'] }],
  [
    'with a key that S3 does not know',
    { ...KEYS, accessKeyId: 'AKIAI44QH8DHBEXAMPLE' },
    { keys: ['failed', 'access-key-unknown'] },
  ],
  [
    'with another key’s secret',
    { ...KEYS, secretAccessKey: KEYS.secretAccessKey.toLowerCase() },
    { keys: ['failed', 'access-key-mismatch'] },
  ],
])('the connection test %s says so, and tries nothing else', async (_, entered, expected) => {
  expect(foundBy(await testWith(entered))).toEqual(expected);
});
