import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isLoginShown } from '../browser/login-page';
import { managerOf } from './manager';
import { identitiesOf, OWN_FOLDER, openSignInFixture, type SignInFixture } from './sign-in-fixture';
import { ADA, BOB, CLIENT_ID } from './user-pool';

// Users of an OpenID provider, through its login page, into folders of their own.

let fixture: SignInFixture;

const signedInAs = ({ email }: { readonly email: string }) => ({
  ...{ ok: true, value: { state: 'signed-in', user: email, failure: null } },
});

/** All that the extension keeps in the browser's storage. */
async function storage(): Promise<{ readonly session: string; readonly disk: string }> {
  const page = await fixture.browser.extensionPage('src/options/index.html');
  const stored = await page.evaluate(async () => ({
    session: JSON.stringify(await chrome.storage.session.get()),
    disk: JSON.stringify([await chrome.storage.local.get(), await chrome.storage.sync.get()]),
  }));
  await page.close();
  return stored;
}

describe('a person who has not signed in', () => {
  beforeAll(async () => {
    fixture = await openSignInFixture({ folder: OWN_FOLDER });
  });
  afterAll(() => fixture.close());

  test('is asked to in the place of the albums, is told of a wrong password, and sees the albums after the right one', async () => {
    const popup = await fixture.popup();
    await popup.getByRole('heading', { name: 'Sign in to see your albums' }).waitFor();
    const { window, outcome } = await fixture.startSignIn();
    await window.submit({ ...ADA, password: 'wrong' });
    expect(await window.problem()).toBe('Incorrect username or password.');
    await window.submit(ADA);
    expect(await outcome).toEqual(signedInAs(ADA));
    await popup.getByText(`Signed in as ${ADA.email}`).waitFor();
    await popup.getByRole('button', { name: 'New album' }).first().waitFor();
    await popup.close();
  });

  test('then saves a picture into an album in a folder of their own', async () => {
    const manager = managerOf(fixture);
    await manager.open();
    await manager.button('New album').first().click();
    await manager.dialog().getByRole('textbox', { name: 'Album name' }).fill('Trips');
    await manager.dialog().getByRole('button', { name: 'Create album' }).click();
    const own = `users/${await fixture.identity()}/`;
    await expect.poll(() => fixture.owner.keys('')).toEqual([`${own}Trips/`]);
    await fixture.save('rocket.jpg', `${own}Trips/`);
    await fixture.transferThat(({ state }) => state === 'saved');
    expect(await fixture.owner.keys(`${own}Trips/`)).toEqual([`${own}Trips/`, `${own}Trips/rocket.jpg`]);
    await manager.page.close();
  });

  test('has tokens and credentials in memory, and nothing of them on the disk', async () => {
    const { session, disk } = await storage();
    expect(session).toContain('eyJ');
    expect(disk).not.toMatch(/eyJ|secretAccessKey|sessionToken|refreshToken/);
  });
});

describe('a person who signs out', () => {
  beforeEach(async () => {
    fixture = await openSignInFixture({ folder: OWN_FOLDER });
    expect(await fixture.signIn()).toEqual(signedInAs(ADA));
  });
  afterEach(() => fixture.close());

  test('leaves no token and no credentials here, none that holds at the provider, and is asked for a password again', async () => {
    await fixture.identity();
    const { session } = await storage();
    const [, token = ''] = /"refreshToken":"([^"]+)"/.exec(session) ?? [];
    expect(token).not.toBe('');
    expect(await fixture.call('sign-in.end', undefined)).toMatchObject({
      ...{ ok: true, value: { state: 'signed-out', user: null } },
    });
    const left = await storage();
    expect(`${left.session}${left.disk}`).not.toMatch(/eyJ|secretAccessKey|sessionToken|refreshToken":"/);
    const form = { grant_type: 'refresh_token', client_id: CLIENT_ID, refresh_token: token };
    const body = new URLSearchParams(form);
    const answer = await fetch(`${fixture.provider.url}/oauth2/token`, { method: 'POST', body });
    expect([answer.status, await answer.json()]).toMatchObject([400, { error: 'invalid_grant' }]);
    expect(await fixture.call('albums.list', undefined)).toMatchObject({
      failure: { code: 'sign-in-needed' },
    });
    const { window, outcome } = await fixture.startSignIn(); // a login page, where one who is known is asked nothing
    await window.submit(ADA);
    expect(await outcome).toEqual(signedInAs(ADA));
  });

  test('is followed by another one at this computer, who has another identity, folder and credentials', async () => {
    const ada = await fixture.identity();
    await fixture.owner.put(`users/${ada}/Secret/a.txt`, 'ada’s');
    await fixture.call('sign-in.end', undefined);
    const { seen, stop } = identitiesOf(fixture.aws);
    expect(await fixture.signIn(BOB)).toEqual(signedInAs(BOB));
    const bob = await fixture.identity();
    expect(bob).not.toBe(ada);
    expect(await fixture.call('albums.list', undefined)).toMatchObject({ ok: true, value: [] });
    await fixture.save('rocket.jpg', `users/${bob}/Bob/`);
    await fixture.transferThat(({ state }) => state === 'saved');
    expect(await fixture.owner.keys('')).toEqual(
      [`users/${ada}/Secret/a.txt`, `users/${bob}/Bob/rocket.jpg`].sort(),
    );
    expect([...seen]).toEqual([bob]);
    stop();
    // The first one again is who they were.
    await fixture.call('sign-in.end', undefined);
    expect(await fixture.signIn()).toEqual(signedInAs(ADA));
    expect(await fixture.identity()).toBe(ada);
  });
});

test('a user whose sign-in was revoked is told that it has expired, and no window opens by itself', async () => {
  fixture = await openSignInFixture({ credentialLifeSeconds: 4, provider: { lives: { tokens: 4 } } });
  expect(await fixture.signIn()).toEqual(signedInAs(ADA));
  await fixture.owner.put(`users/${await fixture.identity()}/Trips/`);
  await fixture.identity();
  fixture.provider.revokeUser('ada');
  await expect
    .poll(() => fixture.call('albums.list', undefined))
    .toMatchObject({ failure: { code: 'sign-in-needed' } });
  expect(await fixture.status()).toMatchObject({ state: 'expired', user: ADA.email });
  expect(isLoginShown(fixture.browser.context)).toBe(false);
  const popup = await fixture.popup();
  await popup.getByText('Your sign-in has expired.').first().waitFor();
  await popup.close();
  await fixture.close();
});
