import type { Picture } from '../candidates';
import { foundPicture } from '../export-picture';
import type { Cancelled, Found } from '../functions';
import { listenWhilePicking } from './picker-input';
import { openPickerOverlay } from './picker-overlay';
import { PickerTarget } from './picker-target';
import type { AimTexts } from './picker-texts';

/** A person who does nothing for so long has gone; the page must not be left in this state. The page's own frame tells. */
const IDLE_MS = 120_000;

let stop = (): void => {};

/** Ends the aiming in this frame, if there is any. */
export function stopAiming(): null {
  stop();
  return null;
}

/**
 * Shows what would be saved under the pointer until a person has chosen. The page goes on as it is, and scrolls; only
 * presses and the few keys that mean something here do not reach it.
 */
export async function aim(texts: AimTexts): Promise<Found | Cancelled> {
  stop();
  const chosen = await untilChosen(texts);
  return chosen === null ? { kind: 'given-up' } : foundPicture(chosen);
}

function untilChosen(texts: AimTexts): Promise<Picture | null> {
  return new Promise(resolve => {
    const layer = openPickerOverlay(texts);
    const sight = new PickerTarget();
    let frame = 0;
    let idle: ReturnType<typeof setTimeout> | undefined;

    let isOver = false;
    const end = (picture: Picture | null): void => {
      if (isOver) return;
      isOver = true;
      clearTimeout(idle);
      cancelAnimationFrame(frame);
      input.end();
      layer.close();
      stop = () => {};
      resolve(picture);
    };
    const waitForPerson = (): void => {
      clearTimeout(idle);
      if (texts.task !== '') idle = setTimeout(() => end(null), IDLE_MS);
    };
    /** However often the pointer moves, the page is looked at once for each frame. */
    const showSoon = (): void => {
      waitForPerson();
      if (frame !== 0) return;
      frame = requestAnimationFrame(async () => {
        // biome-ignore lint/plugin/no-silent-catch: nothing here can report; the layer shows nothing then.
        await sight.look().catch(() => {});
        frame = 0;
        if (isOver) return;
        layer.show(sight.picture, sight.place);
        if (sight.isStale) showSoon();
      });
    };
    let turn: Promise<void> = Promise.resolve();
    let waiting = 0;
    /** Clicks and keys are followed one after the other; where the pointer goes meanwhile means nothing. */
    const inTurn = (follow: () => Promise<void>): void => {
      waiting++;
      turn = turn
        .then(follow)
        .catch(layer.refuse)
        .finally(() => {
          waiting--;
        });
    };
    const input = listenWhilePicking({
      point(to) {
        if (waiting > 0) return;
        sight.pointAt(to);
        showSoon();
      },
      moved() {
        sight.pageMoved();
        showSoon();
      },
      choose(at) {
        inTurn(async () => {
          // A click may come before the frame in which its place would have been shown.
          if (at !== null) sight.pointAt(at);
          await sight.lookClosely();
          if (sight.picture === null) layer.refuse();
          else end(sight.picture);
        });
      },
      next(step) {
        inTurn(async () => {
          if (await sight.next(step)) showSoon();
          else layer.refuse();
        });
      },
      deeper(step) {
        inTurn(async () => {
          await sight.deeper(step);
          showSoon();
        });
      },
      cancel: () => end(null),
    });
    waitForPerson();
    stop = () => end(null);
  });
}
