import { setTimeout as delay } from 'node:timers/promises';
import type { UnattachedBrowser, UnattachedPage } from '../browser/launch-unattached';
import type { BenchFixture } from './bench-fixture';
import type { ExtensionPageJobs } from './pages/extension/index';
import type { WebPageJobs } from './pages/web/index';
import { RUN_TIMEOUT_MS } from './run-tool';
import { BENCH_PAGE } from './staged-extension';

type Jobs = Readonly<Record<string, (args: never) => Promise<number>>>;

/** A page of the bench's own, in which files were chosen. */
export interface JobPage<Offered extends Jobs> {
  /** Has a job done; resolves with its answer, most of the time the milliseconds that it took. */
  run<Name extends keyof Offered & string>(name: Name, args: Parameters<Offered[Name]>[0]): Promise<number>;
  close(): Promise<void>;
}

/** Opens the bench's page of the extension, in front. */
export async function extensionPage(
  browser: UnattachedBrowser,
  files: readonly string[],
): Promise<JobPage<ExtensionPageJobs>> {
  return jobPage(await browser.extensionPage(BENCH_PAGE), files);
}

/** Opens the page of the web site, in front. */
export async function webPage(
  browser: UnattachedBrowser,
  { site }: Pick<BenchFixture, 'site'>,
  files: readonly string[],
): Promise<JobPage<WebPageJobs>> {
  return jobPage(await browser.openPage(site.url), files);
}

/** Has one thing done in a page, which is closed then. */
export async function inPage<Offered extends Jobs>(
  opening: Promise<JobPage<Offered>>,
  work: (page: JobPage<Offered>) => Promise<number>,
): Promise<number> {
  const page = await opening;
  try {
    return await work(page);
  } finally {
    await page.close();
  }
}

async function jobPage<Offered extends Jobs>(
  page: UnattachedPage,
  files: readonly string[],
): Promise<JobPage<Offered>> {
  if (files.length > 0) await page.chooseFiles('input', files);
  return {
    run: (name, args) => Promise.race([numberFrom(page, `jobs.${name}(${JSON.stringify(args)})`), tooLate()]),
    close: () => page.close(),
  };
}

async function numberFrom(page: UnattachedPage, expression: string): Promise<number> {
  const value = await page.evaluate(expression);
  if (typeof value !== 'number') throw new Error(`No number, but ${JSON.stringify(value)}`);
  return value;
}

async function tooLate(): Promise<never> {
  await delay(RUN_TIMEOUT_MS, undefined, { ref: false });
  throw new Error(`Not done within ${RUN_TIMEOUT_MS / 1000} s`);
}
