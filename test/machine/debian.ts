import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline/promises';
import { findCommand } from './find-command';

/** A command that something here runs, and the Debian package that brings it. */
export interface PackageNeed {
  readonly command: string;
  readonly debianPackage: string;
}

/** Rejection of `requireDebianPackages`: the message says what is missing and how to get it. */
export class MissingPackagesError extends Error {
  override readonly name = 'MissingPackagesError';
}

/** Debconf must never open a dialog. */
const QUIET_DEBCONF = 'DEBIAN_FRONTEND=noninteractive';

/** Installations run one after the other: apt holds a lock, and a second one would fail on it. */
let lastInstallation: Promise<void> = Promise.resolve();

/**
 * Makes sure that every command is there; `why` ends the sentence "… is needed <why>".
 * Installs from Debian unasked where nobody can be asked and we are root (containers, CI), asks first at a
 * terminal, and otherwise rejects with a message that says exactly what is missing and the command to get it.
 */
export function requireDebianPackages(needs: readonly PackageNeed[], why: string): Promise<void> {
  const turn = lastInstallation.then(() => installWhatIsMissing(needs, why));
  lastInstallation = turn.catch(() => undefined);
  return turn;
}

async function installWhatIsMissing(needs: readonly PackageNeed[], why: string): Promise<void> {
  const missing = stillMissing(needs);
  if (missing.length === 0) return;

  const packages = [...new Set(missing.map(need => need.debianPackage))];
  const advice = adviceFor(missing, packages, why);
  const aptGet = findCommand('apt-get');
  if (aptGet === undefined) throw new MissingPackagesError(advice);

  const asRoot = commandPrefixForRoot();
  if (asRoot === undefined) throw new MissingPackagesError(advice);
  if (somebodyIsThere()) {
    const question = `${sentence(missing, why)}\nInstall ${packages.join(' ')} with apt-get now? [y/N] `;
    if (!(await agreed(question))) throw new MissingPackagesError(advice);
  } else if (asRoot.length > 0) {
    // sudo could wait for a password that nobody is there to type.
    throw new MissingPackagesError(advice);
  } else {
    process.stdout.write(`${sentence(missing, why)}\nInstalling ${packages.join(' ')} with apt-get …\n`);
  }

  await run([...asRoot, aptGet, 'update'], advice);
  await run([...asRoot, aptGet, 'install', '-y', '--no-install-recommends', ...packages], advice);

  const left = stillMissing(needs);
  if (left.length > 0) throw new MissingPackagesError(adviceFor(left, packages, why));
}

function stillMissing(needs: readonly PackageNeed[]): readonly PackageNeed[] {
  return needs.filter(need => findCommand(need.command) === undefined);
}

function sentence(missing: readonly PackageNeed[], why: string): string {
  const names = missing.map(need => need.command).join(', ');
  return `Missing: ${names} (needed ${why}).`;
}

function adviceFor(missing: readonly PackageNeed[], packages: readonly string[], why: string): string {
  const install = `apt-get install -y --no-install-recommends ${packages.join(' ')}`;
  return `${sentence(missing, why)}\nOn Debian or Ubuntu, get it with:\n  sudo apt-get update && sudo ${install}`;
}

/** What to put before a command that needs root; undefined when there is no way to become root. */
function commandPrefixForRoot(): readonly string[] | undefined {
  if (process.getuid?.() === 0) return [];
  const sudo = findCommand('sudo');
  // sudo drops our environment; this is its way of setting one for the command.
  return sudo === undefined ? undefined : [sudo, QUIET_DEBCONF];
}

function somebodyIsThere(): boolean {
  const { CI = '' } = process.env;
  return CI === '' && process.stdin.isTTY === true && process.stdout.isTTY === true;
}

async function agreed(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await terminal.question(question)).trim());
  } finally {
    terminal.close();
  }
}

function run(commandLine: readonly string[], advice: string): Promise<void> {
  const [command = '', ...args] = commandLine;
  return new Promise((resolve, reject) => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const child = spawn(command, args, { stdio: 'inherit', env });
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      if (code === 0) resolve();
      else {
        const ending = signal === null ? `exit code ${code}` : `signal ${signal}`;
        reject(new MissingPackagesError(`${commandLine.join(' ')} failed (${ending}).\n${advice}`));
      }
    });
  });
}
