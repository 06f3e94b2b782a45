import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SettingsInput } from '../../src/core/settings';
import type { ListChanges } from '../../src/messaging/list-changes';
import type { CallName, Calls, Reply, StreamReply, TransferView } from '../../src/messaging/protocol';
import { type FirefoxOptions, type FirefoxWithExtension, launchFirefox } from '../browser/firefox/launch';
import type { FirefoxPage } from '../browser/firefox/page';
import type { Preferences } from '../browser/firefox/profile';
import { startSampleSite } from '../demo/site';
import { type BucketOwner, bucketOwner } from '../e2e/bucket-owner';
import { BUCKET, guestPool, settingsFor } from '../e2e/fixture';
import { type LocalAws, type LocalAwsOptions, startLocalAws } from '../local-aws/index';

export interface FirefoxFixtureOptions extends Partial<FirefoxOptions> {
  /** Default true: Shoebox knows the bucket already. */
  readonly configured?: boolean;
  /** More of the local AWS. With `tlsRegions` the browser finds it under AWS's own host names, as under any other. */
  readonly aws?: Partial<LocalAwsOptions>;
  /** What is entered otherwise than `settingsFor` has it. */
  readonly settings?: Partial<SettingsInput>;
}

/** Firefox with Shoebox, a bucket, and a page of photographs. */
export interface FirefoxFixture {
  readonly aws: LocalAws;
  readonly owner: BucketOwner;
  readonly site: Awaited<ReturnType<typeof startSampleSite>>;
  readonly firefox: FirefoxWithExtension;
  readonly settings: SettingsInput;
  /** One message to the event page, from a page of the extension that is open for as long as the answer takes. */
  call<Name extends CallName>(name: Name, args: Calls[Name]['args']): Promise<Calls[Name]['value']>;
  /** The list of transfers as it is now. */
  transfers(): Promise<readonly TransferView[]>;
  close(): Promise<void>;
}

/** Any page of the extension will do. */
const SOME_PAGE = 'src/options/index.html';

export async function openFirefoxFixture(options: FirefoxFixtureOptions = {}): Promise<FirefoxFixture> {
  const dataDir = await mkdtemp(join(tmpdir(), 'shoebox-e2e-firefox-'));
  const aws = await startLocalAws({
    dataDir,
    buckets: [{ name: BUCKET }],
    pools: [guestPool('')],
    ...options.aws,
  });
  const site = await startSampleSite();
  const firefox = await launchFirefox({
    extensionDir: 'dist/firefox',
    extraHostPermissions: ['http://*/*', 'https://*/*'],
    ...(aws.tls && { preferences: namesLeadTo(aws.tls.address) }),
    ...options,
  });
  const settings = { ...settingsFor(aws), ...options.settings };

  const onOwnPage = async <Value>(work: (page: FirefoxPage) => Promise<Value>): Promise<Value> => {
    const page = await firefox.extensionPage(SOME_PAGE);
    try {
      return await work(page);
    } finally {
      await page.close();
    }
  };
  const fixture: FirefoxFixture = {
    aws,
    owner: bucketOwner(aws, settings.bucket, { region: settings.region }),
    site,
    firefox,
    settings,
    call: (name, args) => onOwnPage(page => callFrom(page, name, args)),
    transfers: () => onOwnPage(transfersFrom),
    async close() {
      await firefox.close();
      await Promise.all([site.close(), aws.close()]);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  if (options.configured !== false) await fixture.call('settings.save', settings);
  return fixture;
}

/** Leads all names to this computer, and HTTPS to where the local AWS answers by it. */
export const namesLeadTo = (address: string): Preferences => ({
  'network.dns.forceResolve': '127.0.0.1',
  'network.socket.forcePort': `443=${new URL(`https://${address}`).port}`,
});

/** One message to the event page. */
export async function callFrom<Name extends CallName>(
  page: FirefoxPage,
  name: Name,
  args: Calls[Name]['args'],
): Promise<Calls[Name]['value']> {
  const reply: Reply<Calls[Name]['value']> = await page.evaluate(
    (message: string) => chrome.runtime.sendMessage(JSON.parse(message)),
    JSON.stringify({ type: name, args }),
  );
  if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.failure)}`);
  return reply.value;
}

/** The list of transfers as it is now. */
export const transfersFrom = (page: FirefoxPage): Promise<readonly TransferView[]> =>
  page.evaluate(
    () =>
      new Promise<readonly TransferView[]>((resolve, reject) => {
        const port = chrome.runtime.connect({ name: 'transfers.watch' });
        port.onMessage.addListener((reply: StreamReply<ListChanges<TransferView>>) => {
          if (reply.kind === 'value')
            resolve(reply.value.changed); // at first: all there are
          else reject(new Error(JSON.stringify(reply)));
          port.disconnect();
        });
        port.postMessage({});
      }),
  );
