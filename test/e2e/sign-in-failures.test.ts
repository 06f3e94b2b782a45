import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { loginPage } from '../browser/login-page';
import { openSignInFixture, type SignInFixture } from './sign-in-fixture';
import { ADA, startUserPool } from './user-pool';

// What can go wrong with a sign-in, and the sentence for it.

let fixture: SignInFixture;

beforeAll(async () => {
  fixture = await openSignInFixture();
});
afterAll(() => fixture.close());
beforeEach(async () => {
  await fixture.call('settings.save', fixture.settings);
});

/** What the options page says of the sign-in. */
async function sentences(): Promise<string> {
  const page = await fixture.browser.extensionPage('src/options/index.html');
  const heading = page.getByRole('heading', { name: 'Sign-in', exact: true });
  const card = page.locator('section').filter({ has: heading });
  await card.getByRole('button').first().waitFor();
  const text = (await card.textContent()) ?? '';
  await page.close();
  return text;
}

/** Where AWS refuses what the provider was content with, the albums can't be listed. */
async function managerSays(text: string): Promise<void> {
  const popup = await fixture.popup();
  await popup.getByText(text).waitFor();
  await popup.close();
}

const start = () => fixture.call('sign-in.start', undefined);

test('a window that the user closes ends the sign-in, in a sentence', async () => {
  const { window, outcome } = await fixture.startSignIn();
  await window.close();
  expect(await outcome).toMatchObject({ failure: { code: 'sign-in-cancelled' } });
  expect(await sentences()).toContain('The sign-in window was closed before you had signed in.');
});

test('a second sign-in while the first one’s window is open is refused, and the first one goes on', async () => {
  const { window, outcome } = await fixture.startSignIn();
  expect(await start()).toMatchObject({ failure: { code: 'sign-in-already-open' } });
  await window.submit(ADA);
  expect(await outcome).toMatchObject({ ok: true });
  await fixture.call('sign-in.end', undefined);
});

test('a worker that dies while the window is open leaves a sentence, and the user signs in again', async () => {
  const { window, outcome } = await fixture.startSignIn();
  const lost = expect(outcome).rejects.toThrow();
  await fixture.browser.killWorker();
  await lost;
  expect(await fixture.status()).toMatchObject({
    state: 'signed-out',
    failure: { code: 'sign-in-interrupted' },
  });
  expect(await sentences()).toContain('The browser interrupted the sign-in.');
  await window.close().catch(() => undefined); // the browser may have closed it itself
  expect(await fixture.signIn()).toMatchObject({ ok: true });
  await fixture.call('sign-in.end', undefined);
});

test('a client that the provider does not know is named in a sentence', async () => {
  await fixture.call('settings.save', { ...fixture.settings, clientId: 'nobody' });
  expect(await start()).toMatchObject({ failure: { code: 'sign-in-client-unknown' } });
  expect(await sentences()).toContain('The sign-in provider has no app client nobody.');
});

test('a provider that can’t be reached is told from an address at which there is none', async () => {
  await fixture.call('settings.save', { ...fixture.settings, issuer: 'http://127.0.0.1:1/pool' });
  expect(await start()).toMatchObject({ failure: { code: 'sign-in-provider-unreachable' } });
  expect(await sentences()).toContain('Can’t reach 127.0.0.1:1 to sign in.');
  await fixture.call('settings.save', { ...fixture.settings, issuer: `${fixture.provider.url}/other` });
  expect(await start()).toMatchObject({ failure: { code: 'sign-in-provider-unknown' } });
});

describe('a client', () => {
  test('for which this extension’s address is not registered is told which address to register', async () => {
    const clients = [{ id: fixture.settings.clientId, redirectUris: ['https://example.com/'] }];
    const other = await startUserPool({ clients });
    await fixture.call('settings.save', { ...fixture.settings, issuer: other.issuer });
    expect(await start()).toMatchObject({ failure: { code: 'sign-in-redirect-refused' } });
    expect(await sentences()).toContain(`https://${fixture.browser.extensionId}.chromiumapp.org/`);
    await other.close();
  });

  test('that the identity pool does not know is told so where the albums would be', async () => {
    const other = await startUserPool();
    await fixture.call('settings.save', { ...fixture.settings, issuer: other.issuer });
    const signedIn = start();
    await (await loginPage(fixture.browser.context)).submit(ADA);
    await signedIn;
    expect(await fixture.call('albums.list', undefined)).toMatchObject({
      failure: { code: 'sign-in-not-trusted' },
    });
    await managerSays('The identity pool doesn’t accept this sign-in.');
    await other.close();
  });
});

test.each([-24, 24])(
  'a user whose computer’s clock is off by %d hours signs in and has an identity',
  async hours => {
    const offset = hours * 3_600_000;
    const shifted = await openSignInFixture({ awsClockOffsetMs: offset });
    shifted.provider.setClockOffset(offset);
    expect(await shifted.signIn()).toMatchObject({ ok: true });
    expect(await shifted.identity()).toMatch(/^us-east-1:/);
    await shifted.close();
  },
);

test('a provider whose clock is off by a day from AWS’s is told so where the albums would be', async () => {
  fixture.provider.setClockOffset(-86_400_000);
  await fixture.signIn();
  expect(await fixture.call('albums.list', undefined)).toMatchObject({ failure: { code: 'sign-in-clock' } });
  await managerSays('The clocks of the sign-in provider and AWS differ');
  fixture.provider.setClockOffset(0);
});
