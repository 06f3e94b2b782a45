import { openOverCodes, openWithCode } from './import-states';
import { openManager, type PageState } from './page-state';

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
      await page.getByRole('heading', { name: text('options_title') }).waitFor();
      await page.locator('#field-bucket').waitFor();
      return page;
    },
  },
  {
    name: 'options, the guide, and half of a set-up code',
    async open({ fixture, text }) {
      const page = await fixture.browser.extensionPage('src/options/index.html');
      await page.locator('#setup-guide > summary').click();
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
      await page.locator('#setup-guide > summary').click();
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
