import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { SettingsInput } from '../../src/core/settings';
import { launchUnattached, type UnattachedBrowser, type UnattachedPage } from '../browser/launch-unattached';
import { startCognitoOverSts } from '../ceph/cognito-over-sts';
import { type CephGateway, startCephGateway } from '../ceph/gateway';
import { BUCKET, GUEST_POOL, POOL_ID } from '../e2e/world';
import { type BenchBucket, makeBenchBucket } from './bench-bucket';
import type { ExtensionPageJobs } from './pages/extension/index';
import { RUN_TIMEOUT_MS } from './run-tool';
import { BENCH_PAGE, stageExtension } from './staged-extension';

/** A store, and a browser with Shoebox that knows it. */
export interface BenchWorld {
  readonly gateway: CephGateway;
  readonly bucketName: string;
  readonly bucket: BenchBucket;
  readonly browser: UnattachedBrowser;
  /** A folder for files to upload; gone at the end. */
  readonly folder: string;
  /** Tells Shoebox to reach S3 at another address, a slow link's for one. */
  configure(endpoint: string): Promise<void>;
  close(): Promise<void>;
}

/** Brings it up, in some seconds. */
export async function openBenchWorld(): Promise<BenchWorld> {
  const gateway = await startCephGateway();
  const bucket = await makeBenchBucket(gateway, BUCKET);
  const cognito = await startCognitoOverSts(gateway, [GUEST_POOL]);
  const extension = await stageExtension();
  const browser = await launchUnattached({
    extensionDir: extension.dir,
    headless: true,
    extraHostPermissions: ['http://*/*', 'https://*/*'],
  });
  const folder = await mkdtemp(join(tmpdir(), 'shoebox-bench-'));
  const settingsFor = (endpoint: string): SettingsInput => ({
    ...{ bucket: BUCKET, region: gateway.region, identityPoolId: POOL_ID, folder: '' },
    ...{ endpoint, pathStyle: true, cognitoEndpoint: cognito.endpoint },
  });
  const configure = async (endpoint: string): Promise<void> => {
    const page = await browser.extensionPage(BENCH_PAGE);
    const message = JSON.stringify({ type: 'settings.save', args: settingsFor(endpoint) });
    const reply = await page.evaluate(`chrome.runtime.sendMessage(${message}).then(JSON.stringify)`);
    await page.close();
    if (!String(reply).startsWith('{"ok":true')) throw new Error(`Settings were refused: ${String(reply)}`);
  };
  await configure(gateway.endpoint);
  return {
    ...{ gateway, bucketName: BUCKET, bucket, browser, folder, configure },
    async close() {
      await browser.close();
      await Promise.all([cognito.close(), extension.remove()]);
      await gateway.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Has a job done in a fresh page of the extension, in front, in which files were chosen. */
export async function inExtensionPage<Name extends keyof ExtensionPageJobs>(
  { browser }: BenchWorld,
  files: readonly string[],
  name: Name,
  args: Parameters<ExtensionPageJobs[Name]>[0],
): Promise<number> {
  const page = await browser.extensionPage(BENCH_PAGE);
  try {
    await page.chooseFiles('input', files);
    return await Promise.race([numberFrom(page, `jobs.${name}(${JSON.stringify(args)})`), tooLate()]);
  } finally {
    await page.close();
  }
}

/** The number that a job answers. */
export async function numberFrom(page: UnattachedPage, expression: string): Promise<number> {
  const value = await page.evaluate(expression);
  if (typeof value !== 'number') throw new Error(`No number, but ${JSON.stringify(value)}`);
  return value;
}

async function tooLate(): Promise<never> {
  await delay(RUN_TIMEOUT_MS, undefined, { ref: false });
  throw new Error(`Not done within ${RUN_TIMEOUT_MS / 1000} s`);
}
