import { basename, isAbsolute, join } from 'node:path';
import { requireDebianPackages } from './debian';
import { findCommand, isExecutableFile } from './find-command';

/** A browser of Chromium's family on this machine. */
export interface FoundBrowser {
  readonly executablePath: string;
  /** For people: "Chromium", "Google Chrome", "Microsoft Edge". */
  readonly name: string;
  /** Google's and Microsoft's own builds, which ignore --load-extension. */
  readonly branded: boolean;
}

interface KnownBrowser {
  readonly name: string;
  readonly branded: boolean;
  /** What may stand in BROWSER= for it. */
  readonly nicknames: readonly string[];
  readonly linux: readonly string[];
  readonly macApp: string;
  readonly windows: string;
}

/** In the order in which we prefer them: Chromium is what the tests run on. */
const KNOWN: readonly KnownBrowser[] = [
  {
    name: 'Chromium',
    branded: false,
    nicknames: ['chromium'],
    linux: ['chromium', 'chromium-browser', '/snap/bin/chromium'],
    macApp: 'Chromium.app/Contents/MacOS/Chromium',
    windows: 'Chromium\\Application\\chrome.exe',
  },
  {
    name: 'Google Chrome',
    branded: true,
    nicknames: ['chrome', 'google-chrome'],
    linux: ['google-chrome', 'google-chrome-stable', '/opt/google/chrome/chrome'],
    macApp: 'Google Chrome.app/Contents/MacOS/Google Chrome',
    windows: 'Google\\Chrome\\Application\\chrome.exe',
  },
  {
    name: 'Microsoft Edge',
    branded: true,
    nicknames: ['edge', 'msedge', 'microsoft-edge'],
    linux: ['microsoft-edge', 'microsoft-edge-stable', '/opt/microsoft/msedge/msedge'],
    macApp: 'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    windows: 'Microsoft\\Edge\\Application\\msedge.exe',
  },
];

/**
 * The browser to use: the one that BROWSER= names (a path, a command, or chromium, chrome, edge), else the
 * first that is installed, else Debian's chromium, installed as `requireDebianPackages` allows.
 */
export async function findBrowser(): Promise<FoundBrowser> {
  const { BROWSER = '' } = process.env;
  if (BROWSER !== '') return chosenBrowser(BROWSER);

  const installed = KNOWN.map(locate).find(found => found !== undefined);
  if (installed !== undefined) return installed;
  return findDebianChromium();
}

/** Debian's Chromium, installed if need be: what the end-to-end tests are written for. */
export async function findDebianChromium(): Promise<FoundBrowser> {
  await requireDebianPackages(
    [{ command: 'chromium', debianPackage: 'chromium' }],
    'to run the extension; BROWSER=/path/to/chrome would use another Chrome or Edge',
  );
  const executablePath = findCommand('chromium');
  if (executablePath === undefined) throw new Error('chromium is installed, but not on PATH');
  return { executablePath, name: 'Chromium', branded: false };
}

function chosenBrowser(wish: string): FoundBrowser {
  const known = KNOWN.find(browser => browser.nicknames.includes(wish.toLowerCase()));
  const located = known === undefined ? undefined : locate(known);
  if (located !== undefined) return located;

  const executablePath = isAbsolute(wish) && isExecutableFile(wish) ? wish : findCommand(wish);
  if (executablePath === undefined) {
    throw new Error(
      `BROWSER=${wish}: there is no such browser here. Give a path, or chromium, chrome or edge.`,
    );
  }
  return describe(executablePath);
}

function describe(executablePath: string): FoundBrowser {
  const file = basename(executablePath).toLowerCase();
  if (file.includes('edge')) return { executablePath, name: 'Microsoft Edge', branded: true };
  // "chrome" is also what a plain Chromium build is called: only Google's own paths say "google".
  if (/google[ \\/-]chrome/i.test(executablePath))
    return { executablePath, name: 'Google Chrome', branded: true };
  return { executablePath, name: 'Chromium', branded: false };
}

function locate(browser: KnownBrowser): FoundBrowser | undefined {
  const executablePath = candidates(browser).find(isExecutableFile);
  if (executablePath === undefined) return undefined;
  return { executablePath, name: browser.name, branded: browser.branded };
}

function candidates(browser: KnownBrowser): readonly string[] {
  const { HOME = '', PROGRAMFILES = '', LOCALAPPDATA = '' } = process.env;
  const windowsX86 = process.env['PROGRAMFILES(X86)'] ?? '';
  switch (process.platform) {
    case 'darwin':
      return ['/Applications', join(HOME, 'Applications')].map(folder => join(folder, browser.macApp));
    case 'win32':
      return [PROGRAMFILES, windowsX86, LOCALAPPDATA]
        .filter(folder => folder !== '')
        .map(folder => join(folder, browser.windows));
    default:
      return browser.linux.flatMap(place => (isAbsolute(place) ? place : (findCommand(place) ?? [])));
  }
}
