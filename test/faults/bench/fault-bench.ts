import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JobView } from '../../../src/messaging/job-messages';
import type { CallName, Calls, TransferView } from '../../../src/messaging/protocol';
import { builtExtension } from '../../browser/built-extension';
import {
  launchUnattached,
  type UnattachedBrowser,
  type UnattachedPage,
} from '../../browser/launch-unattached';
import { ignoredByCeph } from '../../ceph/known-differences';
import { testedConditions } from '../../e2e/tested-conditions';
import { settingsFor } from '../../e2e/world';
import { type FaultProxy, isSettled, type ProxiedRequest, startFaultProxy } from '../proxy/index';
import { type BucketTruth, bucketTruth } from './bucket-truth';
import {
  addFiles,
  call,
  endedTransfers,
  forgetTransfers,
  journaledParts,
  type NewFile,
  type StagedFile,
  stageFiles,
} from './in-page';
import { ageBlobs, firstOf, keptRecords } from './kept-records';
import { IS_CEPH, startS3Behind } from './s3-behind';

/** A file on its way into an album. */
export interface HandedOver extends StagedFile {
  readonly album: string;
}

/** The built extension in a real browser, an S3, and between them a line on which everything can go wrong. */
export interface FaultBench {
  readonly proxy: FaultProxy;
  readonly truth: BucketTruth;
  /** The one that runs now. No debugger is attached to the worker. */
  readonly browser: UnattachedBrowser;
  /** Puts a file's bytes in place and asks for its transfer, as the popup does. */
  add(album: string, ...files: readonly NewFile[]): Promise<readonly HandedOver[]>;
  /** The first half of {@link add}. */
  stage(album: string, ...files: readonly NewFile[]): Promise<readonly HandedOver[]>;
  /** The second half: resolves when the worker has acknowledged it. Of one album. */
  handOver(files: readonly HandedOver[]): Promise<void>;
  call<Name extends CallName>(name: Name, args: Calls[Name]['args']): Promise<Calls[Name]['value']>;
  /** All transfers, as they are now. */
  transfers(): Promise<readonly TransferView[]>;
  /** All jobs, as they are now. One that is done is on the list for some seconds. */
  jobs(): Promise<readonly JobView[]>;
  /** How many records lie in each store of the extension's databases that is not empty, by database and store. */
  keptRecords(): Promise<Readonly<Record<string, number>>>;
  /** As if so much time had gone by for bytes that wait for a transfer. */
  ageBlobs(byMs: number): Promise<void>;
  /** The transfers of these files, once they have nothing to do any more; as they are after `timeoutMs` otherwise. */
  ended(files: readonly HandedOver[], timeoutMs?: number): Promise<readonly TransferView[]>;
  /** How many parts of a file the worker has written down as sent. */
  journaledParts(file: HandedOver): Promise<number>;
  /** What came through the proxy for an album, once every such request has ended or stands still. */
  requests(album: string, operation?: string): Promise<readonly ProxiedRequest[]>;
  /** The same, as soon as `holds` of it, with those that are under way. */
  requestsWhen(
    album: string,
    holds: (requests: readonly ProxiedRequest[]) => boolean,
  ): Promise<readonly ProxiedRequest[]>;
  /** How far the S3's clock is from this computer's, from now on. Of the local S3 only. */
  setClockOffset(ms: number): void;
  /**
   * Ends every connection. One that was used before makes a difference: what fails on it, unanswered, Chromium itself
   * sends once more, and the extension never hears of it.
   */
  freshConnections(): void;
  /** As at the start, but for what is in the bucket: no faults, no transfers, the right time. */
  reset(): Promise<void>;
  /** Another browser on the same profile, after the one before was killed. */
  relaunch(): Promise<void>;
  /** Closes the page that the bench speaks through, until it speaks again. */
  leaveAlone(): Promise<void>;
  close(): Promise<void>;
}

/** Longer than a transfer takes that meets one of everything, a stall and its half minute included. */
const ENDED_WITHIN_MS = 150_000;

/** `versioned`: the bucket keeps what is overwritten and deleted; it does not by default. */
export async function openFaultBench({ versioned = false } = {}): Promise<FaultBench> {
  const dir = await mkdtemp(join(tmpdir(), 'shoebox-faults-'));
  let clockOffsetMs = 0;
  const s3 = await startS3Behind({ dataDir: dir, now: () => Date.now() + clockOffsetMs, versioned });
  const proxy = await startFaultProxy({ target: s3.endpoint });
  const { dir: extensionDir } = await builtExtension();
  const launch = (): Promise<UnattachedBrowser> =>
    launchUnattached({
      ...{ extensionDir, headless: true, extraHostPermissions: ['http://*/*'] },
      homeDir: dir,
    });
  let browser = await launch();
  let opened: Promise<UnattachedPage> | null = null;
  const page = (): Promise<UnattachedPage> => {
    opened ??= browser.extensionPage('src/options/index.html');
    return opened;
  };
  const settings = settingsFor({ ...s3, endpoint: proxy.url });
  // As a connection test would find out: what is not honoured costs a look before each request.
  const tested = testedConditions(settings, IS_CEPH ? ignoredByCeph(versioned) : []);
  await (await page()).evaluate(`chrome.storage.local.set(${JSON.stringify(tested)})`);
  await call(await page(), 'settings.save', settings);

  const isOf =
    (album: string) =>
    ({ key = '' }: ProxiedRequest): boolean =>
      key.startsWith(album);
  const requestsWhen: FaultBench['requestsWhen'] = async (album, holds) => {
    const all = await proxy.requestsWhen(requests => holds(requests.filter(isOf(album))));
    return all.filter(isOf(album));
  };
  const freshConnections = (): void => {
    proxy.setOffline(true);
    proxy.setOffline(false);
  };
  const stage: FaultBench['stage'] = async (album, ...files) => {
    const staged = files.map(file => ({ ...file, album, id: randomUUID() }));
    await stageFiles(await page(), staged);
    return staged;
  };
  const handOver: FaultBench['handOver'] = async files =>
    addFiles(await page(), files[0]?.album ?? '', files);
  return {
    proxy,
    truth: bucketTruth(s3, () => clockOffsetMs),
    get browser() {
      return browser;
    },
    stage,
    handOver,
    async add(album, ...files) {
      const staged = await stage(album, ...files);
      await handOver(staged);
      return staged;
    },
    call: async (name, args) => call(await page(), name, args),
    transfers: async () => (await firstOf(await page(), 'transfers.watch')).changed,
    jobs: async () => (await firstOf(await page(), 'jobs.watch')).changed,
    keptRecords: async () => keptRecords(await page()),
    ageBlobs: async byMs => ageBlobs(await page(), byMs),
    async ended(files, timeoutMs = ENDED_WITHIN_MS) {
      const ids = files.map(({ id }) => id);
      return endedTransfers(await page(), ids, timeoutMs);
    },
    journaledParts: async ({ id }) => journaledParts(await page(), id),
    async requests(album, operation) {
      const ofAlbum = await requestsWhen(album, requests => requests.every(isSettled));
      return ofAlbum.filter(request => operation === undefined || request.operation === operation);
    },
    requestsWhen,
    setClockOffset(ms) {
      if (IS_CEPH) throw new Error("The gateway's clock is this computer's.");
      clockOffsetMs = ms;
    },
    freshConnections,
    async reset() {
      proxy.clear();
      clockOffsetMs = 0;
      await forgetTransfers(await page());
      freshConnections();
    },
    async relaunch() {
      opened = null;
      browser = await launch();
    },
    async leaveAlone() {
      await (await opened)?.close();
      opened = null;
    },
    async close() {
      await browser.close();
      await proxy.close();
      await s3.close();
      await rm(dir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}
