import type { Picture } from './candidates';
import { foundPicture } from './export-picture';
import type { Cancelled, ElementPickerTexts, Found } from './functions';
import { listenWhilePicking } from './picker-input';
import { openPickerOverlay } from './picker-overlay';
import { PickerTarget } from './picker-target';

/**
 * Without input for so long the picking ends, or the page would stay without its clicks. Timed in the page's own frame
 * only.
 */
const IDLE_MS = 120_000;

let cancel = (): void => {};

/** Ends the picking in this frame, if there is any. */
export function cancelPicking(): null {
  cancel();
  return null;
}

/**
 * Frames what would be saved under the pointer until the user has chosen. The page goes on as it is, and scrolls; only
 * presses and the few keys of the picker do not reach it.
 */
export async function pickElement(texts: ElementPickerTexts): Promise<Found | Cancelled> {
  cancel();
  const chosen = await untilChosen(texts);
  return chosen === null ? { kind: 'cancelled' } : foundPicture(chosen);
}

function untilChosen(texts: ElementPickerTexts): Promise<Picture | null> {
  return new Promise(resolve => {
    const overlay = openPickerOverlay(texts);
    const target = new PickerTarget();
    let frame = 0;
    let idle: ReturnType<typeof setTimeout> | undefined;

    let isOver = false;
    const end = (picture: Picture | null): void => {
      if (isOver) return;
      isOver = true;
      clearTimeout(idle);
      cancelAnimationFrame(frame);
      input.end();
      overlay.close();
      cancel = () => {};
      resolve(picture);
    };
    const restartIdleTimer = (): void => {
      clearTimeout(idle);
      if (texts.task !== '') idle = setTimeout(() => end(null), IDLE_MS);
    };
    /** However often the pointer moves, the page is searched once for each frame. */
    const scheduleShow = (): void => {
      restartIdleTimer();
      if (frame !== 0) return;
      frame = requestAnimationFrame(async () => {
        // biome-ignore lint/plugin/no-silent-catch: nothing here can report; the overlay shows nothing then.
        await target.update().catch(() => {});
        frame = 0;
        if (isOver) return;
        overlay.show(target.picture, target.position);
        if (target.isStale) scheduleShow();
      });
    };
    let queue: Promise<void> = Promise.resolve();
    let queued = 0;
    /** Clicks and keys are handled one after the other; pointer moves in the meantime are ignored. */
    const enqueue = (handle: () => Promise<void>): void => {
      queued++;
      queue = queue
        .then(handle)
        .catch(overlay.refuse)
        .finally(() => {
          queued--;
        });
    };
    const input = listenWhilePicking({
      point(to) {
        if (queued > 0) return;
        target.pointAt(to);
        scheduleShow();
      },
      moved() {
        target.onPageMoved();
        scheduleShow();
      },
      choose(at) {
        enqueue(async () => {
          // A click may come before the frame in which its point would have been searched.
          if (at !== null) target.pointAt(at);
          await target.settle();
          if (target.picture === null) overlay.refuse();
          else end(target.picture);
        });
      },
      next(step) {
        enqueue(async () => {
          if (await target.next(step)) scheduleShow();
          else overlay.refuse();
        });
      },
      moveInStack(step) {
        enqueue(async () => {
          await target.moveInStack(step);
          scheduleShow();
        });
      },
      cancel: () => end(null),
    });
    restartIdleTimer();
    cancel = () => end(null);
  });
}
