import { mkdir, rm, writeFile } from 'node:fs/promises';
import { FIREFOX_ADDON_ID } from '../../../src/core/extension-ids';

/** Where Firefox looks for the one file of policies: for every user of this computer. It reads it at its start. */
const FOLDER = '/etc/firefox/policies';

const FILE = `${FOLDER}/policies.json`;

/**
 * Imposes this on Shoebox, and on nothing else, in every Firefox of this computer that starts from now on. What it
 * resolves with ends that, and has to be called in any case: the file outlives this process.
 * @returns why that can't be done here, or how it ends
 */
export async function imposeOnFirefox(policy: object): Promise<string | (() => Promise<void>)> {
  const content = { policies: { '3rdparty': { Extensions: { [FIREFOX_ADDON_ID]: policy } } } };
  try {
    await mkdir(FOLDER, { recursive: true });
    // Not over policies that this computer has.
    await writeFile(FILE, JSON.stringify(content), { flag: 'wx' });
    return () => rm(FILE, { force: true });
  } catch (error) {
    return `${FILE} can't be written (${error instanceof Error ? error.message : error})`;
  }
}
