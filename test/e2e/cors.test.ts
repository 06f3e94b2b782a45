import { afterEach, expect, test } from 'vitest';
import { CHROMIUM_DEVELOPMENT_ID } from '../../src/core/extension-ids';
import { bucketCors } from '../../src/setup/cors';
import { type E2eFixture, openFixture } from './fixture';
import { clickMenuItem } from './menu-click';

// A person who refuses access to the bucket's host can set up CORS instead, with the rules that the options show.

let fixture: E2eFixture;

afterEach(() => fixture.close());

const RULES = bucketCors(`chrome-extension://${CHROMIUM_DEVELOPMENT_ID}`);

test('with the CORS rules of the options page, everything works without access to the S3 host', async () => {
  fixture = await openFixture({ granted: ['http://localhost/*'], cors: RULES });
  expect(await fixture.testConnection()).toMatchObject({ step: 'delete', state: 'passed', failure: null });
  await clickMenuItem(fixture, `${fixture.site.url}photos/rocket.jpg`, 'Cors/');
  await expect.poll(() => fixture.owner.keys('Cors/')).toEqual(['Cors/rocket.jpg']);
  const details = await fixture.call('photos.details', { key: 'Cors/rocket.jpg' });
  expect(details).toMatchObject({
    ok: true,
    // By the page, unless that was closed sooner.
    value: { provenance: { pageUrl: fixture.site.url, strategy: expect.stringMatching(/^(page|worker)$/) } },
  });
});

test('with CORS rules and without host access, photos are downloaded, whole and in parts', async () => {
  fixture = await openFixture({ granted: ['http://localhost/*'], cors: RULES });
  await fixture.owner.put('Cors/small.png', 'small');
  await fixture.owner.put('Cors/large.png', Buffer.alloc(5_000_000, 'large'));
  const id = 'download';
  await fixture.call('jobs.start', { id, wish: { kind: 'download-album', prefix: 'Cors/' } });
  await expect
    .poll(() => fixture.call('jobs.fetched', { id }))
    .toMatchObject({
      value: [{ key: 'Cors/large.png' }, { key: 'Cors/small.png' }],
    });
});

test('with CORS rules and without host access, a lost answer makes no second object', async () => {
  fixture = await openFixture({ granted: ['http://localhost/*'], cors: RULES });
  let dropped = 0;
  const release = fixture.aws.intercept(({ operation }) =>
    operation === 'PutObject' && dropped++ === 0 ? { dropAnswer: true } : undefined,
  );
  await clickMenuItem(fixture, `${fixture.site.url}photos/rocket.jpg`, 'Cors/');
  await fixture.transferThat(({ album, state }) => album === 'Cors/' && state === 'saved');
  release();
  expect(dropped).toBeGreaterThan(1);
  expect(await fixture.owner.keys('Cors/')).toEqual(['Cors/rocket.jpg']);
});

test('without CORS rules and host access, the failure names the host and how to grant it', async () => {
  fixture = await openFixture({ granted: ['http://localhost/*'] });
  expect(await fixture.testConnection()).toMatchObject({
    step: 'list',
    failure: { code: 'endpoint-unreachable', detail: { host: new URL(fixture.aws.endpoint).host } },
  });
});
