import browser, { type Manifest } from 'webextension-polyfill';
import type { SignInStatus } from '../core/sign-in-status';
import { call, stream } from './client';
import { type News, reconnecting } from './reconnecting';
import { reportFromPage } from './report-from-page';

/** Firefox has it from the start: it can't be optional there. */
const PERMISSIONS: readonly string[] = import.meta.env.MODE === 'firefox' ? [] : ['identity'];

/** What a sign-in takes besides the hosts. The polyfill's types are Firefox's. */
export const SIGN_IN_PERMISSIONS = [...PERMISSIONS] as Manifest.OptionalPermission[];

/** In private windows the browser has no window for it. */
export const canSignIn = (): boolean => browser.extension.inIncognitoContext !== true;

/**
 * Signs the user in, in a window of the provider's. To be called in the click itself: later the browser does not ask.
 * @throws ShoeboxError `sign-in-…`
 */
export async function signInFromClick(): Promise<SignInStatus> {
  if (SIGN_IN_PERMISSIONS.length > 0)
    // What a refusal means is for the worker to say, which finds no window to open.
    await browser.permissions
      .request({ permissions: SIGN_IN_PERMISSIONS })
      .catch(error => reportFromPage('sign-in.request-permission', error));
  return call('sign-in.start');
}

/** Who is signed in, as it changes; ends with `signal` only. */
export const watchSignIn = (signal: AbortSignal): AsyncIterable<News<SignInStatus>> =>
  reconnecting(connected => stream('sign-in.watch', undefined, connected), signal);
