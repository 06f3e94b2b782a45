import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violationsOf } from './axe';
import { MANAGER_STATES } from './page-states/manager-states';
import { OPTIONS_STATES } from './page-states/options-states';
import { openScene, type Scene } from './page-states/page-state';
import { PANEL_STATES } from './page-states/panel-states';
import { PICKER_STATES } from './page-states/picker-states';
import { TRAY_STATES } from './page-states/tray-states';
import { WELCOME_STATES } from './page-states/welcome-states';

// Everything that a person can come across, looked at by axe, in light and in dark.

describe.each([
  [
    'with a bucket',
    true,
    [...MANAGER_STATES, ...TRAY_STATES, ...PANEL_STATES, ...OPTIONS_STATES, ...PICKER_STATES],
  ],
  ['before there is one', false, WELCOME_STATES],
] as const)('%s', (_, configured, states) => {
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
