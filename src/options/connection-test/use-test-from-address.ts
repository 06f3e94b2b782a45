import { useEffect } from 'preact/hooks';
import type { Settings } from '../../core/settings';
import type { ConnectionTest } from './use-connection-test';

/** What the album manager opens this page with, to have the stored settings tested at once. */
const HASH = '#test';

/** Begins the test of the stored settings when the page's address says so, once for each time that it is opened so. */
export function useTestFromAddress(stored: Settings | null, { start }: Pick<ConnectionTest, 'start'>): void {
  useEffect(() => {
    if (stored === null) return undefined;
    const begin = (): void => {
      if (location.hash !== HASH) return;
      // Drawn anew, the page tests nothing by itself.
      history.replaceState(null, '', location.pathname + location.search);
      start(stored, Promise.resolve());
      // Once it is there.
      requestAnimationFrame(() => document.getElementById('connection-test')?.focus());
    };
    begin();
    addEventListener('hashchange', begin);
    return () => removeEventListener('hashchange', begin);
  }, [stored, start]);
}
