import { access, constants, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { CHROMIUM_DEVELOPMENT_ID } from '../../src/core/extension-ids';

/** Where Debian's Chromium looks for policies: for every user of this computer, so only its administrator may write there. */
const POLICIES = '/etc/chromium/policies/managed';

const FILE = `${POLICIES}/shoebox-test.json`;

/** Why this computer's Chromium can't be given a policy by these tests; null when it can. */
export async function chromiumPolicyObstacle(): Promise<string | null> {
  try {
    await mkdir(POLICIES, { recursive: true });
    await access(POLICIES, constants.W_OK);
    return null;
  } catch (error) {
    return `only the administrator may write to ${POLICIES} (${error instanceof Error ? error.message : error})`;
  }
}

/** Imposes this on Shoebox, and on nothing else, in every Chromium of this computer that has it. */
export async function imposeOnChromium(policy: object): Promise<void> {
  const content = { '3rdparty': { extensions: { [CHROMIUM_DEVELOPMENT_ID]: policy } } };
  // Chromium reads the whole folder as soon as something happens in it.
  await writeFile(`${FILE}.new`, JSON.stringify(content));
  await rename(`${FILE}.new`, FILE);
}

/** To be called in any case: the file outlives the test, and this process. */
export const removeChromiumPolicy = (): Promise<void> => rm(FILE, { force: true });
