import { afterAll, beforeAll, expect, test } from 'vitest';
import { button, textWith } from '../browser/firefox/element-path';
import { firefoxLoginPage } from '../browser/firefox/login-page';
import type { FirefoxPage } from '../browser/firefox/page';
import type { NameAndPassword } from '../browser/login-page';
import { BUCKET, POOL_ID } from '../e2e/fixture';
import { identitiesOf, OWN_FOLDER } from '../e2e/sign-in-fixture';
import { ADA, BOB, signInSettings, startUserPool, usersPool } from '../e2e/user-pool';
import type { OpenIdProvider } from '../openid-provider/index';
import { addFile } from './add-file';
import { type FirefoxFixture, openFirefoxFixture } from './fixture';

// Sign-in in Firefox, by what a person sees: `identity` is there without asking, and the window is one of the browser's.

let provider: OpenIdProvider;
let fixture: FirefoxFixture;
let options: FirefoxPage;

beforeAll(async () => {
  provider = await startUserPool();
  fixture = await openFirefoxFixture({
    aws: { pools: [usersPool(provider, { id: POOL_ID, bucket: BUCKET, folder: OWN_FOLDER })] },
    settings: { ...signInSettings(provider), folder: OWN_FOLDER },
  });
  options = await fixture.firefox.extensionPage('src/options/index.html');
});

afterAll(async () => {
  await fixture.close();
  await provider.close();
});

const says = (text: string): Promise<string> => options.textOf(textWith(text));

async function signIn(user: NameAndPassword & { readonly email: string }): Promise<void> {
  await options.click(button('Sign in'));
  await (await firefoxLoginPage(fixture.firefox)).submit(user);
  await says(user.email);
}

/** Whose keys albums are listed with. */
async function identity(): Promise<string> {
  const { seen, stop } = identitiesOf(fixture.aws);
  await fixture.call('albums.list', undefined);
  stop();
  expect(seen.size).toBe(1);
  return [...seen].join();
}

test('a window that the user closes is told in a sentence', async () => {
  await options.click(button('Sign in'));
  await (await firefoxLoginPage(fixture.firefox)).close();
  await says('The sign-in window was closed before you had signed in.');
});

test('a wrong password is told by the login page, and the right one lets the user in', async () => {
  await options.click(button('Sign in'));
  const window = await firefoxLoginPage(fixture.firefox);
  await window.submit({ ...ADA, password: 'wrong' });
  expect(await window.problem()).toBe('Incorrect username or password.');
  await window.submit(ADA);
  await says(ADA.email);
});

test('a file is saved into a folder of the user’s own, which is the same one in the next life of the event page', async () => {
  const own = `users/${await identity()}/`;
  await addFile(fixture, `${own}Trips/`, 'a.bin', Buffer.from('hello'));
  await expect.poll(() => fixture.owner.keys()).toEqual([`${own}Trips/a.bin`]);
  await fixture.firefox.background.kill();
  await addFile(fixture, `${own}Trips/`, 'b.bin', Buffer.from('hello'));
  await expect.poll(() => fixture.owner.keys()).toEqual([`${own}Trips/a.bin`, `${own}Trips/b.bin`]);
  expect(`users/${await identity()}/`).toBe(own);
});

test('a sign-out revokes what the user had, and the next one at this computer is somebody else', async () => {
  const ada = await identity();
  await options.click(button('Sign out'));
  await says('You aren’t signed in.');
  await expect
    .poll(() => provider.requests.map(({ endpoint, status }) => `${endpoint} ${status}`))
    .toEqual(expect.arrayContaining(['revoke 200', 'logout 302']));
  await signIn(BOB);
  expect(await identity()).not.toBe(ada);
  expect(await fixture.call('albums.list', undefined)).toEqual([]);
});

test('an event page that ends while the window is open has the next one say that sign-in was interrupted', async () => {
  await options.click(button('Sign out'));
  await says('You aren’t signed in.');
  await options.click(button('Sign in'));
  const window = await firefoxLoginPage(fixture.firefox);
  await fixture.firefox.background.kill();
  await says('The browser interrupted the sign-in.');
  await window.close();
  await signIn(ADA);
});
