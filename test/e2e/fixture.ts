import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { inject } from 'vitest';
import type { AccessKeys, KeyRetention } from '../../src/core/access-keys';
import type { ConnectionStep } from '../../src/core/connection-step';
import type { SettingsInput } from '../../src/core/settings';
import type { ListChanges } from '../../src/messaging/list-changes';
import type { CallName, Calls, Reply, StreamReply, TransferView } from '../../src/messaging/protocol';
import type { OptionalPermissions } from '../../src/setup/guest-policy';
import { type BrowserWithExtension, launchWithExtension } from '../browser/launch';
import type { AwsNames } from '../browser/switches';
import { waitUntil } from '../browser/wait-until';
import { guestPoolOf } from '../cloudformation/guest-stack';
import { startSampleSite } from '../demo/site';
import { type CorsRule, type LocalAws, type LocalAwsOptions, startLocalAws } from '../local-aws/index';
import { type BucketOwner, bucketOwner } from './bucket-owner';
import { awsInFolder, FOLDER, folderNames, pageParameters, withKeys } from './in-folder';
import { putNeighbours } from './neighbours';
import { preferNames } from './prefer-names';
import { watchRefusedLoads } from './refused-loads';
import { testedConditions } from './tested-conditions';

declare module 'vitest' {
  interface ProvidedContext {
    /** As whom Shoebox gets into the bucket where a test does not say it; absent: as a guest. */
    readonly access?: 'guest' | 'keys';
  }
}

export const BUCKET = 'e2e-bucket';
export const POOL_ID = 'us-east-1:01234567-89ab-cdef-0123-456789abcdef';

/** The pool that the options' template makes for a folder: with its policy, and nothing more. */
export const guestPool = (folder: string, permissions?: OptionalPermissions) =>
  guestPoolOf({ bucket: BUCKET, folder, region: 'us-east-1', identityPoolId: POOL_ID }, permissions);

export const GUEST_POOL = guestPool(FOLDER);

/** Of a user of the bucket, who may do there what guests may. */
export const ACCESS_KEYS: AccessKeys = {
  accessKeyId: 'AKIAE2EUSEROFBUCKET0',
  secretAccessKey: 'e2eUserSecretKeyForTestsOnly000000000000',
};

/** What is entered otherwise than by {@link settingsFor} to get in with access keys. */
const WITH_KEYS = { access: 'keys', identityPoolId: '', cognitoEndpoint: '' } as const;

/** The same, with what the setup guide offers to add: deleted photos can be found, and restored. */
export const RESTORING_POOL = guestPool(FOLDER, { restore: true });

export interface FixtureOptions {
  /** Where in the bucket Shoebox is; default {@link FOLDER}, empty for the whole bucket. */
  readonly folder?: string;
  /** Default true: Shoebox knows the bucket already. */
  readonly configured?: boolean;
  /** As whom Shoebox gets in; by default as the project in `vitest.config.ts` says, else as a guest. */
  readonly access?: 'guest' | 'keys';
  /** How long the access keys are kept; until the browser ends by default. */
  readonly retention?: KeyRetention;
  /** Match patterns of hosts that are granted from the start; default all. Empty: the extension as it ships. */
  readonly granted?: readonly string[];
  /** Optional permissions that are granted from the start; default none. */
  readonly permissions?: readonly string[];
  /** Where the browser keeps its profile, which stays; by default somewhere, until its end. */
  readonly profile?: string;
  /** An X display: headed, for native menus. */
  readonly display?: string;
  readonly locale?: 'en' | 'ko';
  readonly colorScheme?: 'light' | 'dark';
  readonly credentialLifeSeconds?: number;
  /** The bucket's CORS rules; none by default. */
  readonly cors?: readonly CorsRule[];
  /** Whether the bucket keeps what is deleted; it does not by default. */
  readonly versioned?: boolean;
  /** More of the local AWS. With `tlsRegions` the browser finds it under AWS's own host names. */
  readonly aws?: Partial<LocalAwsOptions>;
  /** Photos stand as they do for somebody new; by default as {@link preferNames} has it. */
  readonly newestFirst?: boolean;
  /** What is entered otherwise than {@link settingsFor} has it. */
  readonly settings?: Partial<SettingsInput>;
  /** How far AWS's clock is from this computer's. */
  readonly awsClockOffsetMs?: number;
  /** What all names of the internet lead to. */
  readonly internet?: AwsNames;
  /** Folders of other extensions in the same browser. */
  readonly otherExtensionDirs?: readonly string[];
}

/**
 * A browser with Shoebox, a bucket, and a page of photographs. Shoebox has a folder of the bucket; what lies outside must be
 * the same in the end as at the start. Tests name keys and albums as if there were no folder, here and in `owner` and `aws`;
 * what they see of them in pages and in links is as it is.
 */
export interface E2eFixture {
  readonly aws: LocalAws;
  readonly owner: BucketOwner;
  readonly site: Awaited<ReturnType<typeof startSampleSite>>;
  readonly browser: BrowserWithExtension;
  readonly settings: SettingsInput;
  /** What the content security policy refused in pages of the extension; `close` rejects unless this is empty. */
  readonly refusedLoads: string[];
  /** The address of the album manager; `parameters` as in `?album=…`. */
  managerUrl(parameters?: string): string;
  /** The album manager in the browser of another computer, which knows the bucket and nothing else. */
  popupElsewhere(parameters?: string): Promise<{ readonly page: Page; readonly close: () => Promise<void> }>;
  /** The album manager in a tab. */
  popup(parameters?: string): Promise<Page>;
  /** One message to the background worker, from a page of the extension. */
  call<Name extends CallName>(name: Name, args: Calls[Name]['args']): Promise<Reply<Calls[Name]['value']>>;
  /** Of a connection test: the first step that failed, or the deletion. */
  testConnection(changes?: Partial<SettingsInput>): Promise<ConnectionStep>;
  /** The transfers as they are now. */
  transfers(): Promise<readonly TransferView[]>;
  /** Waits until one of the transfers looks as wanted, for `patienceMs` at most. */
  transferThat(wanted: (transfer: TransferView) => boolean, patienceMs?: number): Promise<TransferView>;
  close(): Promise<void>;
}

/** A picture of a few hundred kilobytes is through in a fraction of this; a busy machine may take its time. */
const TRANSFER_TIMEOUT_MS = 30_000;

/** What a person would enter in the options, to have Shoebox in the whole bucket. */
export const settingsFor = ({
  endpoint,
  cognitoEndpoint,
}: Pick<LocalAws, 'endpoint' | 'cognitoEndpoint'>): SettingsInput => ({
  bucket: BUCKET,
  region: 'us-east-1',
  identityPoolId: POOL_ID,
  folder: '',
  endpoint,
  pathStyle: true,
  cognitoEndpoint,
  ...{ encryption: 'none', kmsKey: '', requesterPays: false, access: 'guest', issuer: '', clientId: '' },
});

export async function openFixture(options: FixtureOptions = {}): Promise<E2eFixture> {
  const dataDir = await mkdtemp(join(tmpdir(), 'shoebox-e2e-'));
  const folder = options.folder ?? FOLDER;
  const names = folderNames(folder);
  const clockOffsetMs = options.awsClockOffsetMs ?? 0;
  const isWithKeys = (options.access ?? inject('access')) === 'keys';
  const realAws = await startLocalAws({
    dataDir,
    buckets: [
      { name: BUCKET, versioned: options.versioned ?? false, ...(options.cors && { cors: options.cors }) },
    ],
    pools: [guestPool(folder)],
    users: [{ ...ACCESS_KEYS, policy: guestPool(folder).role }],
    now: () => Date.now() + clockOffsetMs,
    ...(options.credentialLifeSeconds !== undefined && {
      credentialLifeSeconds: options.credentialLifeSeconds,
    }),
    ...options.aws,
  });
  const aws = awsInFolder(realAws, names);
  const neighbours = await putNeighbours(realAws, BUCKET, { folder, clockOffsetMs });
  const site = await startSampleSite({});
  const launch = async (): Promise<BrowserWithExtension> => {
    const launched = await launchWithExtension({
      extensionDir: 'dist/chrome',
      headless: options.display === undefined,
      ...(options.display !== undefined && { display: options.display }),
      ...(options.profile !== undefined && { userDataDir: options.profile }),
      ...(options.locale !== undefined && { locale: options.locale }),
      ...(options.colorScheme !== undefined && { colorScheme: options.colorScheme }),
      ...(options.permissions && { extraPermissions: options.permissions }),
      ...(aws.tls && { awsNames: aws.tls }),
      ...(options.internet && { internet: options.internet }),
      extraHostPermissions: options.granted ?? ['http://*/*', 'https://*/*'],
      ...(options.otherExtensionDirs && { otherExtensionDirs: options.otherExtensionDirs }),
    });
    if (options.newestFirst !== true) await launched.context.addInitScript(preferNames);
    return launched;
  };
  const browser = await launch();
  const refusedLoads = watchRefusedLoads(browser.context);
  const settings: SettingsInput = {
    ...settingsFor(aws),
    folder,
    ...(isWithKeys && WITH_KEYS),
    ...options.settings,
  };
  const retention = isWithKeys ? (options.retention ?? 'session') : null;

  const managerPath = (parameters: string): string =>
    `src/popup/index.html${pageParameters(parameters, names)}`;
  let caller: Promise<Page> | null = null;
  const ownPage = (): Promise<Page> => {
    caller ??= optionsPage(browser);
    return caller;
  };
  const call: E2eFixture['call'] = async (name, args) => {
    const message = { type: name, args: withKeys(args, names.inside) };
    const reply = await (await ownPage()).evaluate(asked => chrome.runtime.sendMessage(asked), message);
    return withKeys(reply, names.below);
  };
  const transfers: E2eFixture['transfers'] = async () =>
    withKeys(await nextTransfers(await ownPage()), names.below);
  if (options.configured !== false) await configure(await ownPage(), settings, retention);

  return {
    aws,
    owner: bucketOwner(realAws, settings.bucket, { folder, clockOffsetMs, region: settings.region }),
    site,
    browser,
    settings,
    refusedLoads: refusedLoads.told,
    call,
    async testConnection(changes = {}) {
      const steps = await (await ownPage()).evaluate(
        input =>
          new Promise<readonly ConnectionStep[]>((resolve, reject) => {
            const steps = new Map<string, ConnectionStep>();
            const port = chrome.runtime.connect({ name: 'connection.test' });
            port.onMessage.addListener((reply: StreamReply<ConnectionStep>) => {
              if (reply.kind === 'value') steps.set(reply.value.step, reply.value);
              else if (reply.kind === 'end') resolve([...steps.values()]);
              else reject(new Error(JSON.stringify(reply)));
            });
            port.postMessage({ args: input });
          }),
        { ...settings, ...changes },
      );
      const told =
        steps.find(({ state }) => state === 'failed') ?? steps.find(({ step }) => step === 'delete');
      if (told === undefined) throw new Error(JSON.stringify(steps));
      return told;
    },
    transfers,
    async transferThat(wanted, patienceMs = TRANSFER_TIMEOUT_MS) {
      const deadline = performance.now() + patienceMs;
      let known: readonly TransferView[] | null = null;
      for (;;) {
        const left = deadline - performance.now();
        const all: readonly TransferView[] = await changedTransfers(
          await ownPage(),
          known,
          Math.max(0, left),
        );
        const found = withKeys(all, names.below).find(wanted);
        if (found !== undefined) return found;
        if (left <= 0) throw new Error(`No such transfer: ${JSON.stringify(all)}`);
        known = all;
      }
    },
    managerUrl: (parameters = '') => `chrome-extension://${browser.extensionId}/${managerPath(parameters)}`,
    popup: (parameters = '') => browser.extensionPage(managerPath(parameters)),
    async popupElsewhere(parameters = '') {
      const another = await launch();
      await configure(await optionsPage(another), settings, retention);
      return { page: await another.extensionPage(managerPath(parameters)), close: () => another.close() };
    },
    async close() {
      await browser.close();
      refusedLoads.assertNone();
      await neighbours.assertUntouched();
      await Promise.all([site.close(), realAws.close()]);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** As if these settings had been tested and saved, with the access keys unless `retention` is null. */
async function configure(page: Page, settings: SettingsInput, retention: KeyRetention | null): Promise<void> {
  await page.evaluate(items => chrome.storage.local.set({ ...items }), testedConditions(settings));
  // Opened once, the footer stays so: most tests look at what is in it.
  await page.evaluate(() => localStorage.setItem('footer-open', 'true'));
  const send = (type: CallName, args: unknown): Promise<unknown> =>
    page.evaluate(message => chrome.runtime.sendMessage(message), { type, args });
  if (retention !== null) await send('access-keys.save', { settings, keys: ACCESS_KEYS, retention });
  await send('settings.save', settings);
}

/** A worker starts within a second; a busy machine may take longer. */
const OPTIONS_TIMEOUT_MS = 15_000;

/**
 * The options page that opens by itself after the installation. To be used instead of one more: opening the page
 * twice at one moment, Chromium lets one navigation interrupt the other.
 */
export async function optionsPage({ context }: BrowserWithExtension): Promise<Page> {
  let found: Page | undefined;
  await waitUntil('The options page did not open', OPTIONS_TIMEOUT_MS, async () => {
    // A new tab has no address yet when Playwright tells of it.
    found = context.pages().find(page => page.url().endsWith('/src/options/index.html'));
    return found !== undefined;
  });
  if (found === undefined) throw new Error('unreachable: it was waited for');
  await found.waitForLoadState();
  return found;
}

/**
 * The list of transfers as soon as it is another than `known`, through deaths of the worker; as it is after `patienceMs`
 * otherwise. To ask over and over would keep the processor from what is waited for.
 */
const changedTransfers = (
  page: Page,
  known: readonly TransferView[] | null,
  patienceMs: number,
): Promise<readonly TransferView[]> =>
  page.evaluate(
    ([before, patience]) =>
      new Promise<readonly TransferView[]>((resolve, reject) => {
        let port: chrome.runtime.Port | undefined;
        const look = (): void => {
          port?.disconnect();
          port = chrome.runtime.connect({ name: 'transfers.watch' });
          let isFirst = true;
          port.onMessage.addListener((reply: StreamReply<ListChanges<TransferView>>) => {
            if (reply.kind !== 'value') return reject(new Error(JSON.stringify(reply)));
            const { changed } = reply.value;
            // The first time these are all there are; later on, those that are not as before.
            if (!isFirst) return look();
            isFirst = false;
            if (JSON.stringify(changed) !== JSON.stringify(before)) settle(changed);
          });
          port.onDisconnect.addListener(look);
          port.postMessage({});
        };
        const settle = (list: readonly TransferView[]): void => {
          clearTimeout(timer);
          port?.disconnect();
          resolve(list);
        };
        const timer = setTimeout(() => {
          if (before === null) reject(new Error('the worker tells of no transfers'));
          else settle(before);
        }, patience);
        look();
      }),
    [known, patienceMs] as const,
  );

/** The list of transfers as it is now. */
const nextTransfers = (page: Page): Promise<readonly TransferView[]> =>
  changedTransfers(page, null, TRANSFER_TIMEOUT_MS);
