import type { Settings } from '../core/settings';
import type { SignInStatus } from '../messaging/protocol';

/** What sign-in needs of the world. */
export interface SignInPorts {
  /** Null while nothing is configured. */
  readonly loadSettings: () => Promise<Settings | null>;
}

/** The user's sign-in at the provider of the settings. */
export interface SignIn {
  status(): Promise<SignInStatus>;
  /** To be called when the settings may have changed. */
  follow(): void;
  /** The status now and after each change, until the signal aborts. */
  watch(signal: AbortSignal): AsyncGenerator<SignInStatus, void, undefined>;
}

export function openSignIn({ loadSettings }: SignInPorts): SignIn {
  const watchers = new Set<() => void>();

  async function status(): Promise<SignInStatus> {
    const settings = await loadSettings();
    const state = settings?.access === 'user' ? 'signed-out' : 'not-used';
    return { state, user: null, failure: null };
  }

  return {
    status,
    follow() {
      for (const wake of watchers) wake();
    },
    async *watch(signal) {
      let [changed, wake] = [true, (): void => {}];
      const watcher = (): void => {
        changed = true;
        wake();
      };
      watchers.add(watcher);
      signal.addEventListener('abort', watcher, { once: true });
      try {
        while (!signal.aborted) {
          if (!changed) {
            await new Promise<void>(resolve => {
              wake = resolve;
            });
          } else {
            changed = false;
            yield await status();
          }
        }
      } finally {
        watchers.delete(watcher);
      }
    },
  };
}
