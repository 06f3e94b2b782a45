import { mkdir } from 'node:fs/promises';
import { ALL_STATES } from '../e2e/page-states/all-states';
import { openScene, type PageState, type Scene } from '../e2e/page-states/page-state';

/** Not for the repository: to be looked at. */
const FOLDER = '.shoebox/screenshots';

/** What comes into view with a delay: pictures that fade in, lists that are still listed. */
const SETTLED_MS = 800;

/** Takes a picture of every state of every page, in light and dark, English and Korean. Resolves with their folder. */
export async function takeStatePictures(): Promise<string> {
  await mkdir(FOLDER, { recursive: true });
  for (const locale of ['en', 'ko'] as const) {
    for (const [, configured, states] of ALL_STATES) {
      const scene = await openScene(locale, configured);
      for (const state of states) await take(scene, state, locale);
      await scene.close();
    }
  }
  return FOLDER;
}

async function take(scene: Scene, { name, open }: PageState, locale: string): Promise<void> {
  const page = await open(scene);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.waitForTimeout(SETTLED_MS);
    const file = `${name.replaceAll(/[^\p{L}\p{N}]+/gu, '-')}-${locale}-${colorScheme}.png`;
    await page.screenshot({ path: `${FOLDER}/${file}` });
  }
  await page.close();
}
