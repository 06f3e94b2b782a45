import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violationsOf } from './axe';
import { ALL_STATES } from './page-states/all-states';
import { openScene, type Scene } from './page-states/page-state';

// Everything that a person can come across, looked at by axe, in light and in dark.

describe.each(ALL_STATES)('%s', (_, configured, states) => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await openScene('en', configured);
  });

  afterAll(() => scene.close());

  test.each(states)('$name', async ({ open }) => {
    const page = await open(scene);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await violationsOf(page), colorScheme).toEqual([]);
    }
    await page.close();
  });
});
