import type { Page } from 'playwright-core';
import type { AccessKeysStatus } from '../../../src/core/access-keys';
import type { SettingsInput } from '../../../src/core/settings';
import type { AccessKeysFailure } from '../../../src/core/wait-reason';
import { openStubbedManager, savedTransfer, stubTransfer } from '../stubbed-transfers';
import { type PageState, POPUP_SIZE, type Scene, showManager } from './page-state';
import { type StubbedAnswers, stubAnswers } from './stubbed-answers';

const ID = 'AKIAIOSFODNN7EXAMPLE';
const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';

const R2: Partial<SettingsInput> = {
  endpoint: 'https://0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com',
  region: 'auto',
};
const AWS: Partial<SettingsInput> = { endpoint: '', region: 'eu-central-1', pathStyle: false };

const failure = (code: AccessKeysFailure) => ({ code, detail: {}, technical: '' });

/** Settings of a bucket that is opened with access keys, and which are kept. */
function answers({ fixture }: Scene, place: Partial<SettingsInput>, kept: AccessKeysStatus | null) {
  const keys = { identityPoolId: '', cognitoEndpoint: '', access: 'keys' } as const;
  const settings = { value: { ...fixture.settings, ...keys, ...place } };
  return {
    ...{ 'settings.get': settings, 'settings.stored': settings },
    ...{ 'access-keys.status': { value: kept }, 'access-keys.watch': { value: kept } },
  } satisfies StubbedAnswers;
}

async function openOptions(
  scene: Scene,
  kept: AccessKeysStatus | null,
  place: Partial<SettingsInput> = R2,
): Promise<Page> {
  const page = await scene.fixture.browser.context.newPage();
  await stubAnswers(page, answers(scene, place, kept));
  // The store is none that the browser may reach in a test.
  await page.addInitScript(() => Object.assign(chrome.permissions, { contains: async () => true }));
  await page.goto(`chrome-extension://${scene.fixture.browser.extensionId}/src/options/index.html`);
  const card = page.locator(kept === null ? '#field-accessKeyId' : '.kept-key');
  await card.waitFor();
  await card.scrollIntoViewIfNeeded();
  return page;
}

/** Unfolds what kind of key to make. */
async function openAdvice(page: Page, { text }: Scene): Promise<Page> {
  const advice = page.getByText(text('key_make'), { exact: true });
  await advice.click();
  await advice.scrollIntoViewIfNeeded();
  return page;
}

/** The manager of a bucket whose albums can't be listed for want of keys, with or without albums from before. */
async function openManager(scene: Scene, code: AccessKeysFailure, isKnown: boolean): Promise<Page> {
  const failed: StubbedAnswers = { ...answers(scene, R2, null), 'albums.list': failure(code) };
  if (isKnown) {
    const { page, show } = await openStubbedManager(scene.fixture, '', failed);
    await page.setViewportSize(POPUP_SIZE);
    const waiting = { kind: 'access-keys', reason: code } as const;
    await show([
      stubTransfer({ id: 'half', name: 'half-sent.jpg', uploaded: 2_600_000, waiting }),
      stubTransfer({ id: 'whole', name: 'not-begun.jpg', waiting }),
      savedTransfer({ id: 'saved', name: 'saved-before.jpg' }),
    ]);
    await page.locator('.footer-line .button-primary').waitFor();
    return page;
  }
  const page = await scene.fixture.browser.context.newPage();
  await stubAnswers(page, failed);
  await page.addInitScript(() => {
    Object.assign(chrome.storage.local, { get: async () => ({}) });
  });
  await showManager(scene, page);
  await page.getByRole('heading', { name: scene.text('keys_first') }).waitFor();
  return page;
}

/** Access keys, wherever they are entered or told of. */
export const ACCESS_KEYS_STATES: readonly PageState[] = [
  { name: 'access keys, to be entered', open: scene => openOptions(scene, null) },
  {
    name: 'access keys, entered in each other’s place, to be remembered',
    async open(scene) {
      const page = await openOptions(scene, null);
      await page.locator('#field-accessKeyId').fill(SECRET);
      await page.locator('#field-secretAccessKey').fill(ID);
      await page.locator('#key-remember').check();
      await page.getByRole('button', { name: scene.text('save'), exact: true }).click();
      await page.getByRole('button', { name: scene.text('access_key_swap') }).waitFor();
      await page.locator('#key-remember').scrollIntoViewIfNeeded();
      return page;
    },
  },
  {
    name: 'access keys, kept for now',
    open: scene => openOptions(scene, { accessKeyId: ID, retention: 'session' }),
  },
  {
    name: 'access keys, remembered, which to make for AWS',
    open: async scene =>
      openAdvice(await openOptions(scene, { accessKeyId: ID, retention: 'computer' }, AWS), scene),
  },
  {
    name: 'access keys, being replaced, which to make for R2',
    async open(scene) {
      const page = await openOptions(scene, { accessKeyId: ID, retention: 'computer' });
      await page.getByRole('button', { name: scene.text('key_replace_label') }).click();
      await page.getByRole('button', { name: scene.text('secret_show_label') }).click();
      await page.locator('#field-secretAccessKey').fill(SECRET);
      return openAdvice(page, scene);
    },
  },
  {
    name: 'access keys, about to be forgotten',
    async open(scene) {
      const page = await openOptions(scene, { accessKeyId: ID, retention: 'session' });
      await page.getByRole('button', { name: scene.text('key_forget_label') }).click();
      await page.getByRole('dialog').waitFor();
      return page;
    },
  },
  {
    name: 'access keys, on a narrow page',
    async open(scene) {
      const page = await openOptions(scene, { accessKeyId: ID, retention: 'computer' });
      await page.setViewportSize({ width: 320, height: 720 });
      await page.locator('.kept-key').scrollIntoViewIfNeeded();
      return page;
    },
  },
  {
    name: 'access keys, to be entered on a narrow page',
    async open(scene) {
      const page = await openOptions(scene, null);
      await page.setViewportSize({ width: 320, height: 720 });
      await page.locator('#key-remember').scrollIntoViewIfNeeded();
      return page;
    },
  },
  {
    name: 'access keys, missing, no albums known',
    open: scene => openManager(scene, 'access-keys-needed', false),
  },
  {
    name: 'access keys, refused, photos wait',
    open: scene => openManager(scene, 'access-key-unknown', true),
  },
];
