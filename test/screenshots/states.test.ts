import { mkdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { ALL_STATES } from '../e2e/page-states/all-states';
import { openScene, type Scene } from '../e2e/page-states/page-state';
import { settled, turnRightToLeft } from '../e2e/page-states/settled';

// `npm run screenshots`: a picture of every state of every page, in light and dark, English and Korean, to be looked at.

const FOLDER = '.shoebox/screenshots';

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
      const shoot = async (variant: string): Promise<void> => {
        const file = `${name.replaceAll(/[^\p{L}\p{N}]+/gu, '-')}-${locale}-${variant}.png`;
        await settled(page);
        await page.screenshot({ path: `${FOLDER}/${file}` });
      };
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await shoot(colorScheme);
      }
      // None of our languages is written so yet; the pages are ready for one.
      await turnRightToLeft(page);
      await shoot('right-to-left');
      await page.close();
    });
  });
});
