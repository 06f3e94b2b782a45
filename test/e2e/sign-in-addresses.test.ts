import { afterAll, beforeAll, expect, test } from 'vitest';
import { loginPage } from '../browser/login-page';
import type { OpenIdProvider } from '../openid-provider/index';
import { BUCKET, type E2eFixture, openFixture } from './fixture';
import { onAws } from './on-aws';
import { ADA, signInSettings, startUserPool, usersPool } from './user-pool';

// A user pool at AWS's own addresses, by HTTPS, for which Shoebox asks no access: CORS is all that it has there.

const REGION = 'eu-central-1';
const ISSUER = `https://cognito-idp.${REGION}.amazonaws.com/${REGION}_Photos`;
const DOMAIN = `https://photos.auth.${REGION}.amazoncognito.com`;

let provider: OpenIdProvider;
let fixture: E2eFixture;

beforeAll(async () => {
  provider = await startUserPool({ addresses: { issuer: ISSUER, domain: DOMAIN } });
  const place = onAws(BUCKET, REGION);
  const pool = usersPool(provider, { id: place.identityPoolId, bucket: BUCKET, folder: '' });
  const { users } = pool;
  if (users === undefined) throw new Error('unreachable: it is a pool of users');
  // The local AWS does not find its own names.
  const providers = users.providers.map(one => ({ ...one, jwksUri: provider.jwksUri }));
  fixture = await openFixture({
    folder: '',
    permissions: ['identity'],
    granted: [`https://${BUCKET}.s3.${REGION}.amazonaws.com/*`],
    aws: {
      tlsRegions: [REGION],
      userPools: provider.handle,
      buckets: [{ name: BUCKET, region: REGION }],
      pools: [{ ...pool, users: { ...users, providers } }],
    },
    settings: { ...place, ...signInSettings(provider) },
  });
});

afterAll(async () => {
  await fixture.close();
  await provider.close();
});

test('a user of a Cognito user pool signs in, sees their albums, and signs out, with access to the bucket’s host alone', async () => {
  const outcome = fixture.call('sign-in.start', undefined);
  await (await loginPage(fixture.browser.context)).submit(ADA);
  expect(await outcome).toMatchObject({ ok: true, value: { state: 'signed-in', user: ADA.email } });
  expect(await fixture.call('albums.list', undefined)).toEqual({ ok: true, value: [] });
  expect(await fixture.call('sign-in.end', undefined)).toMatchObject({
    ...{ ok: true, value: { state: 'signed-out' } },
  });
  expect(provider.requests.map(({ endpoint, status }) => `${endpoint} ${status}`)).toEqual(
    expect.arrayContaining(['token 200', 'revoke 200', 'logout 302']),
  );
});
