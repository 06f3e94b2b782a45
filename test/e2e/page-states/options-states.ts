import type { Page } from 'playwright-core';
import { GUEST_POOL } from '../fixture';
import type { PageState, Scene } from './page-state';
import { type StubbedAnswers, stubAnswers } from './stubbed-answers';

async function openOptions({ fixture, text }: Scene, answers: StubbedAnswers = {}): Promise<Page> {
  const page = await fixture.browser.context.newPage();
  await stubAnswers(page, answers);
  await page.goto(`chrome-extension://${fixture.browser.extensionId}/src/options/index.html`);
  await page.getByRole('heading', { name: text('options_title') }).waitFor();
  return page;
}

async function openPreferences(scene: Scene): Promise<Page> {
  const page = await openOptions(scene);
  await page.getByRole('textbox', { name: scene.text('preferences_name') }).waitFor();
  return page;
}

/** As if nobody had ever allowed access to the bucket's host. */
async function openWithoutAccess(scene: Scene): Promise<Page> {
  const page = await scene.fixture.browser.context.newPage();
  await page.addInitScript(() => Object.assign(chrome.permissions, { contains: async () => false }));
  await page.goto(`chrome-extension://${scene.fixture.browser.extensionId}/src/options/index.html`);
  return page;
}

/** The options page. */
export const OPTIONS_STATES: readonly PageState[] = [
  { name: 'options', open: openPreferences },
  {
    name: 'options, saved and working',
    async open(scene) {
      const page = await openPreferences(scene);
      await page.getByRole('button', { name: scene.text('save'), exact: true }).click();
      await page.locator('.connection .report').waitFor();
      return page;
    },
  },
  {
    name: 'options, the browser keeps Shoebox from the bucket',
    async open(scene) {
      const page = await openWithoutAccess(scene);
      await page.locator('.status-help').waitFor();
      return page;
    },
  },
  {
    name: 'options, everything unfolded and tested',
    async open(scene) {
      const page = await openPreferences(scene);
      // From the outermost: what is folded away can't be pressed.
      const folded = page.locator('details:not([open]) > summary');
      while ((await folded.count()) > 0) await folded.first().click();
      await page.getByRole('button', { name: scene.text('connection_test_start') }).click();
      await page.locator('.save-status .notice-good').waitFor();
      await page.locator('.connection-more > button').click();
      return page;
    },
  },
  {
    name: 'diagnostics copied',
    async open(scene) {
      const page = await openPreferences(scene);
      await page.getByRole('button', { name: scene.text('diagnostics_copy') }).click();
      await page.locator('.diagnostics [role=status]:not(:empty)').waitFor();
      return page;
    },
  },
  {
    name: 'diagnostics to be copied by hand',
    async open(scene) {
      const page = await openPreferences(scene);
      await page.evaluate(() => {
        Object.defineProperty(navigator, 'clipboard', { value: undefined });
      });
      await page.getByRole('button', { name: scene.text('diagnostics_copy') }).click();
      await page.locator('.diagnostics code').waitFor();
      return page;
    },
  },
  {
    name: 'options, tested where S3 ignores conditions',
    async open(scene) {
      const page = await openPreferences(scene);
      const release = scene.fixture.aws.intercept(({ operation, headers }) =>
        (operation === 'PutObject' && headers['if-none-match'] !== undefined) ||
        (operation === 'DeleteObject' && headers['if-match'] !== undefined)
          ? { status: 501, body: '<Error><Code>NotImplemented</Code></Error>' }
          : undefined,
      );
      await page.getByRole('button', { name: scene.text('connection_test_start') }).click();
      await page.locator('.report').waitFor();
      await page.locator('.connection').scrollIntoViewIfNeeded();
      release();
      return page;
    },
  },
  {
    name: 'options, tested where permissions are missing',
    async open(scene) {
      const { role } = GUEST_POOL;
      const Statement = role.Statement.map(one => ({
        ...one,
        Action: one.Action.filter(action => !['s3:GetObject', 's3:AbortMultipartUpload'].includes(action)),
      }));
      scene.fixture.aws.setPools([{ ...GUEST_POOL, role: { ...role, Statement } }]);
      const page = await openOptions(scene);
      await page.getByRole('button', { name: scene.text('connection_test_start') }).click();
      await page.locator('.report summary').click();
      await page.locator('.save-status').scrollIntoViewIfNeeded();
      scene.fixture.aws.setPools([GUEST_POOL]);
      return page;
    },
  },
  {
    name: 'options, tested where the role allows too much',
    async open(scene) {
      const policy = {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
      } as const;
      scene.fixture.aws.setPools([{ ...GUEST_POOL, role: policy }]);
      const page = await openOptions(scene);
      await page.getByRole('button', { name: scene.text('connection_test_start') }).click();
      await page.locator('.report').waitFor();
      await page.locator('.save-status').scrollIntoViewIfNeeded();
      scene.fixture.aws.setPools([GUEST_POOL]);
      return page;
    },
  },
  {
    name: 'options, refused',
    async open(scene) {
      const page = await openPreferences(scene);
      await page.locator('#field-bucket').fill('No_Bucket');
      await page.getByRole('button', { name: scene.text('save'), exact: true }).click();
      await page.locator('[aria-invalid=true]').first().waitFor();
      return page;
    },
  },
  {
    name: 'saving from the web, all fields, two of them wrong',
    async open(scene) {
      const page = await openPreferences(scene);
      await page.locator('#format').selectOption('jpeg');
      await page.locator('#max-edge').fill('5');
      await page.locator('#size-cap').fill('9000000');
      await page
        .locator('#name-template')
        .fill(`{date} {time} {host} ${'what a person may write '.repeat(5)}{title} {name}-{hash}`);
      await page.locator('#quality').waitFor();
      return page;
    },
  },
  {
    name: 'options, the worker fails',
    open: scene =>
      openOptions(scene, { 'settings.stored': { code: 'unexpected', detail: {}, technical: 'No' } }),
  },
];
