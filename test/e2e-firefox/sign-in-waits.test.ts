import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { button, textWith } from '../browser/firefox/element-path';
import { firefoxLoginPage } from '../browser/firefox/login-page';
import type { FirefoxPage } from '../browser/firefox/page';
import { sha256 } from '../e2e/bucket-owner';
import { BUCKET, POOL_ID } from '../e2e/fixture';
import { ADA, CLIENT_ID, signInSettings, startUserPool, usersPool } from '../e2e/user-pool';
import type { OpenIdProvider } from '../openid-provider/index';
import { addFile } from './add-file';
import { type FirefoxFixture, openFirefoxFixture } from './fixture';

// In Firefox: an upload over which a sign-in ends, and providers that show no login page.

const MIB = 1024 ** 2;

let provider: OpenIdProvider;
let fixture: FirefoxFixture;
let options: FirefoxPage;

beforeAll(async () => {
  provider = await startUserPool({ lives: { tokens: 3 } });
  fixture = await openFirefoxFixture({
    aws: {
      pools: [usersPool(provider, { id: POOL_ID, bucket: BUCKET, folder: '' })],
      credentialLifeSeconds: 3,
    },
    settings: signInSettings(provider),
  });
  options = await fixture.firefox.extensionPage('src/options/index.html');
});
afterAll(async () => {
  await fixture.close();
  await provider.close();
});
beforeEach(async () => {
  await fixture.call('settings.save', fixture.settings);
});

const says = (text: string): Promise<string> => options.textOf(textWith(text));

async function signIn(): Promise<void> {
  await options.click(button('Sign in'));
  await (await firefoxLoginPage(fixture.firefox)).submit(ADA);
  await says(`Signed in as ${ADA.email}`);
}

const answered = (operation: string): number =>
  fixture.aws.requests.filter(request => request.operation === operation && request.status === 200).length;

test('a large upload outlives tokens and credentials, waits once nothing renews them, also in the next event page, and goes on after the sign-in with no part stored twice', async () => {
  await signIn();
  let parts = 0;
  const stop = fixture.aws.intercept(({ operation }) => {
    if (operation === 'UploadPart' && ++parts === 24) provider.revokeUser(ADA.name);
    return operation === 'UploadPart' ? { delayMs: 1500 } : undefined;
  });
  const megabyte = Buffer.alloc(MIB, 'large ');
  await addFile(fixture, 'Trips/', 'large.mp4', megabyte, 288);
  const now = async () => (await fixture.transfers()).map(({ state, waiting }) => [state, waiting?.kind]);
  await expect.poll(now, { timeout: 60_000 }).toEqual([['under-way', 'sign-in']]);
  const renewed = provider.requests.filter(
    ({ grantType, status }) => grantType === 'refresh_token' && status === 200,
  );
  expect([renewed.length > 0, answered('GetCredentialsForIdentity') > 1]).toEqual([true, true]);
  await fixture.firefox.background.kill();
  await expect.poll(now, { timeout: 20_000 }).toEqual([['under-way', 'sign-in']]);
  await signIn();
  await expect.poll(now, { timeout: 60_000 }).toEqual([['saved', undefined]]);
  stop();
  const whole = Buffer.concat(Array.from({ length: 288 }, () => megabyte));
  expect(await fixture.owner.sha256('Trips/large.mp4')).toBe(sha256(whole));
  expect([answered('UploadPart'), answered('CreateMultipartUpload')]).toEqual([36, 1]);
}, 150_000);

/** Firefox shows what the provider says, and leaves the window to the user. */
async function signInToAnErrorPage(): Promise<void> {
  await options.click(button('Sign in'));
  await (await fixture.firefox.openedPage('/error')).close();
}

test('a client that the provider does not know is named in a sentence', async () => {
  await fixture.call('settings.save', { ...fixture.settings, clientId: 'nobody' });
  await signInToAnErrorPage();
  await says('The sign-in provider has no app client nobody.');
});

test('a client for which this add-on’s address is not registered is told which address to register', async () => {
  const other = await startUserPool({ clients: [{ id: CLIENT_ID, redirectUris: ['https://example.com/'] }] });
  await fixture.call('settings.save', { ...fixture.settings, issuer: other.issuer });
  await signInToAnErrorPage();
  await says('has to allow the callback URL https://');
  await other.close();
});
