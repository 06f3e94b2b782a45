import { afterEach, describe, expect, test } from 'vitest';
import { isLoginShown } from '../browser/login-page';
import type { ProviderInterceptor } from '../openid-provider/index';
import { openSignInFixture, type SignInFixture, type SignInFixtureOptions } from './sign-in-fixture';
import { ADA } from './user-pool';

// ID tokens and credentials that live for seconds: renewed in the middle of everything, through deaths of the worker.

let fixture: SignInFixture;

afterEach(() => fixture.close());

const SHORT_LIVED: SignInFixtureOptions = { credentialLifeSeconds: 4, provider: { lives: { tokens: 4 } } };

const open = async (options: SignInFixtureOptions = SHORT_LIVED): Promise<void> => {
  fixture = await openSignInFixture(options);
  expect(await fixture.signIn()).toMatchObject({ ok: true });
  await fixture.identity();
};

/** Lists albums, whatever comes of it, until it is so. The worker may die under it. */
const listUntil = (isSo: () => boolean): Promise<void> =>
  expect
    .poll(async () => {
      await fixture.call('albums.list', undefined).catch(() => undefined);
      return isSo();
    })
    .toBe(true);

const isListed = async (): Promise<void> => {
  await expect
    .poll(() => fixture.call('albums.list', undefined).catch(() => undefined))
    .toMatchObject({ ok: true });
};

describe('a worker that dies', () => {
  /** Does it to the first request of the token endpoint, and to no other. */
  const onFirstToken = (act: () => ReturnType<ProviderInterceptor>): { readonly count: () => number } => {
    let count = 0;
    fixture.provider.intercept(({ endpoint }) => (endpoint === 'token' && ++count === 1 ? act() : undefined));
    return { count: () => count };
  };

  test('before its request for new tokens arrives signs nobody out', async () => {
    await open();
    const { count } = onFirstToken(async () => {
      await fixture.browser.killWorker();
      return { drop: true };
    });
    await listUntil(() => count() > 1);
    await isListed();
    expect(await fixture.status()).toMatchObject({ state: 'signed-in', user: ADA.email });
  });

  test('before the new tokens reach it uses the old refresh token once more, in its grace period', async () => {
    await open();
    const { count } = onFirstToken(() => ({ holdAnswer: () => fixture.browser.killWorker() }));
    await listUntil(() => count() > 1);
    await isListed();
    expect(await fixture.status()).toMatchObject({ state: 'signed-in', user: ADA.email });
    expect(fixture.provider.requests.filter(({ error }) => error === 'invalid_grant')).toEqual([]);
  });

  test('after the new tokens were written goes on with those', async () => {
    await open();
    fixture.provider.setLives({ grace: -1 }); // the old ones hold no more
    let killed = false;
    fixture.aws.intercept(async ({ operation }) => {
      if (operation !== 'GetCredentialsForIdentity' || killed || fixture.grants('refresh_token') === 0)
        return;
      killed = true;
      await fixture.browser.killWorker();
      return { drop: true };
    });
    await listUntil(() => killed);
    await isListed();
    await listUntil(() => fixture.grants('refresh_token') > 1);
    expect(await fixture.status()).toMatchObject({ state: 'signed-in', user: ADA.email });
    expect(fixture.provider.requests.filter(({ error }) => error === 'invalid_grant')).toEqual([]);
  });

  test('before the new tokens reach it, and is back after the grace period, asks the login page, which knows the user', async () => {
    await open();
    fixture.provider.setLives({ grace: -1 });
    const { count } = onFirstToken(() => ({ holdAnswer: () => fixture.browser.killWorker() }));
    await listUntil(() => count() > 1);
    await isListed();
    expect(await fixture.status()).toMatchObject({ state: 'signed-in', user: ADA.email });
    expect([fixture.grants('authorization_code'), isLoginShown(fixture.browser.context)]).toEqual([2, false]);
  });
});
test('an upload that meets the end of a sign-in waits for the user, and goes on once they are in', async () => {
  await open();
  fixture.provider.revokeUser('ada');
  // What was issued before may be used to its end.
  await expect
    .poll(() => fixture.call('albums.list', undefined))
    .toMatchObject({ ok: false, failure: { code: 'sign-in-needed' } });
  expect(fixture.provider.requests.some(({ error }) => error === 'invalid_grant')).toBe(true);
  await fixture.save('rocket.jpg', 'Waiting/');
  await fixture.transferThat(({ waiting }) => waiting?.kind === 'sign-in');
  expect(await fixture.status()).toMatchObject({ state: 'expired' });
  expect(await fixture.signIn()).toMatchObject({ ok: true });
  await fixture.transferThat(({ state }) => state === 'saved');
  expect(await fixture.owner.keys('')).toEqual(['Waiting/rocket.jpg']);
});
