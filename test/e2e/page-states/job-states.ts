import type { Page } from 'playwright-core';
import { waitUntil } from '../../browser/wait-until';
import { openManager, type PageState, type Scene, showManager } from './page-state';
import { stubAnswers } from './stubbed-answers';

/** An album that can be worked on: its photos are put there again each time. */
const ALBUM = 'At work/';
const NAMES = ['dandelions.jpg', 'fig-in-a-bowl.jpg', 'rocket.jpg', 'two-friends.jpg'] as const;

async function openAlbum({ text }: Scene, manager: Promise<Page>): Promise<Page> {
  const page = await manager;
  await page
    .getByRole('list', { name: text('photos') })
    .getByRole('listitem')
    .nth(NAMES.length - 1)
    .waitFor();
  for (const name of NAMES.slice(1, 3)) {
    const photo = page.getByRole('listitem').filter({ has: page.getByTitle(name).first() });
    await photo.hover();
    await photo.getByRole('button', { name: text('select_photo', name) }).click();
  }
  await page.getByRole('toolbar').waitFor();
  await page.mouse.move(0, 0);
  return page;
}

async function withSelection(scene: Scene): Promise<Page> {
  const { owner, site } = scene.fixture;
  for (const name of NAMES) await owner.put(`${ALBUM}${name}`, site.files.get(name) ?? '', 'image/jpeg');
  return openAlbum(scene, openManager(scene, `?album=${encodeURIComponent(ALBUM)}`));
}

/** Whoever reads one of these photos is answered so, while the page is open. */
function answering(
  page: Page,
  { fixture }: Scene,
  answer: { delayMs: number } | { status: number; body: string },
  name = '',
): () => void {
  const release = fixture.aws.intercept(({ operation, key }) =>
    operation === 'GetObject' && key?.startsWith(`${ALBUM}${name}`) ? answer : undefined,
  );
  page.once('close', release);
  return release;
}

/** With a selection, and without the rows that other states have left. */
async function withNothingDone(scene: Scene): Promise<Page> {
  const page = await withSelection(scene);
  const ends = new RegExp(`^(${scene.text('cancel')}|${scene.text('dismiss')}): `);
  const rows = page.locator('.job-row');
  while ((await rows.count()) > 0) {
    const row = await rows.first().elementHandle();
    await rows.first().getByRole('button', { name: ends }).click();
    await row?.waitForElementState('hidden');
  }
  return page;
}

/** Has the selection copied, with every copy answered so. */
async function copying(
  scene: Scene,
  answer: { delayMs: number } | { status: number; body: string },
): Promise<Page> {
  const page = await withSelection(scene);
  const release = scene.fixture.aws.intercept(({ operation }) =>
    operation === 'CopyObject' ? answer : undefined,
  );
  page.once('close', release);
  await page.getByRole('button', { name: scene.text('copy_to') }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Kitchen', exact: true }).click();
  await page.locator('.job-row').first().waitFor();
  return page;
}

/** Has the photos that are selected downloaded. */
async function chooseZip({ text }: Scene, page: Page): Promise<void> {
  await page.getByRole('button', { name: text('photos_more') }).click();
  await page.getByRole('menuitem', { name: text('download_zip') }).click();
}

/** Photos and albums while something is done with them. */
export const JOB_STATES: readonly PageState[] = [
  {
    name: 'jobs that can not be heard of',
    async open(scene) {
      const page = await scene.fixture.browser.context.newPage();
      const failure = { code: 'browser-storage-full', detail: {}, technical: 'QuotaExceededError' } as const;
      await stubAnswers(page, { 'jobs.watch': failure });
      await showManager(scene, page);
      await page.locator('.footer > .failure').waitFor();
      return page;
    },
  },
  { name: 'photos selected', open: withSelection },
  {
    name: 'menu of one photo',
    async open(scene) {
      const page = await withSelection(scene);
      const [, , selected = ''] = NAMES;
      await page.getByRole('button', { name: scene.text('select_photo', selected) }).click();
      await page.getByRole('button', { name: scene.text('photos_more') }).click();
      await page.getByRole('menu').waitFor();
      return page;
    },
  },
  {
    name: 'move photos',
    async open(scene) {
      const page = await withSelection(scene);
      await page.getByRole('button', { name: scene.text('move_to') }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Kitchen', exact: true }).waitFor();
      return page;
    },
  },
  {
    name: 'move photos into an album within another',
    async open(scene) {
      const page = await withSelection(scene);
      await page.getByRole('button', { name: scene.text('move_to') }).click();
      await page.getByRole('button', { name: scene.text('choose_albums_in', 'Garden') }).click();
      await page.getByRole('dialog').getByRole('button', { name: '2026', exact: true }).waitFor();
      return page;
    },
  },
  {
    name: 'album menu',
    async open(scene) {
      const page = await openManager(scene, '?album=Garden%2F');
      await page.getByRole('button', { name: scene.text('album_more'), exact: true }).click();
      await page.getByRole('menu').waitFor();
      return page;
    },
  },
  {
    name: 'move album',
    async open(scene) {
      const page = await openManager(scene, '?album=Garden%2F');
      await page.getByRole('button', { name: scene.text('album_more'), exact: true }).click();
      await page.getByRole('menuitem', { name: scene.text('move_album') }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Kitchen', exact: true }).waitFor();
      return page;
    },
  },
  {
    name: 'photos in a rubber band',
    async open(scene) {
      const page = await withSelection(scene);
      await page.locator('.photo').first().hover();
      await page.mouse.move(3, 300);
      await page.mouse.down();
      await page.mouse.move(200, 420, { steps: 4 });
      await page.locator('.rubber-band:not([hidden])').waitFor();
      return page;
    },
  },
  {
    name: 'rename photo',
    async open(scene) {
      const page = await withSelection(scene);
      const [, , selected = ''] = NAMES;
      await page.getByRole('button', { name: scene.text('select_photo', selected) }).click();
      await page.getByRole('button', { name: scene.text('photos_more') }).click();
      await page.getByRole('menuitem', { name: scene.text('rename_photo') }).click();
      await page.getByRole('dialog').waitFor();
      return page;
    },
  },
  {
    name: 'rename album, refused',
    async open(scene) {
      const page = await withSelection(scene);
      await page.getByRole('button', { name: scene.text('album_more'), exact: true }).click();
      await page.getByRole('menuitem', { name: scene.text('rename_album') }).click();
      await page.getByRole('dialog').getByRole('textbox').fill('Kitchen');
      await page.getByRole('dialog').getByRole('textbox').press('Enter');
      await page.getByRole('dialog').getByRole('alert').getByText('Kitchen').waitFor();
      return page;
    },
  },
  {
    name: 'photos not copied',
    async open(scene) {
      const body = '<Error><Code>AccessDenied</Code></Error>';
      const page = await copying(scene, { status: 403, body });
      await page.getByText(scene.text('failure_details')).first().click();
      await page.locator('.job-failures li').first().waitFor();
      return page;
    },
  },
  {
    name: 'photos being downloaded',
    async open(scene) {
      const page = await withNothingDone(scene);
      answering(page, scene, { delayMs: 30_000 });
      await chooseZip(scene, page);
      await page.locator('.job-row[data-state="under-way"]').waitFor();
      return page;
    },
  },
  {
    name: 'ZIP saved',
    async open(scene) {
      const page = await withNothingDone(scene);
      await Promise.all([page.waitForEvent('download'), chooseZip(scene, page)]);
      await page.getByText(scene.text('zip_save_again')).first().waitFor();
      return page;
    },
  },
  {
    name: 'ZIP to be saved, a photo missing',
    async open(scene) {
      const { fixture } = scene;
      const before = await withNothingDone(scene);
      const [, missing = ''] = NAMES;
      const body = '<Error><Code>NoSuchKey</Code></Error>';
      const release = answering(before, scene, { status: 404, body }, missing);
      await before.goto('about:blank'); // a page of ours would save it
      const id = crypto.randomUUID();
      await fixture.call('jobs.start', { id, wish: { kind: 'download-album', prefix: ALBUM } });
      await waitUntil(
        'Nothing was fetched',
        10_000,
        async () => (await fixture.call('jobs.fetched', { id })).ok,
      );
      release();
      await before.close();
      const page = await withSelection(scene);
      await page.getByText(scene.text('failure_details')).first().click();
      await page.locator('.job-failures li').first().waitFor();
      return page;
    },
  },
  {
    name: 'viewer, photo not downloaded',
    async open(scene) {
      const page = await withNothingDone(scene);
      await page.getByRole('button', { name: scene.text('clear_selection') }).click();
      await page.getByTitle(NAMES[3]).first().click();
      const viewer = page.getByRole('dialog');
      await viewer.locator('img').waitFor();
      const release = scene.fixture.aws.intercept(({ operation, key }) =>
        operation === 'HeadObject' && key === `${ALBUM}${NAMES[3]}` ? { status: 404, body: '' } : undefined,
      );
      await viewer.getByRole('button', { name: scene.text('download') }).click();
      await viewer.getByRole('alert').waitFor();
      release();
      return page;
    },
  },
  {
    name: 'album that was deleted, something came meanwhile',
    async open(scene) {
      const { fixture } = scene;
      await fixture.owner.put('Leaving/');
      const page = await openManager(scene);
      const wish = { kind: 'delete-album', prefix: 'Leaving/' } as const;
      await fixture.call('jobs.start', { id: crypto.randomUUID(), wish });
      await page.getByRole('button', { name: scene.text('undo') }).waitFor();
      await fixture.owner.put('Leaving/late.jpg', 'x');
      await page.locator('.job-row[data-state="done"] .failure').waitFor();
      return page;
    },
  },
  // After the others: they would wait for it.
  { name: 'photos being copied', open: scene => copying(scene, { delayMs: 30_000 }) },
  // Last: the photos are gone from then on.
  {
    name: 'photos deleted, to be undone',
    async open(scene) {
      const page = await withSelection(scene);
      await page.getByRole('button', { name: scene.text('delete_selected') }).click();
      await page.getByRole('button', { name: scene.text('undo') }).waitFor();
      return page;
    },
  },
];
