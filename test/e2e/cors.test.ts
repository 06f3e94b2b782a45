import { afterEach, expect, test } from 'vitest';
import { bucketCors } from '../../src/setup/cors';
import { FIXED_EXTENSION_ID } from '../browser/fixed-identity-copy';
import { type E2eFixture, openFixture } from './fixture';
import { clickMenuItem } from './menu-click';

// A person who refuses access to the bucket's host can set up CORS instead, with the rules that the options show.

let world: E2eFixture;

afterEach(() => world.close());

const RULES = bucketCors(`chrome-extension://${FIXED_EXTENSION_ID}`);

test('with the CORS rules of the options page, everything works without access to the S3 host', async () => {
  world = await openFixture({ granted: ['http://localhost/*'], cors: RULES });
  expect(await world.testConnection()).toMatchObject({ step: 'delete', state: 'passed', failure: null });
  await clickMenuItem(world, `${world.site.url}photos/rocket.jpg`, 'Cors/');
  await expect.poll(() => world.owner.keys('Cors/')).toEqual(['Cors/rocket.jpg']);
  const details = await world.call('photos.details', { key: 'Cors/rocket.jpg' });
  expect(details).toMatchObject({
    ok: true,
    // By the page, unless that was closed sooner.
    value: { provenance: { pageUrl: world.site.url, rung: expect.stringMatching(/^(page|worker)$/) } },
  });
});

test('with CORS rules and without host access, photos are downloaded, whole and in parts', async () => {
  world = await openFixture({ granted: ['http://localhost/*'], cors: RULES });
  await world.owner.put('Cors/small.png', 'small');
  await world.owner.put('Cors/large.png', Buffer.alloc(5_000_000, 'large'));
  const id = 'download';
  await world.call('jobs.start', { id, wish: { kind: 'download-album', prefix: 'Cors/' } });
  await expect
    .poll(() => world.call('jobs.fetched', { id }))
    .toMatchObject({
      value: [{ key: 'Cors/large.png' }, { key: 'Cors/small.png' }],
    });
});

test('with CORS rules and without host access, a lost answer makes no second object', async () => {
  world = await openFixture({ granted: ['http://localhost/*'], cors: RULES });
  let dropped = 0;
  const release = world.aws.intercept(({ operation }) =>
    operation === 'PutObject' && dropped++ === 0 ? { dropAnswer: true } : undefined,
  );
  await clickMenuItem(world, `${world.site.url}photos/rocket.jpg`, 'Cors/');
  await world.transferThat(({ album, state }) => album === 'Cors/' && state === 'saved');
  release();
  expect(dropped).toBeGreaterThan(1);
  expect(await world.owner.keys('Cors/')).toEqual(['Cors/rocket.jpg']);
});

test('without CORS rules and host access, the failure names the host and how to grant it', async () => {
  world = await openFixture({ granted: ['http://localhost/*'] });
  expect(await world.testConnection()).toMatchObject({
    step: 'list',
    failure: { code: 'endpoint-unreachable', detail: { host: new URL(world.aws.endpoint).host } },
  });
});
