import type { Page } from 'playwright-core';
import { FAILURE_CODES, type Failure, type FailureCode } from '../../../src/core/failure';
import type { SignInStatus } from '../../../src/core/sign-in-status';
import { openStubbedManager, savedTransfer, stubTransfer } from '../stubbed-transfers';
import { type PageState, POPUP_SIZE, type Scene, showManager } from './page-state';
import { type StubbedAnswers, stubAnswers } from './stubbed-answers';

const USER = 'mina@example.com';

const LONG_USER =
  'wilhelmina.bartholomew-fitzgerald+shoebox.photographs@department-of-natural-history.museum.example.com';

const ISSUER = 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI';

const failure = (code: FailureCode): Failure => ({
  code,
  detail: {
    host: 'cognito-idp.eu-central-1.amazonaws.com',
    client: '5hs0example4client2id8of3cognito',
    redirect: 'https://nimjkmpgclfannkmnlnkaledjpjalneb.chromiumapp.org/',
    reason: 'User is disabled.',
  },
  technical: '',
});

/** Settings with users, and how their sign-in stands. */
function answers({ fixture }: Scene, status: Partial<SignInStatus>): StubbedAnswers {
  const settings = {
    value: {
      ...fixture.settings,
      access: 'user',
      issuer: ISSUER,
      clientId: '5hs0example4client2id8of3cognito',
    },
  };
  return {
    'settings.get': settings,
    'settings.stored': settings,
    'sign-in.watch': { value: { state: 'signed-out', user: null, failure: null, ...status } },
  };
}

async function openOptions(
  scene: Scene,
  status: Partial<SignInStatus>,
  more: StubbedAnswers = {},
): Promise<Page> {
  const page = await scene.fixture.browser.context.newPage();
  await stubAnswers(page, { ...answers(scene, status), ...more });
  await page.goto(`chrome-extension://${scene.fixture.browser.extensionId}/src/options/index.html`);
  const card = page.locator('.sign-in');
  await card.locator('[role=status]:not(:empty)').waitFor();
  await card.scrollIntoViewIfNeeded();
  return page;
}

async function openManager(
  scene: Scene,
  status: Partial<SignInStatus>,
  more: StubbedAnswers = {},
): Promise<Page> {
  const page = await scene.fixture.browser.context.newPage();
  await stubAnswers(page, { ...answers(scene, status), ...more });
  await showManager(scene, page);
  return page;
}

/** As before the first list of a bucket: nothing is known of it. */
async function openWithoutAlbums(scene: Scene, more: StubbedAnswers = {}): Promise<Page> {
  const page = await scene.fixture.browser.context.newPage();
  const failed: StubbedAnswers = { 'albums.list': failure('sign-in-needed'), ...more };
  await stubAnswers(page, { ...answers(scene, {}), ...failed });
  await page.addInitScript(() => {
    Object.assign(chrome.storage.local, { get: async () => ({}) });
  });
  await showManager(scene, page);
  await page.getByRole('heading', { name: scene.text('sign_in_first') }).waitFor();
  return page;
}

const press = (page: Page, { text }: Scene): Promise<void> =>
  page
    .getByRole('button', { name: text('sign_in'), exact: true })
    .last()
    .click();

/** The sign-in, wherever it is told of. */
export const SIGN_IN_STATES: readonly PageState[] = [
  { name: 'sign-in, nobody, no albums known', open: scene => openWithoutAlbums(scene) },
  {
    name: 'sign-in, its window is open, no albums known',
    async open(scene) {
      const page = await openWithoutAlbums(scene, { 'sign-in.start': null });
      await press(page, scene);
      await page.getByText(scene.text('sign_in_open')).last().waitFor();
      return page;
    },
  },
  {
    name: 'sign-in, failed, no albums known',
    async open(scene) {
      const page = await openWithoutAlbums(scene, {
        'sign-in.start': failure('sign-in-provider-unreachable'),
      });
      await press(page, scene);
      await page.locator('.empty [role=alert]').waitFor();
      return page;
    },
  },
  {
    name: 'sign-in, somebody with a very long address',
    async open(scene) {
      const page = await openManager(scene, { state: 'signed-in', user: LONG_USER });
      await page.locator('.sign-in-bar').waitFor();
      return page;
    },
  },
  {
    name: 'sign-in, expired, photos wait',
    async open(scene) {
      const { page, show } = await openStubbedManager(
        scene.fixture,
        '',
        answers(scene, { state: 'expired', user: USER }),
      );
      await page.setViewportSize(POPUP_SIZE);
      const waiting = { kind: 'sign-in' } as const;
      await show([
        stubTransfer({ id: 'half', name: 'half-sent.jpg', uploaded: 2_600_000, waiting }),
        stubTransfer({ id: 'whole', name: 'not-begun.jpg', waiting }),
        savedTransfer({ id: 'saved', name: 'saved-before.jpg' }),
      ]);
      await page.locator('.footer-line .button-primary').waitFor();
      await page.locator('.sign-in-bar').waitFor();
      return page;
    },
  },
  {
    name: 'sign-in, photos of another user wait',
    async open(scene) {
      const { page, show } = await openStubbedManager(
        scene.fixture,
        '',
        answers(scene, { state: 'signed-in', user: USER }),
      );
      await page.setViewportSize(POPUP_SIZE);
      await show([
        stubTransfer({
          ...{ id: 'half', name: 'half-sent.jpg', uploaded: 2_600_000 },
          waiting: { kind: 'other-user', user: LONG_USER },
        }),
        savedTransfer({ id: 'saved', name: 'saved-since.jpg' }),
      ]);
      await page.locator('.tray-note').waitFor();
      return page;
    },
  },
  {
    name: 'sign-in, its window is open, albums known',
    async open(scene) {
      const page = await openManager(scene, { state: 'signing-in', user: USER });
      await page.getByText(scene.text('sign_in_open')).waitFor();
      return page;
    },
  },
  {
    name: 'sign-in, its window was closed',
    async open(scene) {
      const page = await openManager(scene, {
        state: 'expired',
        user: USER,
        failure: failure('sign-in-cancelled'),
      });
      await page.getByText(scene.text('error_sign_in_cancelled')).waitFor();
      return page;
    },
  },
  {
    name: 'sign-in, refused by the provider',
    async open(scene) {
      const page = await openManager(scene, { failure: failure('sign-in-redirect-refused') });
      await page.locator('.sign-in-bar .failure').waitFor();
      return page;
    },
  },
  {
    name: 'sign-in, not in a private window',
    async open(scene) {
      const page = await scene.fixture.browser.context.newPage();
      await page.addInitScript(() => {
        Object.defineProperty(chrome.extension, 'inIncognitoContext', { value: true });
      });
      await stubAnswers(page, answers(scene, { state: 'expired', user: USER }));
      await showManager(scene, page);
      await page.locator('.sign-in-bar').waitFor();
      return page;
    },
  },
  { name: 'options, nobody is signed in', open: scene => openOptions(scene, {}) },
  {
    name: 'options, the window of the sign-in is open',
    async open(scene) {
      const page = await openOptions(scene, {}, { 'sign-in.start': null });
      await press(page, scene);
      await page.getByText(scene.text('sign_in_open')).waitFor();
      return page;
    },
  },
  {
    name: 'options, somebody is signed in',
    open: scene => openOptions(scene, { state: 'signed-in', user: LONG_USER }),
  },
  {
    name: 'options, the sign-in has expired',
    open: scene => openOptions(scene, { state: 'expired', user: USER }),
  },
  ...FAILURE_CODES.filter(code => code.startsWith('sign-in-')).map(
    (code): PageState => ({
      name: `options, ${code}`,
      open: scene => openOptions(scene, { failure: failure(code) }),
    }),
  ),
  {
    name: 'options, users, with pools where they do not belong',
    async open(scene) {
      const page = await openOptions(scene, {});
      await page.locator('#field-identityPoolId').fill('eu-central-1_AbCdEfGhI');
      await page.locator('#field-issuer').fill(scene.fixture.settings.identityPoolId);
      await page.getByRole('button', { name: scene.text('save'), exact: true }).click();
      await page.locator('[aria-invalid=true]').first().waitFor();
      return page;
    },
  },
];
