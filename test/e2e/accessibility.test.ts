import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { colorViolationsOf, violationsOf } from './axe';
import { ALL_STATES } from './page-states/all-states';
import { openScene, type Scene } from './page-states/page-state';
import { horizontalOverflow, turnRightToLeft } from './page-states/settled';

// Everything that a person can come across, looked at by axe, in light and in dark; and nothing sticks out sideways,
// whichever way lines run.

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
    await page.close();
  });
});
