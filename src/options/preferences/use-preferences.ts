import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { imposedPreferences } from '../../core/policy';
import type { Preferences } from '../../core/preferences';
import { call } from '../../messaging/client';
import { type Task, useTask } from '../../ui/use-task';
import { usePolicy } from '../form/policy';
import { useStorageChange } from '../form/use-storage-change';

/** While the user types or drags, nothing is stored: `storage.sync` takes 120 writes a minute (Chrome). */
const STORED_AFTER_MS = 400;

/** The preferences as they are on the page, stored by themselves soon after each change; those changed elsewhere follow. */
export interface EditedPreferences {
  /** Null until they are loaded. */
  readonly preferences: Preferences | null;
  readonly change: (change: Partial<Preferences>) => void;
  /** Of the changes made here; null before the first. */
  readonly state: 'saving' | 'saved' | null;
  /** Loading or storing. */
  readonly task: Task;
}

export function usePreferences(): EditedPreferences {
  const [preferences, setPreferences] = useState<Preferences | null>(null);
  const [state, setState] = useState<EditedPreferences['state']>(null);
  const unsaved = useRef<Partial<Preferences>>({});
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const policy = usePolicy();
  const task = useTask();
  const { run } = task;

  useEffect(
    () =>
      void run(async signal => {
        const stored = await call('preferences.get');
        // What came from the storage meanwhile is newer.
        if (!signal.aborted) setPreferences(now => now ?? stored);
      }),
    [run],
  );
  const follow = useCallback(
    (value: unknown) => setPreferences({ ...imposedPreferences(value, policy), ...unsaved.current }),
    [policy],
  );
  useStorageChange('preferences', follow);

  const store = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    void run(async () => {
      // Only what was changed here: the rest may have been changed elsewhere meanwhile.
      const changes = unsaved.current;
      await call('preferences.save', changes);
      if (unsaved.current !== changes) return;
      unsaved.current = {};
      setState('saved');
    });
  }, [run]);

  const change = useCallback(
    (changed: Partial<Preferences>) => {
      unsaved.current = { ...unsaved.current, ...changed };
      setPreferences(now => now && { ...now, ...changed });
      setState('saving');
      clearTimeout(timer.current);
      timer.current = setTimeout(store, STORED_AFTER_MS);
    },
    [store],
  );

  // Who closes the page right after a change has made it all the same.
  useEffect(() => {
    const leave = (): void => {
      if (timer.current !== undefined) store();
    };
    addEventListener('pagehide', leave);
    return () => removeEventListener('pagehide', leave);
  }, [store]);

  return useMemo(() => ({ preferences, change, state, task }), [preferences, change, state, task]);
}
