import { expect, test } from 'vitest';
import { EMPTY_SETTINGS, type Settings } from '../../src/core/settings';
import { openSignIn } from '../../src/sign-in/sign-in';

const asUser: Settings = {
  ...EMPTY_SETTINGS,
  access: 'user',
  issuer: 'https://issuer.example',
  clientId: 'shoebox',
};

test('sign-in follows the settings: not used without any, signed out once they want a user', async () => {
  let settings: Settings | null = null;
  const signIn = openSignIn({ loadSettings: async () => settings });
  const gone = new AbortController();
  const told = signIn.watch(gone.signal);
  expect((await told.next()).value).toEqual({ state: 'not-used', user: null, failure: null });
  const next = told.next();
  settings = asUser;
  signIn.follow();
  expect((await next).value).toMatchObject({ state: 'signed-out' });
  const end = told.next();
  gone.abort();
  expect(await end).toEqual({ done: true, value: undefined });
});
