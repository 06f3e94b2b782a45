import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import browser, { type DeclarativeNetRequest } from 'webextension-polyfill';
import { openRefererRules } from '../../src/capture/referer-rules';
import type { ReportError } from '../../src/core/diagnostics';
import { fakeBrowser } from '../webextension/fake-browser';

/** The browser's rules: one list for all windows, private ones and others. */
const browserRules = (() => {
  let rules: DeclarativeNetRequest.Rule[] = [];
  return {
    all: () => rules,
    clear: () => {
      rules = [];
    },
    getSessionRules: async () => [...rules],
    updateSessionRules: async (change: DeclarativeNetRequest.UpdateSessionRulesOptionsType) => {
      const kept = rules.filter(({ id }) => !change.removeRuleIds?.includes(id));
      const added = change.addRules ?? [];
      if (added.some(({ id }) => id < 1 || id > 2 ** 31 - 1 || kept.some(rule => rule.id === id)))
        throw new Error('no such id, or taken');
      rules = [...kept, ...added];
    },
  };
})();
fakeBrowser({
  declarativeNetRequest: browserRules,
  runtime: { ...browser.runtime, getURL: () => 'chrome-extension://shoebox/' },
});

const report = vi.fn<ReportError>();

const openOrdinary = () => openRefererRules(() => false, report);
const openPrivate = () => openRefererRules(() => true, report);
const never = (): Promise<void> => new Promise(() => {});

const lend = (rules: ReturnType<typeof openOrdinary>, work: () => Promise<void>): Promise<void> =>
  rules.withHeaders('https://h/a.jpg', { referer: 'https://page/' }, work);

/** A worker of the kind lends a Referer, and dies meanwhile. */
async function dieWhileLending(open: typeof openOrdinary): Promise<void> {
  const before = browserRules.all().length;
  void lend(open(), never);
  await vi.waitFor(() => expect(browserRules.all()).toHaveLength(before + 1), 10_000);
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
  browserRules.clear();
  report.mockReset();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test('a Referer rule is there during its request, and gone when that failed', async () => {
  const failing = lend(openOrdinary(), async () => {
    expect(browserRules.all()).toHaveLength(1);
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(browserRules.all()).toEqual([]);
});

test('many requests at once have a Referer rule each', async () => {
  const rules = openOrdinary();
  for (let index = 0; index < 200; index++) void lend(rules, never);
  await vi.waitFor(() => expect(browserRules.all()).toHaveLength(200), 10_000);
});

test.each([
  ['ordinary', openOrdinary],
  ['private', openPrivate],
])('a Referer rule left by the last worker of the %s windows is removed by the next one', async (_, open) => {
  await dieWhileLending(open);
  open();
  await vi.waitFor(() => expect(browserRules.all()).toEqual([]), 10_000);
});

test.each([
  ['ordinary', openOrdinary, openPrivate],
  ['private', openPrivate, openOrdinary],
])(
  'a Referer rule that the %s windows use stays when the others’ worker starts, until it must be unused',
  async (_, ours, others) => {
    await dieWhileLending(ours);
    // It comes and goes: then it has cleaned up.
    await lend(others(), async () => expect(browserRules.all()).toHaveLength(2));
    expect(browserRules.all()).toHaveLength(1);
    vi.setSystemTime(Date.now() + 3 * 60_000);
    await lend(others(), async () => expect(browserRules.all()).toHaveLength(1));
    expect(browserRules.all()).toEqual([]);
  },
);

test('what was fetched with a Referer rule is kept when the rule can’t be removed, which is reported', async () => {
  const rules = openOrdinary();
  const got = rules.withHeaders('https://h/a.jpg', { referer: 'https://page/' }, async () => {
    vi.spyOn(browserRules, 'updateSessionRules').mockRejectedValue(new Error('Internal error.'));
    return 'bytes';
  });
  expect(await got).toBe('bytes');
  expect(report).toHaveBeenCalledExactlyOnceWith('referer-rules.remove', expect.any(Error));
});

test('a Referer rule is made although earlier rules can’t be listed, which is reported', async () => {
  vi.spyOn(browserRules, 'getSessionRules').mockRejectedValue(new Error('Internal error.'));
  expect(
    await openOrdinary().withHeaders('https://h/a.jpg', { referer: 'https://page/' }, async () => 'bytes'),
  ).toBe('bytes');
  expect(report).toHaveBeenCalledExactlyOnceWith('referer-rules.cleanup', expect.any(Error));
});
