import { execFile } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BUILT = join(ROOT, 'dist/chrome');

/** Everything that a build is made from. */
const SOURCES = ['src', 'icons', 'manifest.json', 'vite', 'vite.config.ts', 'package-lock.json'];

/** What `builtExtension` found or did. */
export interface BuiltExtension {
  readonly dir: string;
  readonly fresh: boolean;
}

/** The extension for Chromium, built by `npm run build` unless the last build is newer than all its sources. */
export async function builtExtension(): Promise<BuiltExtension> {
  const builtAt = await modifiedAt(join(BUILT, 'manifest.json'));
  const changes = await Promise.all(SOURCES.map(source => newestIn(join(ROOT, source))));
  if (builtAt > Math.max(...changes)) return { dir: BUILT, fresh: false };
  await build();
  return { dir: BUILT, fresh: true };
}

function build(): Promise<void> {
  // npm tells its scripts where it is; otherwise it is on PATH, and on Windows a batch file there.
  const { npm_execpath: npmScript } = process.env;
  const args = ['run', '--silent', 'build'];
  const [command, all] =
    npmScript === undefined ? (['npm', args] as const) : ([process.execPath, [npmScript, ...args]] as const);
  const options = { cwd: ROOT, shell: npmScript === undefined && process.platform === 'win32' };
  return new Promise((resolve, reject) => {
    execFile(command, all, options, (error, stdout, stderr) => {
      if (error === null) resolve();
      else reject(new Error(`npm run build did not succeed:\n${stdout}${stderr}`, { cause: error }));
    });
  });
}

/** The newest change in a file or folder, in milliseconds since 1970. */
async function newestIn(path: string): Promise<number> {
  const entry = await stat(path);
  if (!entry.isDirectory()) return entry.mtimeMs;
  const names = await readdir(path);
  const inside = await Promise.all(names.map(name => newestIn(join(path, name))));
  return Math.max(entry.mtimeMs, ...inside);
}

async function modifiedAt(path: string): Promise<number> {
  try {
    return (await stat(path)).mtimeMs;
  } catch {
    return 0;
  }
}
