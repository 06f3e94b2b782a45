import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violationsOf } from './axe';
import { ALL_STATES } from './page-states/all-states';
import { openScene, type Scene } from './page-states/page-state';
import { horizontalOverflow, turnRightToLeft } from './page-states/settled';

// Everything that a person can come across, looked at by axe, in light and in dark; and nothing sticks out sideways,
// whichever way lines run.

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
    expect(await horizontalOverflow(page)).toEqual([]);
    await turnRightToLeft(page);
    expect(await horizontalOverflow(page), 'right to left').toEqual([]);
    await page.close();
  });
});
