import type { Page } from 'playwright-core';
import { openAlbum } from './manager-states';
import type { PageState, Scene } from './page-state';

async function openSelected(scene: Scene, names: readonly string[]): Promise<Page> {
  const page = await openAlbum(scene, 'Work/');
  for (const name of names) {
    const photo = page.getByRole('listitem').filter({ hasText: name });
    await photo.hover();
    await photo.getByRole('button', { name: scene.text('select_photo', name) }).click();
  }
  await page.getByText(scene.text('photos_selected_other', String(names.length))).waitFor();
  return page;
}

/** What is done with photos that are there. */
export const WORK_STATES: readonly PageState[] = [
  { name: 'album, photos selected', open: scene => openSelected(scene, ['deleted.jpg', 'kept.jpg']) },
  {
    name: 'move photos',
    async open(scene) {
      const page = await openSelected(scene, ['kept.jpg', 'locked.jpg']);
      await page.getByRole('button', { name: scene.text('move_to') }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Moodboard' }).waitFor();
      return page;
    },
  },
  {
    name: 'rename photo',
    async open(scene) {
      const page = await openSelected(scene, ['kept.jpg']);
      await page.getByRole('button', { name: scene.text('rename_photo') }).click();
      await page.getByRole('dialog').waitFor();
      return page;
    },
  },
  {
    name: 'rename album, refused',
    async open(scene) {
      const page = await openAlbum(scene, 'Work/');
      await page.getByRole('button', { name: scene.text('rename_album') }).click();
      await page.getByRole('dialog').getByRole('textbox').fill('Moodboard');
      await page.getByRole('dialog').getByRole('textbox').press('Enter');
      await page.getByText(scene.text('error_album_exists', 'Moodboard')).waitFor();
      return page;
    },
  },
  {
    name: 'deleted, can be undone',
    async open(scene) {
      const page = await openSelected(scene, ['deleted.jpg']);
      await page.getByRole('button', { name: scene.text('delete_selected') }).click();
      await page.getByRole('button', { name: scene.text('undo') }).waitFor();
      return page;
    },
  },
  {
    name: 'moved in vain',
    async open(scene) {
      const release = scene.world.aws.intercept(({ operation }) =>
        operation === 'CopyObject'
          ? { status: 403, body: '<Error><Code>AccessDenied</Code></Error>' }
          : undefined,
      );
      const page = await openSelected(scene, ['locked.jpg']);
      await page.getByRole('button', { name: scene.text('move_to') }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Moodboard' }).click();
      const work = page.getByRole('region', { name: scene.text('jobs') });
      await work.getByText(scene.text('failure_details')).click();
      release();
      return page;
    },
  },
];
