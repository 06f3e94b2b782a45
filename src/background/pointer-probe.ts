import browser from 'webextension-polyfill';
import type { Frame } from '../capture/call-in-frame';
import { probePointer as inFrame } from '../content/pointer-probe';
import { sideEffect } from './side-effects';

/** The page hears of the pointer 9 to 102 ms after the click in the menu (Chromium 156), or not before it moves. */
const TIMEOUT_MS = 150;

/** From the place of a right click to an entry in its menu it is farther than a hand moves between two events. */
const MIN_JUMP_PX = 48;

/**
 * Puts a witness into the frame whose menu was used. To be called in the click's own turn: some milliseconds later there
 * is nothing left to see.
 */
export function startPointerProbe({ tabId, frameId }: Frame): void {
  // Whoever asks the frame next is told why it can't be asked.
  void sideEffect('page.witness-pointer', () =>
    browser.scripting.executeScript({
      target: { tabId, frameIds: [frameId] },
      func: inFrame,
      args: [TIMEOUT_MS, MIN_JUMP_PX],
      injectImmediately: true,
    }),
  );
}
