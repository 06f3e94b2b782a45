// Runs a TypeScript file of this project on a fresh clone: node test/bootstrap.mjs FILE.ts [arguments].
// It has no dependencies of its own, so that it can install everybody else's.
// The file runs in this very process: signals and the exit code need nobody to pass them on.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** What "engines" in package.json says, too: the build tools need it. */
const OLDEST_NODE = [20, 19];

/**
 * What npm records of a package, as far as it tells one from another.
 * @typedef {{ version?: string, integrity?: string, optional?: boolean }} LockedPackage
 */

/** @param {string} path @returns {Record<string, LockedPackage>} */
function lockedPackages(path) {
  try {
    return JSON.parse(readFileSync(resolve(ROOT, path), 'utf8')).packages ?? {};
  } catch {
    return {};
  }
}

function nodeIsTooOld() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE;
  return major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
}

/** Whether node_modules is what package-lock.json asks for. Packages for other systems may be missing. */
function dependenciesAreInstalled() {
  const wanted = Object.entries(lockedPackages('package-lock.json')).filter(([path]) => path !== '');
  const installed = lockedPackages('node_modules/.package-lock.json');
  const same = wanted.every(([path, { version, integrity, optional }]) => {
    const there = installed[path];
    if (there === undefined) return optional === true;
    return there.version === version && there.integrity === integrity;
  });
  const known = new Set(wanted.map(([path]) => path));
  return same && Object.keys(installed).every(path => known.has(path));
}

function installDependencies() {
  process.stdout.write('Installing npm dependencies …\n');
  // npm tells its scripts where it is; started by hand, it is on PATH.
  const { npm_execpath: npmScript } = process.env;
  // Takes the very versions of the lock file and leaves that alone. Not `npm ci`, which refuses a lock file
  // without the optional packages of other systems, and not every registry has those.
  const options = ['install', '--no-save', '--no-audit', '--no-fund'];
  const { status, error } =
    npmScript === undefined
      ? spawnSync('npm', options, { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32' })
      : spawnSync(process.execPath, [npmScript, ...options], { cwd: ROOT, stdio: 'inherit' });
  if (status === 0) return;
  process.stderr.write(`npm install did not succeed${error === undefined ? '' : `: ${error.message}`}.\n`);
  process.exit(status ?? 1);
}

if (nodeIsTooOld()) {
  process.stderr.write(
    `Shoebox needs Node.js ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}.\n` +
      'Get a newer one from https://nodejs.org, or with your version manager (nvm install 22).\n',
  );
  process.exit(1);
}

const file = process.argv[2];
if (file === undefined) {
  process.stderr.write('Usage: node test/bootstrap.mjs FILE.ts [arguments]\n');
  process.exit(2);
}

if (!dependenciesAreInstalled()) installDependencies();

// The file sees its own name and arguments, as if it had been started itself.
process.argv.splice(1, 1);
const { register } = await import('tsx/esm/api');
register();
await import(pathToFileURL(resolve(file)).href);
