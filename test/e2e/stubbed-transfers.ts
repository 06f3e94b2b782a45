import type { Page } from 'playwright-core';
import { bucketIdentity, parseSettings } from '../../src/core/settings';
import type { CallName, TransferView } from '../../src/messaging/protocol';
import { view } from '../popup/tray/views';
import type { E2eFixture } from './fixture';
import { type StubbedAnswers, stubAnswers } from './page-states/stubbed-answers';

/** The album manager, told of transfers that the test makes up: in states that take long, or luck, to come by. */
export interface StubbedManager {
  readonly page: Page;
  /** What the worker would say next. */
  show(transfers: readonly TransferView[]): Promise<void>;
  /** What the page asked about transfers, in order; everything else goes to the real worker. */
  asked(): Promise<readonly { readonly type: CallName; readonly args: unknown }[]>;
}

/** A transfer that was just begun, with what the test wants of it. */
export const stubTransfer = ({
  id,
  ...facts
}: Partial<TransferView> & Pick<TransferView, 'id'>): TransferView =>
  view(id, {
    createdAt: Date.now() - 60_000,
    bucket: 'e2e-bucket',
    album: 'Moodboard/',
    bytes: { blobId: id, size: 5_200_000, mediaType: 'image/jpeg', rung: 'file', url: null },
    ...facts,
  });

export const savedTransfer = (facts: Partial<TransferView> & Pick<TransferView, 'id'>): TransferView =>
  stubTransfer({
    state: 'saved',
    outcome: 'stored',
    endedAt: Date.now(),
    key: `Moodboard/${facts.name ?? `${facts.id}.jpg`}`,
    ...facts,
  });

export const failedTransfer = (facts: Partial<TransferView> & Pick<TransferView, 'id'>): TransferView =>
  stubTransfer({
    state: 'failed',
    endedAt: Date.now(),
    failure: {
      code: 'access-denied',
      detail: { action: 's3:PutObject', resource: 'arn:aws:s3:::e2e-bucket/*' },
      technical: 'AccessDenied: no',
    },
    ...facts,
  });

/** Runs in the page, before it does. */
function stubTransferMessages(): void {
  type Listener = (message: unknown) => void;
  const listeners = new Set<Listener>();
  const asked: unknown[] = [];
  type Shown = Readonly<Record<string, { readonly id: string }>>;
  let shown: Shown = {};
  const say = (changed: readonly unknown[], removed: readonly string[]): void => {
    for (const listener of listeners) listener({ kind: 'value', value: { changed, removed } });
  };
  const port = () => ({
    onMessage: { addListener: (listener: Listener) => void listeners.add(listener) },
    onDisconnect: { addListener: () => {} },
    postMessage: () => say(Object.values(shown), []),
    disconnect: () => {},
  });
  Object.assign(globalThis, {
    stage: {
      asked,
      show: (transfers: readonly { readonly id: string }[]) => {
        const before = shown;
        shown = Object.fromEntries(transfers.map(transfer => [transfer.id, transfer]));
        const isNews = (one: { readonly id: string }) =>
          JSON.stringify(one) !== JSON.stringify(before[one.id]);
        say(
          transfers.filter(isNews),
          Object.keys(before).filter(id => shown[id] === undefined),
        );
      },
    },
  });
  // Either name, or both, may be there; typed by what they are documented to be.
  const browsers: unknown[] = [globalThis.chrome, Reflect.get(globalThis, 'browser')];
  for (const runtime of new Set(browsers.map(api => (api as typeof chrome | undefined)?.runtime))) {
    if (runtime === undefined) continue;
    const { connect, sendMessage } = runtime;
    const isOurs = (message: unknown): boolean =>
      String(Reflect.get(Object(message), 'type')).startsWith('transfers.');
    Object.assign(runtime, {
      connect: (info: { readonly name: string }) =>
        info.name === 'transfers.watch' ? port() : Reflect.apply(connect, runtime, [info]),
      sendMessage: (message: unknown, ...rest: unknown[]) => {
        if (!isOurs(message)) return Reflect.apply(sendMessage, runtime, [message, ...rest]);
        asked.push(message);
        const answer = { ok: true };
        const callback = rest.at(-1);
        if (typeof callback === 'function') callback(answer);
        return Promise.resolve(answer);
      },
    });
  }
}

export async function openStubbedManager(
  { browser, managerUrl, settings }: E2eFixture,
  parameters = '',
  answers: StubbedAnswers = {},
): Promise<StubbedManager> {
  const page = await browser.context.newPage();
  await stubAnswers(page, answers);
  await page.addInitScript(stubTransferMessages);
  await page.goto(managerUrl(parameters));
  const parsed = parseSettings(settings);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const bucket = bucketIdentity(parsed.settings);
  return {
    page,
    // Why they failed is explained only of those that were meant for this bucket.
    show: transfers =>
      page.evaluate(
        shown => Reflect.get(globalThis, 'stage').show(shown),
        transfers.map(one => (one.state === 'failed' ? { ...one, bucket } : one)),
      ),
    asked: () => page.evaluate(() => Reflect.get(globalThis, 'stage').asked),
  };
}
