import { openSignIn } from '../sign-in/sign-in';
import { loadSettings } from './settings-store';

/** The user's sign-in at the provider of the stored settings. */
export const signIn = openSignIn({ loadSettings });

export const signInHandlers = {
  start: () => signIn.status(),
  end: () => signIn.status(),
  watch: (_args: undefined, signal: AbortSignal) => signIn.watch(signal),
};
