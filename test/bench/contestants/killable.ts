import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { UnattachedBrowser } from '../../browser/launch-unattached';
import type { BenchBucket } from '../bench-bucket';
import type { BenchFixture } from '../bench-fixture';
import { extensionPage, inPage, webPage } from '../job-page';
import { runTool, startTool } from '../run-tool';
import type { Load } from './contestant';
import type { Tool } from './tool';
import type { PageLibrary } from './web-page';

/** Somebody who is killed in the middle of an upload, and starts again. */
export interface KillableContestant {
  readonly name: string;
  /**
   * Begins to upload the file below the prefix. What comes back kills at once, without a word of farewell; what comes
   * back from that starts again, as a person would, and resolves when everything is there.
   */
  begin(load: Load, prefix: string): Promise<() => Promise<() => Promise<unknown>>>;
}

/** The program is killed, and run again with the same words. */
export function killableTool({ name, commandLine }: Tool): KillableContestant {
  return {
    name: `${name}, killed`,
    async begin(load, prefix) {
      const line = await commandLine(load, prefix);
      const kill = startTool(line);
      return async () => {
        await kill();
        return () => runTool(line);
      };
    },
  };
}

/** The browser is killed; started again, the person chooses the file once more. */
export function killablePage(fixture: BenchFixture, { name, upload }: PageLibrary): KillableContestant {
  return {
    name: `${name}, browser killed`,
    begin: async (load, prefix) => {
      const home = await newHome(fixture);
      const paths = load.files.map(({ path }) => path);
      const start = async (browser: UnattachedBrowser): Promise<number> =>
        inPage(webPage(browser, fixture, paths), page => upload(page, prefix));
      const browser = await fixture.launch(home);
      start(browser).catch(() => undefined); // it is killed
      return async () => {
        await browser.kill();
        return () => inNextBrowser(fixture, home, start);
      };
    },
  };
}

/** The browser is killed; started again, the person opens the popup and does nothing more. */
export function killableShoebox(fixture: BenchFixture, bucket: BenchBucket): KillableContestant {
  return {
    name: 'Shoebox, browser killed',
    begin: async (load, album) => {
      const home = await newHome(fixture);
      const browser = await fixture.launch(home);
      await fixture.configure(browser, bucket.endpoint);
      startUploads(browser, load, album).catch(() => undefined); // it is killed
      return async () => {
        await browser.kill();
        return () => inNextBrowser(fixture, home, resumeUploads);
      };
    },
  };
}

/** The worker is killed; then the person opens the popup. An alarm would wake the worker as well, later. */
export function killableWorker(fixture: BenchFixture, bucket: BenchBucket): KillableContestant {
  return {
    name: 'Shoebox, worker killed',
    begin: async (load, album) => {
      await fixture.configure(fixture.browser, bucket.endpoint);
      startUploads(fixture.browser, load, album).catch(() => undefined); // its worker is killed
      return async () => {
        await fixture.browser.killWorker();
        return () => resumeUploads(fixture.browser);
      };
    },
  };
}

const startUploads = (browser: UnattachedBrowser, { files }: Load, album: string): Promise<number> => {
  const paths = files.map(({ path }) => path);
  return inPage(extensionPage(browser, paths), ({ run }) => run('handOver', { album }));
};

const resumeUploads = (browser: UnattachedBrowser): Promise<number> =>
  inPage(extensionPage(browser, []), ({ run }) => run('handedOverBefore', undefined));

const newHome = ({ folder }: BenchFixture): Promise<string> => mkdtemp(join(folder, 'home-'));

async function inNextBrowser(
  fixture: BenchFixture,
  home: string,
  work: (browser: UnattachedBrowser) => Promise<number>,
): Promise<void> {
  const browser = await fixture.launch(home);
  try {
    await work(browser);
  } finally {
    await browser.close();
    await rm(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}
