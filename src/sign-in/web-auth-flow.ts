import { isShoeboxError, ShoeboxError } from '../core/failure';
import type { LaunchWebAuthFlow } from './ports';
import type { Provider } from './provider';
import type { Flow, Tokens } from './records';

/** What a browser says, and what it means: Chromium's `identity_constants.cc`, Firefox's `ext-identity.js`. */
const SAID: readonly (readonly [RegExp, ShoeboxError['code']])[] = [
  [/did not approve access/, 'sign-in-cancelled'],
  // Firefox leaves the window open at a page that tells an error, and can't tell that from a login page.
  [/User cancelled or denied access/, 'sign-in-not-finished'],
  [/User interaction required|Requires user interaction/, 'sign-in-needed'],
  [/Only one web auth flow/, 'sign-in-already-open'],
  [/load timed out/, 'sign-in-provider-unreachable'],
  [/redirect_uri not allowed/, 'sign-in-redirect-refused'],
];

/** For any answer of HTTP 400 and above, and for none at all. */
const NOT_LOADED = /page could not be loaded/;

/** Chromium and Firefox know of a flow without a window when it needs one. */
export const needsUser = (error: unknown): boolean =>
  error instanceof ShoeboxError && error.code === 'sign-in-needed';

/**
 * Has the user sign in, or, without `interactive`, the login page's own session do it without a question.
 * @throws ShoeboxError; `sign-in-needed` where the user would have to be asked
 */
export async function authorize(
  provider: Provider,
  launch: LaunchWebAuthFlow,
  flow: Flow,
  { interactive, prompt }: { readonly interactive: boolean; readonly prompt: 'none' | 'login' | null },
): Promise<Tokens> {
  const url = await provider.authorizationUrl(flow, prompt);
  let redirectedTo: string;
  try {
    redirectedTo = await launch({ url, interactive });
  } catch (error) {
    throw await flowFailure(error, provider, url, flow);
  }
  return provider.tokensOf(redirectedTo, flow);
}

async function flowFailure(
  error: unknown,
  provider: Provider,
  url: string,
  { redirectUrl }: Flow,
): Promise<unknown> {
  const text = error instanceof Error ? error.message : '';
  if (NOT_LOADED.test(text)) return provider.explainMissingPage(redirectUrl);
  const code = SAID.find(([words]) => words.test(text))?.[1];
  // Only words that are known are kept: what else a browser says may hold the address, and that a code.
  if (code === undefined)
    return new ShoeboxError('unexpected', {}, { cause: new Error('launchWebAuthFlow') });
  if (code === 'sign-in-not-finished') {
    const why = await provider.explainMissingPage(redirectUrl);
    if (isShoeboxError(why) && why.code === 'sign-in-client-unknown') return why;
  }
  const detail = { host: new URL(url).host, redirect: redirectUrl };
  return new ShoeboxError(code, detail, { cause: error });
}
