import { afterAll, beforeAll, expect, test } from 'vitest';
import { OWN_FOLDER, openSignInFixture, type SignInFixture } from './sign-in-fixture';
import { ADA } from './user-pool';

let fixture: SignInFixture;

beforeAll(async () => {
  fixture = await openSignInFixture({ folder: OWN_FOLDER });
});

afterAll(() => fixture.close());

test('a picture that is saved after the browser has lost the sign-in waits, and is saved after the next sign-in', async () => {
  expect(await fixture.signIn()).toMatchObject({ ok: true });
  const identity = await fixture.identity();
  const album = `users/${identity}/Cats/`;
  await fixture.owner.put(album);
  expect(await fixture.call('albums.list', undefined)).toMatchObject({ ok: true });
  fixture.provider.revokeUser(ADA.name);
  const page = await fixture.browser.extensionPage('src/options/index.html');
  await page.evaluate(() => chrome.storage.session.clear());
  await fixture.browser.killWorker();
  await expect.poll(async () => (await fixture.status()).state).toBe('expired');
  await fixture.save('rocket.jpg', album);
  await fixture.transferThat(({ waiting }) => waiting?.kind === 'sign-in');
  await expect.poll(() => page.evaluate(() => chrome.action.getBadgeText({}))).toBe('!');
  await expect
    .poll(() => page.evaluate(() => chrome.notifications.getAll()))
    .toMatchObject({ 'sign-in-needed': true });
  expect(await fixture.signIn()).toMatchObject({ ok: true });
  await fixture.transferThat(({ state }) => state === 'saved');
  await expect.poll(() => fixture.owner.keys()).toContain(`${album}rocket.jpg`);
});
