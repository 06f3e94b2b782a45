import { requireDebianPackages } from './debian';
import { findCommand } from './find-command';

/**
 * The path of Debian's Firefox ESR, installed if need be. It takes extensions that nobody has signed; Firefox itself
 * does not.
 */
export async function findFirefoxEsr(): Promise<string> {
  await requireDebianPackages(
    [{ command: 'firefox-esr', debianPackage: 'firefox-esr' }],
    'to run the extension in Firefox',
  );
  const path = findCommand('firefox-esr');
  if (path === undefined) throw new Error('firefox-esr is installed, but not on PATH');
  return path;
}
