import { useCallback, useMemo, useState } from 'preact/hooks';
import type { Failure } from '../core/failure';
import type { SignInStatus } from '../core/sign-in-status';
import { call } from '../messaging/client';
import type { News } from '../messaging/reconnecting';
import { signInFromClick, watchSignIn } from '../messaging/sign-in';
import { type StreamSource, useStream } from './use-stream';
import { useTask } from './use-task';

/** Who is signed in, and what a page can do about it. */
export interface SignIn {
  /** Null until the worker told it. */
  readonly status: SignInStatus | null;
  /** What is waited for: the user in the provider's window, whichever page had it opened, or the end of a sign-out. */
  readonly busy: 'in' | 'out' | null;
  /** What went wrong last; null while it is tried again. */
  readonly failure: Failure | null;
  /** To be called in the click itself. */
  readonly signIn: () => void;
  readonly signOut: () => void;
  /** Where the permission was asked for already. Whether somebody is signed in then; never rejects. */
  readonly signInAllowed: () => Promise<boolean>;
}

interface Watched {
  readonly status: SignInStatus | null;
  /** Why nothing is heard of it any more. */
  readonly failure: Failure | null;
}

const STATUS: StreamSource<News<SignInStatus>, Watched> = {
  open: watchSignIn,
  reduce: ({ status }, news) => ({
    status: news.failure === null ? news.value : status,
    failure: news.failure,
  }),
};

/** The user's sign-in, where the settings have users. */
export function useSignIn(): SignIn {
  const { value, update } = useStream(STATUS, { status: null, failure: null });
  const { busy, failure, run } = useTask();
  const [doing, setDoing] = useState<'in' | 'out'>('in');
  const { status } = value;
  // Since it failed here, it may have succeeded from another page; of one whose worker died, the next worker says more.
  const isOver =
    status?.state === 'signed-in' ||
    (failure?.code === 'interrupted' && status !== null && status.failure !== null);
  const own = doing === 'in' && isOver ? null : failure;
  const change = useCallback(
    (what: 'in' | 'out', ask: () => Promise<SignInStatus>) => {
      setDoing(what);
      return run(async () => {
        const now = await ask();
        update(before => ({ ...before, status: now }));
      });
    },
    [run, update],
  );
  const signIn = useCallback(() => void change('in', signInFromClick), [change]);
  const signOut = useCallback(() => void change('out', () => call('sign-in.end')), [change]);
  const signInAllowed = useCallback(async () => {
    let isIn = false;
    await change('in', async () => {
      const now = await call('sign-in.start');
      isIn = now.state === 'signed-in';
      return now;
    });
    return isIn;
  }, [change]);
  const isOpen = status?.state === 'signing-in';
  return useMemo(
    () => ({
      status,
      busy: busy ? doing : isOpen ? 'in' : null,
      failure: busy || isOpen ? null : (own ?? value.failure ?? status?.failure ?? null),
      ...{ signIn, signOut, signInAllowed },
    }),
    [value, status, busy, isOpen, doing, own, signIn, signOut, signInAllowed],
  );
}
