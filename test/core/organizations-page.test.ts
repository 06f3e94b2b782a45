import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CHROMIUM_DEVELOPMENT_ID, FIREFOX_ADDON_ID } from '../../src/core/extension-ids';
import { imposedSettings, parsePolicy } from '../../src/core/policy';

const page = readFileSync('.github/organizations.md', 'utf8');
const [chrome, firefox] = [...page.matchAll(/```json\n(.*?)```/gs)].map(([, text = '']) => JSON.parse(text));
const forChrome = chrome['3rdparty'].extensions[CHROMIUM_DEVELOPMENT_ID];
const forFirefox = firefox.policies['3rdparty'].Extensions[FIREFOX_ADDON_ID];

test.each([
  ['Chrome', forChrome],
  ['Firefox', forFirefox],
])('the policy for %s that organizations are to copy sets Shoebox up, without a mistake', (_, example) => {
  const policy = parsePolicy(example);
  expect(policy.problems).toEqual([]);
  expect(imposedSettings(undefined, policy)).toMatchObject({ access: 'user', folder: 'people/{identity}/' });
});

test('the policies for all browsers that organizations are to copy say the same', () => {
  expect(forFirefox).toEqual(forChrome);
  const registry = Object.fromEntries(
    [...page.matchAll(/^"(\w+)"="(.*)"$/gm)].map(([, name, value]) => [name, value]),
  );
  expect(registry).toEqual(forChrome.settings);
  const plist = Object.fromEntries(
    [...page.matchAll(/<key>(\w+)<\/key><string>(.*)<\/string>/g)].map(([, name, value]) => [name, value]),
  );
  expect(plist).toEqual(forChrome.settings);
  expect(page).toContain(`extensions\\${CHROMIUM_DEVELOPMENT_ID}\\policy\\preferences\\conversion]`);
});
