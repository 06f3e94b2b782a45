import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { colorViolationsOf, violationsOf } from './axe';
import { ALL_STATES } from './page-states/all-states';
import { openScene, POPUP_SIZE, type Scene } from './page-states/page-state';
import { horizontalOverflow, turnLeftToRight, turnRightToLeft } from './page-states/settled';
import { badTargets } from './page-states/targets';

// Everything that a person can come across, looked at by axe, in light and in dark; and nothing sticks out sideways,
// whichever way lines run, on a narrow window, and at 200 %. What can be clicked is large enough for a finger.

/** The album manager's popup; where WCAG 1.4.10 wants no scrolling sideways; the popup at 200 %, half as large then. */
const MANAGER_SIZES = [
  POPUP_SIZE,
  { width: 320, height: 600 },
  { width: POPUP_SIZE.width / 2, height: POPUP_SIZE.height / 2 },
] as const;

test('light and dark differ in colours alone: light-dark() has them, and nothing else asks which of the two it is', () => {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(file =>
    /\.\w+$/.test(file),
  );
  expect(
    sources.filter(file => readFileSync(`src/${file}`, 'utf8').includes('prefers-color-scheme')),
  ).toEqual([]);
});

describe.each(ALL_STATES)('%s', (_, configured, states) => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await openScene('en', configured);
  });

  afterAll(() => scene.close());

  test.each(states)('$name', async ({ open }) => {
    const page = await open(scene);
    expect(await violationsOf(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await colorViolationsOf(page), 'dark').toEqual([]);
    expect(await horizontalOverflow(page)).toEqual([]);
    await turnRightToLeft(page);
    expect(await horizontalOverflow(page), 'right to left').toEqual([]);
    await turnLeftToRight(page);
    for (const size of page.url().includes('/popup/') ? MANAGER_SIZES : []) {
      await page.setViewportSize(size);
      // An open menu finds its place anew with the next frame.
      await page.evaluate(() => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve))));
      expect(await horizontalOverflow(page), `${size.width} px wide`).toEqual([]);
      expect(await badTargets(page), `${size.width} px wide`).toEqual([]);
    }
    await page.close();
  });
});
