import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { CHROMIUM_DEVELOPMENT_ID, FIREFOX_ADDON_ID } from '../../src/core/extension-ids';
import { redirectAddresses } from '../../src/setup/redirect-addresses';

const PUBLISHED = [
  `https://${CHROMIUM_DEVELOPMENT_ID}.chromiumapp.org/`,
  `https://${createHash('sha1').update(FIREFOX_ADDON_ID).digest('hex')}.extensions.allizom.org/`,
];

test.each(PUBLISHED)('a sign-in in the extension at %s returns to the published ids', here => {
  expect(redirectAddresses(here)).toEqual(PUBLISHED);
});

test('a sign-in returns to the extension at hand too, whatever its id', () => {
  const here = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/';
  expect(redirectAddresses(here)).toEqual([...PUBLISHED, here]);
});
