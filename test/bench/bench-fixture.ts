import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchUnattached, type UnattachedBrowser } from '../browser/launch-unattached';
import { startCognitoOverSts } from '../ceph/cognito-over-sts';
import { type CephGateway, startCephGateway } from '../ceph/gateway';
import { atProcessEnd, removeFolderSync } from '../ceph/gateway-folder';
import { ignoredByCeph } from '../ceph/known-differences';
import { BUCKET, guestPool, POOL_ID } from '../e2e/fixture';
import { testedConditions } from '../e2e/tested-conditions';
import { type BenchBucket, makeBenchBucket } from './bench-bucket';
import { stageExtension } from './staged-extension';
import { startWebSite, type WebSite } from './web-site';

/** A store, a browser with Shoebox that knows it, and a web site that uploads to it. */
export interface BenchFixture {
  readonly gateway: CephGateway;
  /** At the gateway's own address. */
  readonly bucket: BenchBucket;
  readonly browser: UnattachedBrowser;
  readonly site: WebSite;
  /** A folder for files to upload; gone at the end. */
  readonly folder: string;
  /** Another browser, with a Shoebox of its own that knows no store yet unless it is in `homeDir`. */
  launch(homeDir?: string): Promise<UnattachedBrowser>;
  /** Tells the Shoebox in a browser where S3 is. */
  configure(browser: UnattachedBrowser, endpoint: string): Promise<void>;
  close(): Promise<void>;
}

/** Brings it up, in some seconds. */
export async function openBenchFixture(): Promise<BenchFixture> {
  const gateway = await startCephGateway();
  const bucket = await makeBenchBucket(gateway, BUCKET);
  const cognito = await startCognitoOverSts(gateway, [guestPool('')]);
  const site = await startWebSite();
  await bucket.allowOrigin(new URL(site.url).origin);
  const extension = await stageExtension();
  const folder = await mkdtemp(join(tmpdir(), 'shoebox-bench-'));
  // It holds gigabytes.
  const forget = atProcessEnd(() => removeFolderSync(folder));

  const launch: BenchFixture['launch'] = homeDir =>
    launchUnattached({
      ...{ extensionDir: extension.dir, headless: true, ...(homeDir !== undefined && { homeDir }) },
      extraHostPermissions: ['http://*/*', 'https://*/*'],
    });
  const configure: BenchFixture['configure'] = async (browser, endpoint) => {
    const settings = {
      ...{ bucket: BUCKET, region: gateway.region, identityPoolId: POOL_ID, folder: '' },
      ...{ endpoint, pathStyle: true, cognitoEndpoint: cognito.endpoint },
      ...{ encryption: 'none' as const, kmsKey: '', requesterPays: false },
      ...{ access: 'guest' as const, issuer: '', clientId: '' },
    };
    const page = await browser.extensionPage('src/options/index.html');
    // As a connection test would find out: what is not honoured costs a look before each request.
    const tested = JSON.stringify(testedConditions(settings, ignoredByCeph(false)));
    await page.evaluate(`chrome.storage.local.set(${tested})`);
    const message = JSON.stringify({ type: 'settings.save', args: settings });
    const reply = await page.evaluate(`chrome.runtime.sendMessage(${message}).then(JSON.stringify)`);
    await page.close();
    if (!String(reply).startsWith('{"ok":true')) throw new Error(`Settings were refused: ${String(reply)}`);
  };
  const browser = await launch();
  await configure(browser, gateway.endpoint);
  return {
    ...{ gateway, bucket, browser, site, folder, launch, configure },
    async close() {
      await browser.close();
      await Promise.all([cognito.close(), site.close(), extension.remove()]);
      await gateway.close();
      removeFolderSync(folder);
      forget();
    },
  };
}
