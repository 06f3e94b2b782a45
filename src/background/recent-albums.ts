import { bucketIdentity } from '../core/settings';
import { rememberUse } from './album-cache';
import { rebuildMenu } from './context-menu';
import { loadSettings } from './settings-store';

/**
 * Notes that something goes into an album: it comes first in the menu as soon as it was chosen, so that the menu is
 * not rewritten under the next click. Only a convenience: nothing that is being saved is to fail with it.
 */
export async function recordAlbumUse(prefix: string): Promise<void> {
  const settings = await loadSettings();
  if (settings === null) return;
  await rememberUse(bucketIdentity(settings), prefix);
  await rebuildMenu();
}
