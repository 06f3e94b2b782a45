import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { type Task, useTask } from '../ui/use-task';
import { ALL_SITES, type GrantedHost, grantedHosts } from './granted-hosts';

/** The hosts that the browser lets Shoebox reach, as they are now. */
export interface SiteAccess {
  /** Null until the browser has told. */
  readonly hosts: readonly GrantedHost[] | null;
  /** Of reading them, or of what the user asked for last. */
  readonly task: Task;
  readonly takeBack: (host: GrantedHost) => void;
  /** Must be called in the click itself: the browser takes such a question only there. */
  readonly allowAll: () => void;
}

export function useSiteAccess(): SiteAccess {
  const [hosts, setHosts] = useState<readonly GrantedHost[] | null>(null);
  const task = useTask();
  const { run } = task;

  const show = useCallback(async (signal: AbortSignal): Promise<void> => {
    const { origins = [] } = await browser.permissions.getAll();
    if (!signal.aborted) setHosts(grantedHosts(origins));
  }, []);
  const load = useCallback(() => void run(show), [run, show]);
  useEffect(() => {
    load();
    const { onAdded, onRemoved } = browser.permissions;
    for (const event of [onAdded, onRemoved]) event.addListener(load);
    return () => {
      for (const event of [onAdded, onRemoved]) event.removeListener(load);
    };
  }, [load]);

  return useMemo(
    () => ({
      hosts,
      task,
      takeBack: ({ patterns }: GrantedHost) =>
        void run(async signal => {
          await browser.permissions.remove({ origins: [...patterns] });
          await show(signal);
        }),
      allowAll() {
        const answer = browser.permissions.request({ origins: ALL_SITES });
        void run(async signal => {
          await answer;
          await show(signal);
        });
      },
    }),
    [hosts, task, run, show],
  );
}
