// @vitest-environment happy-dom
import { h, render } from 'preact';
import { afterEach, expect, test } from 'vitest';
import browser from 'webextension-polyfill';
import { CHROMIUM_DEVELOPMENT_ID } from '../../../src/core/extension-ids';
import { EMPTY_SETTINGS, type SettingsInput } from '../../../src/core/settings';
import { PartsByHand } from '../../../src/options/guide/parts-by-hand';
import { bucketCors } from '../../../src/setup/cors';
import { exampleSettings } from '../../../src/setup/example-settings';
import { guestPolicy } from '../../../src/setup/guest-policy';
import { trustPolicy } from '../../../src/setup/trust-policy';
import { settle } from '../../ui/render-hook';
import { fakeBrowser } from '../../webextension/fake-browser';

fakeBrowser({ runtime: { ...browser.runtime, id: CHROMIUM_DEVELOPMENT_ID } });

const page = document.createElement('div');
document.body.append(page);
const open = (input: SettingsInput): Promise<void> => settle(() => render(h(PartsByHand, { input }), page));
afterEach(() => settle(() => render(null, page)));

/** What is offered to be pasted into the console, and into a shell. */
const documents = (): readonly unknown[] =>
  [...page.querySelectorAll('code')].map(code => JSON.parse(code.textContent ?? ''));
const lines = (): readonly string[] => [...page.querySelectorAll('textarea')].map(({ value }) => value);

const POOL = 'cn-north-1:11111111-2222-3333-4444-555555555555';

const GUEST: SettingsInput = {
  ...EMPTY_SETTINGS,
  ...{ bucket: 'photos', region: 'cn-northwest-1', identityPoolId: POOL, folder: "team/a 'b'/" },
};
const USER: SettingsInput = {
  ...GUEST,
  ...{ bucket: 'photos', region: 'eu-west-1', identityPoolId: POOL.replace('cn-north-1', 'eu-west-1') },
  ...{ folder: 'people/{identity}/', encryption: 'aws:kms', kmsKey: 'alias/photos' },
  ...{ access: 'user', issuer: 'https://login.example.com', clientId: 'shoebox' },
};

test.each([
  ['guests in a folder in China, whose pool is in Beijing', GUEST],
  ['users with folders of their own and a key', USER],
])('policy, trust and CORS are for exactly the settings of %s', async (_name, input) => {
  await open(input);
  const settings = exampleSettings(input);
  const poolRegion = settings.identityPoolId.split(':')[0] ?? '';
  const expected = [
    guestPolicy(settings),
    trustPolicy(poolRegion, settings.identityPoolId, input.access === 'user' ? 'user' : 'guest'),
    bucketCors(location.origin),
  ];
  expect(documents()).toEqual(JSON.parse(JSON.stringify(expected)));
  const [roles = '', cors = ''] = lines().slice(-2);
  expect(roles).toContain(`--region '${poolRegion}' --identity-pool-id '${settings.identityPoolId}'`);
  expect(cors).toContain(`--region '${settings.region}' --bucket 'photos'`);
  expect(page.textContent).not.toContain('stands for');
});

test('what it takes to restore deleted photos is added where that is ticked', async () => {
  await open(GUEST);
  await settle(() => page.querySelector<HTMLInputElement>('#setup-restore')?.click());
  const policy = guestPolicy(exampleSettings(GUEST), { restore: true });
  expect(documents()[0]).toEqual(JSON.parse(JSON.stringify(policy)));
  expect(lines().join()).toContain('s3:GetObjectVersion');
});

test('people who sign in are told of their provider and its addresses, and guests are not', async () => {
  await open(USER);
  expect(page.textContent).toContain('Create a user pool');
  expect(lines()[0]).toContain(`https://${CHROMIUM_DEVELOPMENT_ID}.chromiumapp.org/`);
  await open(GUEST);
  expect(page.textContent).not.toContain('Create a user pool');
});

test('what is not entered yet is told to be a placeholder', async () => {
  await open(EMPTY_SETTINGS);
  expect(page.textContent).toContain('“your-bucket-name” stands for your bucket');
  expect(page.textContent).toContain('stands for your identity pool');
});
