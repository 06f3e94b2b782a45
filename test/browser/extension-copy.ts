import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isObject } from './json-object';

/** What the copy's manifest gets on top of the build's own. */
export interface CopyChanges {
  /** Granted without asking, for the demo and for tests that are not about permission prompts. */
  readonly hostPermissions?: readonly string[];
  /** Optional permissions of the manifest that are granted in the same way. */
  readonly permissions?: readonly string[];
  /** Where to put the copy; a temporary folder otherwise. A browser profile remembers this path. */
  readonly dir?: string;
}

/** A copy of a built extension that a browser can load, and that can be thrown away. */
export interface ExtensionCopy {
  readonly dir: string;
  remove(): Promise<void>;
}

/** Copies a built extension with its id. The build itself stays as it ships. */
export async function copyExtension(extensionDir: string, changes: CopyChanges): Promise<ExtensionCopy> {
  const dir = changes.dir ?? (await mkdtemp(join(tmpdir(), 'shoebox-extension-')));
  await rm(dir, { recursive: true, force: true });
  await cp(extensionDir, dir, { recursive: true });

  const manifestPath = join(dir, 'manifest.json');
  const manifest = parseObject(await readFile(manifestPath, 'utf8'));
  const grant = (member: string, granted: readonly string[] = []): void => {
    const before = manifest[member];
    if (granted.length > 0) manifest[member] = [...(Array.isArray(before) ? before : []), ...granted];
  };
  grant('host_permissions', changes.hostPermissions);
  grant('permissions', changes.permissions);
  await writeFile(manifestPath, JSON.stringify(manifest, null, 2));
  return { dir, remove: () => rm(dir, { recursive: true, force: true }) };
}

function parseObject(json: string): Record<string, unknown> {
  const parsed: unknown = JSON.parse(json);
  if (!isObject(parsed)) throw new Error('manifest.json holds no object');
  return { ...parsed };
}
