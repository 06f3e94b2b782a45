import { beforeEach, expect, test, vi } from 'vitest';
import type { Scripting } from 'webextension-polyfill';
import { openCallInFrame } from '../../src/capture/call-in-frame';
import { fakeBrowser } from '../webextension/fake-browser';

const executeScript = vi.fn<Scripting.Static['executeScript']>();
fakeBrowser({ scripting: { executeScript } });

const SCRIPT = 'content-script.js';

/** Frames that have the script. */
let equipped: Set<number>;
let injections: number[];

beforeEach(() => {
  equipped = new Set();
  injections = [];
  executeScript.mockImplementation(async ({ target, files }) => {
    const [frameId = -1] = target.frameIds ?? [];
    if (files === undefined) {
      const isInjected = equipped.has(frameId);
      return [{ documentId: '', frameId, result: isInjected ? { isInjected, value: null } : { isInjected } }];
    }
    injections.push(frameId);
    await Promise.resolve();
    equipped.add(frameId);
    return [{ documentId: '', frameId }];
  });
});

test('a frame gets the content script once, however many call it at the same time', async () => {
  const askPage = openCallInFrame(SCRIPT);
  const ask = (frameId: number): Promise<unknown> => askPage({ tabId: 1, frameId }, 'restoreScroll');
  expect(await Promise.all([ask(0), ask(0), ask(7), ask(0)])).toEqual([null, null, null, null]);
  await ask(0);
  expect(injections).toEqual([0, 7]);
});

test('a reloaded page gets the content script again', async () => {
  const askPage = openCallInFrame(SCRIPT);
  await askPage({ tabId: 1, frameId: 0 }, 'restoreScroll');
  equipped.clear();
  await askPage({ tabId: 1, frameId: 0 }, 'restoreScroll');
  expect(injections).toEqual([0, 0]);
});
