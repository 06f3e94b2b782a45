import type { Page } from 'playwright-core';
import { openOverCodes, openWithCode } from './import-states';
import { openManager, type PageState, type Scene } from './page-state';

async function openOwnBucket({ fixture, text }: Scene): Promise<Page> {
  const page = await fixture.browser.extensionPage('src/options/index.html');
  await page.getByRole('radio', { name: text('first_run_own') }).check();
  await page.locator('#field-bucket').waitFor();
  return page;
}

/** What there is before Shoebox knows a bucket. */
export const WELCOME_STATES: readonly PageState[] = [
  {
    name: 'welcome',
    async open(scene) {
      const page = await openManager(scene);
      await page.getByRole('heading', { name: scene.text('welcome') }).waitFor();
      return page;
    },
  },
  {
    name: 'options, for the first time',
    async open({ fixture, text }) {
      const page = await fixture.browser.extensionPage('src/options/index.html');
      await page.getByRole('heading', { name: text('first_run_title') }).waitFor();
      return page;
    },
  },
  {
    name: 'options, for the first time, with a set-up code',
    async open({ fixture, text }) {
      const page = await fixture.browser.extensionPage('src/options/index.html');
      await page.getByRole('radio', { name: text('first_run_code') }).check();
      return page;
    },
  },
  {
    name: 'options, for the first time, with a bucket that was pasted',
    async open(scene) {
      const { fixture } = scene;
      const page = await openOwnBucket(scene);
      await page.locator('#field-bucket').fill('arn:aws:s3:::photos-of-ada/albums');
      await page.locator('#field-bucket').blur();
      await page.locator('#field-identityPoolId').fill(fixture.settings.identityPoolId);
      await page.locator('#field-identityPoolId').blur();
      await page.locator('.is-done').nth(1).waitFor();
      return page;
    },
  },
  {
    name: 'access keys, for the first time',
    async open(scene) {
      const page = await openOwnBucket(scene);
      await page.locator('#field-store').selectOption('b2');
      await page.locator('#field-accessKeyId').scrollIntoViewIfNeeded();
      return page;
    },
  },
  {
    name: 'options, for the first time, with everything in the wrong field',
    async open(scene) {
      const page = await openOwnBucket(scene);
      await page.locator('#field-bucket').fill('arn:aws:iam::111122223333:role/shoebox-guests');
      await page.locator('#field-region').fill('Irland');
      await page.locator('#field-identityPoolId').fill('eu-west-1_AbCdEfGhI');
      await page.getByRole('button', { name: scene.text('save'), exact: true }).click();
      await page.locator('.notice-bad').waitFor();
      return page;
    },
  },
  {
    name: 'options, for the first time, with an address of DigitalOcean that was pasted',
    async open(scene) {
      const page = await openOwnBucket(scene);
      await page.locator('#field-bucket').fill('https://photos-of-ada.fra1.digitaloceanspaces.com/albums/');
      await page.locator('#field-bucket').blur();
      await page.locator('#field-accessKeyId').waitFor();
      return page;
    },
  },
  {
    name: 'options, for the first time, with a MinIO server',
    async open(scene) {
      const page = await openOwnBucket(scene);
      await page.locator('#field-store').selectOption('minio');
      await page.locator('#field-accessKeyId').waitFor();
      return page;
    },
  },
  {
    name: 'options, for the first time, with Cloudflare R2 and no address',
    async open(scene) {
      const page = await openOwnBucket(scene);
      await page.locator('#field-store').selectOption('r2');
      await page.getByRole('button', { name: scene.text('save'), exact: true }).click();
      await page.locator('.notice-bad').waitFor();
      return page;
    },
  },
  {
    name: 'options, the guide, and half of a set-up code',
    async open({ fixture, text }) {
      const page = await fixture.browser.extensionPage('src/options/index.html');
      await page.getByText(text('setup_upload')).click();
      await page.locator('#setup-code').fill('shoebox1:eyJidWNrZXQi');
      await page.locator('#setup-code').press('Enter');
      await page.locator('.field-problem').first().waitFor();
      return page;
    },
  },
  { name: 'welcome, over a page with set-up codes', open: openOverCodes },
  {
    name: 'options, a set-up code to be confirmed before there is anything',
    open: scene => openWithCode(scene, { ...scene.fixture.settings, folder: 'pictures/' }),
  },
  {
    name: 'options, the guide for people who sign in',
    async open({ fixture, text }) {
      const page = await fixture.browser.extensionPage('src/options/index.html');
      const guide = page.locator('#setup-guide');
      await guide.getByRole('radio', { name: text('setup_access_user') }).check();
      await page.locator('#new-user').fill('ada@example');
      await page.getByText(text('setup_more_choices')).click();
      await page.locator('#new-encryption').selectOption('key');
      await page.locator('#new-key').focus();
      await page.getByText(text('setup_first_user_form')).scrollIntoViewIfNeeded();
      return page;
    },
  },
  {
    name: 'no albums',
    async open(scene) {
      const { fixture } = scene;
      await fixture.call('settings.save', fixture.settings);
      const page = await openManager(scene);
      await page.getByRole('heading', { name: scene.text('no_albums') }).waitFor();
      return page;
    },
  },
];
