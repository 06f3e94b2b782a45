import { afterAll, beforeAll, expect, test } from 'vitest';
import { button, field, textWith } from '../browser/firefox/element-path';
import { answerPermission } from '../browser/firefox/permission-prompt';
import { BUCKET } from '../e2e/fixture';
import { guestsOf, onAws } from '../e2e/on-aws';
import { type FirefoxFixture, openFirefoxFixture } from './fixture';

// AWS under its own host names, by HTTPS, in Firefox: what the connection test does is all that Shoebox ever does there.

const REGION = 'eu-central-1';

let fixture: FirefoxFixture;

beforeAll(async () => {
  fixture = await openFirefoxFixture({
    ...{ configured: false, extraHostPermissions: [] },
    aws: {
      tlsRegions: ['us-east-1', REGION],
      buckets: [{ name: BUCKET, region: REGION }],
      pools: [guestsOf(BUCKET, REGION)],
    },
    settings: onAws(BUCKET, REGION),
  });
});

afterAll(() => fixture.close());

test('a bucket in another region than was entered is found there, and works at its own host', async () => {
  const { session } = fixture.firefox;
  const options = await fixture.firefox.openedPage('src/options/index.html');
  await options.click(textWith('I have a bucket'));
  await options.fill(field('Bucket'), BUCKET);
  await options.fill(field('Region'), 'us-east-1');
  await options.fill(field('Identity pool ID'), fixture.settings.identityPoolId);
  await options.click(button('Test connection'));
  await answerPermission(session, 'allow');
  await options.click(button(`Set region to ${REGION} and test again`));
  await answerPermission(session, 'allow');
  await options.textOf(textWith('Everything works'));
  expect(await fixture.owner.keys()).toEqual([]);
});
