import type { Page } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { loginPage } from '../browser/login-page';
import { optionsPage } from './fixture';
import { OWN_FOLDER, openSignInFixture, type SignInFixture } from './sign-in-fixture';
import { ADA, CLIENT_ID } from './user-pool';

// The whole way as a person sees it: in the options, in the provider's window, in the album manager.

let fixture: SignInFixture;

afterEach(() => fixture.close());

const fill = async (page: Page, fields: Readonly<Record<string, string>>): Promise<void> => {
  for (const [label, value] of Object.entries(fields)) {
    const field = page.locator('form').getByLabel(label, { exact: true });
    await field.fill(value);
    // As leaving the field does.
    await field.press('Tab');
  }
};

test('from an empty options page to the first album: fields, one click on “Save”, the login page', async () => {
  fixture = await openSignInFixture({ configured: false, permissions: [], folder: OWN_FOLDER });
  const { bucket, region, identityPoolId, endpoint, cognitoEndpoint } = fixture.settings;
  const page = await optionsPage(fixture.browser);
  await page.getByRole('radio', { name: 'I have a bucket' }).check();
  await fill(page, { Bucket: bucket, Region: region, 'Identity pool ID': identityPoolId });
  await page.getByRole('radio', { name: 'People who sign in' }).check();
  await page.getByText('Advanced', { exact: true }).first().click();
  await fill(page, {
    'Sign-in provider (issuer)': `${fixture.provider.issuer}/.well-known/openid-configuration`,
    'App client ID': CLIENT_ID,
    'Folder in the bucket': OWN_FOLDER,
    'S3 endpoint': endpoint,
    'Cognito endpoint': cognitoEndpoint,
  });
  await page.getByLabel('Bucket name in the path').check();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('One last step: sign in.').waitFor();
  await page.getByText('Continue in the sign-in window.').waitFor();
  await (await loginPage(fixture.browser.context)).submit(ADA);
  await page.getByText(`Signed in as ${ADA.email}`).waitFor();
  await page.getByText('Saved and working').waitFor();
  expect(await page.getByText('One last step').count()).toBe(0);
  expect(await fixture.call('settings.get', undefined)).toMatchObject({
    value: { issuer: fixture.provider.issuer },
  });

  const popup = await fixture.popup();
  await popup.getByText(`Signed in as ${ADA.email}`).waitFor();
  await popup.getByRole('button', { name: 'New album' }).click();
  await popup.getByRole('dialog').getByRole('textbox', { name: 'Album name' }).fill('First');
  await popup.getByRole('dialog').getByRole('button', { name: 'Create album' }).click();
  await popup.getByRole('heading', { name: 'First' }).waitFor();
  const own = `users/${await fixture.identity()}/`;
  expect(await fixture.owner.keys('')).toEqual([`${own}First/`]);
});

test('in the album manager an expired sign-in is asked for above the albums, and what waits is saved after it', async () => {
  fixture = await openSignInFixture({
    credentialLifeSeconds: 4,
    folder: OWN_FOLDER,
    provider: { lives: { tokens: 4 } },
  });
  await fixture.signIn();
  const own = `users/${await fixture.identity()}/`;
  await fixture.owner.put(`${own}Trips/`);
  await fixture.call('albums.list', undefined);
  fixture.provider.revokeUser('ada');
  await expect
    .poll(() => fixture.call('albums.list', undefined))
    .toMatchObject({ failure: { code: 'sign-in-needed' } });
  await fixture.save('rocket.jpg', `${own}Trips/`);

  const popup = await fixture.popup();
  const bar = popup.getByRole('region', { name: 'Sign-in' });
  await bar.getByText('Your sign-in has expired.').waitFor();
  await popup.getByRole('list', { name: 'Albums' }).getByText('Trips').waitFor();
  const tray = popup.locator('.footer-line');
  await tray.getByText('1 waiting for you to sign in').waitFor();

  // Closed, and then by the other button.
  await bar.getByRole('button', { name: 'Sign in' }).click();
  await (await loginPage(fixture.browser.context)).close();
  await bar.getByText('The sign-in window was closed').waitFor();
  await tray.getByRole('button', { name: 'Sign in', exact: true }).click();
  await (await loginPage(fixture.browser.context)).submit(ADA);
  await popup.getByText(`Signed in as ${ADA.email}`).waitFor();
  await fixture.transferThat(({ state }) => state === 'saved');
  expect(await fixture.owner.keys(own)).toEqual([`${own}Trips/`, `${own}Trips/rocket.jpg`]);
});

test('a sign-out in the options leaves nothing of one’s albums in an album manager that is open', async () => {
  fixture = await openSignInFixture({ folder: OWN_FOLDER });
  await fixture.signIn();
  const own = `users/${await fixture.identity()}/`;
  await fixture.owner.put(`${own}Secret/`);
  const popup = await fixture.popup();
  await popup.getByRole('list', { name: 'Albums' }).getByText('Secret').waitFor();
  const page = await fixture.browser.extensionPage('src/options/index.html');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByText('You aren’t signed in.').waitFor();
  await popup.getByRole('heading', { name: 'Sign in to see your albums' }).waitFor();
  expect(await popup.getByText('Secret').count()).toBe(0);
});
