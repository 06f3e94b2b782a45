import { expect, test } from 'vitest';
import { EMPTY_SETTINGS } from '../../src/core/settings';
import { imposeOnFirefox } from '../browser/firefox/policy';
import { openFirefoxFixture } from './fixture';

const IMPOSED = {
  ...EMPTY_SETTINGS,
  bucket: 'team-bucket',
  region: 'eu-central-1',
  identityPoolId: 'eu-central-1:11111111-2222-3333-4444-555555555555',
};

test('a policy imposes settings on Shoebox in Firefox, shown as such, and tells what it can’t use', async context => {
  const end = await imposeOnFirefox({
    settings: { ...IMPOSED, buket: 'x' },
    preferences: { keepProvenance: false, version: 'worst' },
  });
  if (typeof end === 'string') return context.skip(end);
  try {
    const fixture = await openFirefoxFixture({ configured: false });
    try {
      expect(await fixture.call('settings.get', undefined)).toEqual(IMPOSED);
      await fixture.call('settings.save', { ...IMPOSED, bucket: 'other-bucket' });
      expect(await fixture.call('settings.get', undefined)).toEqual(IMPOSED);
      expect(await fixture.call('preferences.get', undefined)).toMatchObject({
        keepProvenance: false,
        version: 'best',
      });
      const page = await fixture.firefox.extensionPage('src/options/index.html');
      const state = () =>
        page.evaluate(() => {
          const bucket = document.querySelector<HTMLInputElement>('#field-bucket');
          const names = [...document.querySelectorAll('.policy-problems code')];
          return {
            ...{ bucket: bucket?.value, isDisabled: bucket?.matches(':disabled') },
            problems: names.map(({ textContent }) => textContent),
          };
        });
      await expect.poll(state).toEqual({
        ...{ bucket: 'team-bucket', isDisabled: true },
        problems: ['settings.buket', 'preferences.version'],
      });
    } finally {
      await fixture.close();
    }
  } finally {
    await end();
  }
});
