import type { Page } from 'playwright-core';
import { GUEST_POOL, RESTORING_POOL } from '../fixture';
import { LONG_NAME } from './bucket-contents';
import { openManager, type PageState, type Scene } from './page-state';

/** What was deleted below a prefix, as guests see it who may. */
async function openDeleted(scene: Scene, prefix: string): Promise<Page> {
  const { aws } = scene.fixture;
  aws.setPools([RESTORING_POOL]);
  const page = await openManager(scene, `?deleted=${encodeURIComponent(prefix)}`);
  page.once('close', () => aws.setPools([GUEST_POOL]));
  return page;
}

async function withDeleted(scene: Scene): Promise<Page> {
  const { owner, site } = scene.fixture;
  const photo = (name: string): Uint8Array => site.files.get(name) ?? new Uint8Array();
  const contents = {
    'dandelions.jpg': photo('dandelions.jpg'),
    'forest-stream.jpg': photo('forest-stream.jpg'),
    [`Norway/${LONG_NAME}`]: photo('rocket.jpg'),
    'Norway/plans.pdf': 'x',
  };
  for (const [name, content] of Object.entries(contents)) {
    await owner.put(`Bin/${name}`, content, 'image/jpeg');
    await owner.remove(`Bin/${name}`);
  }
  return openDeleted(scene, 'Bin/');
}

/** What was deleted. */
export const DELETED_STATES: readonly PageState[] = [
  {
    name: 'recently deleted',
    async open(scene) {
      const page = await withDeleted(scene);
      await page.getByRole('listitem').nth(3).waitFor();
      await page.getByRole('listitem').nth(0).click();
      await page.getByRole('listitem').nth(2).click();
      await page.locator('.deleted-rows img').nth(1).waitFor();
      return page;
    },
  },
  {
    name: 'recently deleted, nothing',
    async open(scene) {
      const page = await openDeleted(scene, 'Nothing of it/');
      await page.getByRole('heading', { name: scene.text('deleted_none') }).waitFor();
      return page;
    },
  },
  {
    name: 'recently deleted, not allowed',
    async open(scene) {
      const page = await openManager(scene, '?deleted=');
      await page.getByRole('heading', { name: scene.text('deleted_denied') }).waitFor();
      return page;
    },
  },
];
