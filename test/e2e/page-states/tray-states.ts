import type { Page } from 'playwright-core';
import { GUEST_POOL } from '../fixture';
import { failedTransfer, openStubbedManager, savedTransfer, stubTransfer } from '../stubbed-transfers';
import { LONG_NAME } from './bucket-contents';
import { openFooter, type PageState, POPUP_SIZE, type Scene } from './page-state';

const WEB = { kind: 'web', bytes: null } as const;

const PAGE = 'images.localhost';

/** Takes these permissions away while the page is open, and forgets what was found before. */
async function refuse(page: Page, { fixture }: Scene, ...actions: readonly string[]): Promise<void> {
  const { Statement } = GUEST_POOL.role;
  const left = Statement.map(one => ({
    ...one,
    Action: one.Action.filter(action => !actions.includes(action)),
  }));
  const role = { ...GUEST_POOL.role, Statement: left.filter(({ Action }) => Action.length > 0) };
  fixture.aws.setPools([{ ...GUEST_POOL, role }]);
  page.once('close', () => fixture.aws.setPools([GUEST_POOL]));
  await page.evaluate(() => chrome.storage.session.remove('connection-finding'));
}

/** What is on its way, and the question where it goes. */
export const TRAY_STATES: readonly PageState[] = [
  {
    name: 'tray, everything at once',
    async open({ fixture, text }) {
      const { page, show } = await openStubbedManager(fixture);
      await page.setViewportSize(POPUP_SIZE);
      await page.evaluate(() => chrome.storage.session.remove('connection-finding'));
      await show([
        failedTransfer({
          id: 'refused',
          name: 'the-one-with-a-very-long-name-that-is-cut-off.webp',
          ...WEB,
          canUseScreen: true,
          failure: { code: 'source-forbidden', detail: { host: PAGE, status: '403' }, technical: 'HTTP 403' },
        }),
        failedTransfer({ id: 'denied', name: 'denied.jpg' }),
        stubTransfer({ id: 'moving', name: 'moving.jpg', uploaded: 2_600_000, bytesPerSecond: 1_300_000 }),
        stubTransfer({ id: 'paused', name: 'paused.jpg', state: 'paused', uploaded: 1_000_000 }),
        stubTransfer({ id: 'asking', name: 'asking.jpg', state: 'choosing-album', album: null }),
        savedTransfer({
          id: 'drawn',
          name: 'drawn.png',
          ...WEB,
          note: { code: 'source-photographed', detail: {}, technical: '' },
        }),
        savedTransfer({ id: 'saved', name: LONG_NAME }),
      ]);
      await openFooter(page);
      await page.getByRole('button', { name: text('ladder_use_screen') }).waitFor();
      // What could not be saved for want of a permission is explained by itself; it is not wanting here.
      await page.getByText(text('finding_nothing')).waitFor();
      return page;
    },
  },
  {
    name: 'footer, closed',
    async open({ fixture }) {
      const { page, show } = await openStubbedManager(fixture, '?album=Moodboard%2F');
      await page.setViewportSize(POPUP_SIZE);
      await show([
        failedTransfer({ id: 'denied', name: 'denied.jpg' }),
        stubTransfer({ id: 'moving', name: 'moving.jpg', uploaded: 2_600_000, bytesPerSecond: 1_300_000 }),
        savedTransfer({ id: 'saved', name: 'saved.jpg' }),
      ]);
      await openFooter(page, false);
      // As it was, for the states that come after this one.
      await page.evaluate(() => localStorage.setItem('footer-open', 'true'));
      return page;
    },
  },
  {
    name: 'tray, failed and explained',
    async open(scene) {
      const { page, show } = await openStubbedManager(scene.fixture);
      await page.setViewportSize(POPUP_SIZE);
      await refuse(page, scene, 's3:PutObject');
      await show([
        failedTransfer({ id: 'denied', name: 'denied.jpg' }),
        failedTransfer({ id: 'too', name: LONG_NAME }),
        savedTransfer({ id: 'saved', name: 'saved.jpg' }),
      ]);
      await openFooter(page);
      await page.locator('.finding summary').waitFor();
      return page;
    },
  },
  {
    name: 'tray, failed and explained, with what to add',
    async open(scene) {
      const { page, show } = await openStubbedManager(scene.fixture);
      await page.setViewportSize(POPUP_SIZE);
      await refuse(page, scene, 's3:PutObject', 's3:ListBucketMultipartUploads');
      await show([failedTransfer({ id: 'denied', name: 'denied.jpg' })]);
      await openFooter(page);
      await page.locator('.finding summary').click();
      await page.getByRole('button', { name: scene.text('finding_copy') }).waitFor();
      return page;
    },
  },
  {
    name: 'tray, another picture came',
    async open({ fixture, text }) {
      const { page, show } = await openStubbedManager(fixture);
      await page.setViewportSize(POPUP_SIZE);
      const note = { code: 'source-other-picture', detail: { host: PAGE }, technical: '' } as const;
      await show([savedTransfer({ id: 'other', name: LONG_NAME, ...WEB, note })]);
      await openFooter(page);
      await page.getByRole('button', { name: text('copy_link') }).waitFor();
      return page;
    },
  },
  {
    name: 'tray, failed only',
    async open({ fixture, text }) {
      const { page, show } = await openStubbedManager(fixture, '?album=Moodboard%2F');
      await page.setViewportSize(POPUP_SIZE);
      await show([
        failedTransfer({
          id: 'unseen',
          name: 'unseen.webp',
          ...WEB,
          canUseScreen: true,
          failure: { code: 'screen-needs-click', detail: {}, technical: '' },
        }),
      ]);
      await openFooter(page);
      await page.getByRole('button', { name: text('ladder_use_screen') }).waitFor();
      return page;
    },
  },
  {
    name: 'choose an album',
    async open({ fixture, text }) {
      const { page, show } = await openStubbedManager(fixture, '?choose=asking&window=1');
      await page.setViewportSize(POPUP_SIZE);
      await show([stubTransfer({ id: 'asking', name: LONG_NAME, state: 'choosing-album', album: null })]);
      await page.getByRole('heading', { name: text('save_to_album') }).waitFor();
      await page.getByRole('button', { name: 'Moodboard', exact: true }).waitFor();
      return page;
    },
  },
];
