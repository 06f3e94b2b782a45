import { mkdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { ALL_STATES } from '../e2e/page-states/all-states';
import { openScene, type Scene } from '../e2e/page-states/page-state';

// `npm run screenshots`: a picture of every state of every page, in light and dark, English and Korean, to be looked at.

const FOLDER = '.shoebox/screenshots';

/** What comes into view with a delay: pictures that fade in, lists that are still listed. */
const SETTLED_MS = 800;

describe.each(['en', 'ko'] as const)('%s', locale => {
  describe.each(ALL_STATES)('%s', (_, configured, states) => {
    let scene: Scene;

    beforeAll(async () => {
      await mkdir(FOLDER, { recursive: true });
      scene = await openScene(locale, configured);
    });

    afterAll(() => scene.close());

    test.each(states)('$name', async ({ name, open }) => {
      const page = await open(scene);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await page.waitForTimeout(SETTLED_MS);
        const file = `${name.replaceAll(/[^\p{L}\p{N}]+/gu, '-')}-${locale}-${colorScheme}.png`;
        await page.screenshot({ path: `${FOLDER}/${file}` });
      }
      await page.close();
    });
  });
});
