import { forgetUser } from '../aws/identity-credentials';
import { isShoeboxError, toFailure } from '../core/failure';
import type { SignInStatus } from '../core/sign-in-status';
import { credentialStorage } from './credential-storage';
import { currentBucket } from './current-bucket';
import { keepAliveUntil } from './keepalive';
import { applySettings, prefetchAlbums } from './settings-handlers';
import { loadSettings } from './settings-store';
import { reportedAs, sideEffect } from './side-effects';
import { signIn } from './sign-in';

/** @param refresh lists the albums of the user who has signed in. */
export const signInHandlers = (refresh: () => Promise<unknown>) => ({
  start: () => keepAliveUntil(start(refresh)),
  end: () => keepAliveUntil(end()),
  watch: (_args: undefined, signal: AbortSignal) => signIn.watch(signal),
});

async function start(refresh: () => Promise<unknown>): Promise<SignInStatus> {
  const forgetOther = await forgetting();
  const { state } = await signIn.start();
  if (state === 'signed-in') {
    await forgetOther();
    await sideEffect('sign-in.follow', applySettings);
    await enter();
    // A folder of one's own is known only now, at the first sign-in: what is remembered of albums belongs to it.
    await sideEffect('sign-in.follow', applySettings);
    void sideEffect('albums.refresh-in-advance', () => prefetchAlbums(refresh));
  }
  return signIn.status();
}

async function end(): Promise<SignInStatus> {
  const forget = await forgetting();
  const status = await signIn.end();
  await forget();
  await sideEffect('sign-in.follow', applySettings);
  return status;
}

/** What forgets the credentials of the user of now, once it is no longer they who are signed in. */
async function forgetting(): Promise<() => Promise<void>> {
  const settings = await loadSettings();
  const before = settings === null ? null : await signIn.subject(settings);
  return () =>
    sideEffect('sign-in.forget-credentials', async () => {
      if (settings !== null && before !== null && before !== (await signIn.subject(settings)))
        await forgetUser(settings, credentialStorage, before);
    });
}

/** Whether the identity pool lets the user in belongs to the sign-in; whether it can be reached just now does not. */
async function enter(): Promise<void> {
  try {
    await (await currentBucket()).identity.credentials();
  } catch (error) {
    if (!isShoeboxError(error) || !error.code.startsWith('sign-in-'))
      return reportedAs('sign-in.enter', undefined)(error);
    await signIn.noteFailure(toFailure(error));
    throw error;
  }
}
