import { bucketIdentity } from '../core/settings';
import { rebuildMenu } from './context-menu';
import { rememberUse } from './known-albums-store';
import { loadSettings } from './settings-store';

/**
 * Notes that something goes into an album: it comes first in the menu as soon as it was chosen, so that the menu is
 * not rewritten under the next click. Only a convenience: it never fails.
 */
export async function useAlbum(prefix: string): Promise<void> {
  try {
    const settings = await loadSettings();
    if (settings === null) return;
    await rememberUse(bucketIdentity(settings), prefix);
    await rebuildMenu();
  } catch {
    // The order of the menu is not worth a failure of what is being saved.
  }
}
