import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CHROMIUM_DEVELOPMENT_ID } from '../../src/core/extension-ids';

/**
 * Puts the extension's button on the toolbar of a profile that does not exist yet; Chromium hides new ones
 * behind the puzzle piece. Later the person's own choice stands.
 */
export async function pinToToolbar(userDataDir: string): Promise<void> {
  const folder = join(userDataDir, 'Default');
  const preferences = join(folder, 'Preferences');
  if (existsSync(preferences)) return;
  await mkdir(folder, { recursive: true });
  await writeFile(
    preferences,
    JSON.stringify({ extensions: { pinned_extensions: [CHROMIUM_DEVELOPMENT_ID] } }),
  );
}
