import { failedTransfer, openStubbedManager, savedTransfer, stubTransfer } from '../stubbed-transfers';
import { LONG_NAME } from './bucket-contents';
import { type PageState, POPUP_SIZE } from './page-state';

const WEB = { kind: 'web', bytes: null } as const;

const PAGE = 'images.localhost';

/** What is on its way, and the question where it goes. */
export const TRAY_STATES: readonly PageState[] = [
  {
    name: 'tray, everything at once',
    async open({ fixture, text }) {
      const { page, show } = await openStubbedManager(fixture);
      await page.setViewportSize(POPUP_SIZE);
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
      const toggle = page.locator('.tray-toggle');
      if ((await toggle.getAttribute('aria-expanded')) === 'false') await toggle.click();
      await page.getByRole('button', { name: text('ladder_use_screen') }).waitFor();
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
      const toggle = page.locator('.tray-toggle');
      if ((await toggle.getAttribute('aria-expanded')) === 'false') await toggle.click();
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
