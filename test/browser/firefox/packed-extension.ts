import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { copyExtension } from '../extension-copy';

const WEB_EXT = fileURLToPath(new URL('../../../node_modules/.bin/web-ext', import.meta.url));
const FILE_NAME = 'shoebox.xpi';

/** The built extension as one file, as Firefox installs it for good: a folder stays only until the next start. */
export async function packedExtension(
  extensionDir: string,
  hostPermissions: readonly string[],
): Promise<{ readonly file: string; remove(): Promise<void> }> {
  const copy = await copyExtension(extensionDir, { hostPermissions });
  const folder = await mkdtemp(join(tmpdir(), 'shoebox-xpi-'));
  const where = ['--source-dir', copy.dir, '--artifacts-dir', folder, '--filename', FILE_NAME];
  await promisify(execFile)(WEB_EXT, ['build', ...where]);
  await copy.remove();
  return { file: join(folder, FILE_NAME), remove: () => rm(folder, { recursive: true, force: true }) };
}
