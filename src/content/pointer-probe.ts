/** What the first moments after a click in the menu tell of where the menu was opened; left in the frame. */
export interface PointerProbe {
  /** Resolves within the time that was given; null when nothing is certain. */
  readonly point: Promise<{ readonly x: number; readonly y: number } | null>;
}

/**
 * Runs in the frame the moment its menu was used, for the first use on a page, when nobody has seen the right click.
 * While a menu is open a page hears nothing of the pointer. The first thing it hears afterwards is a move, from where
 * the menu was opened to where the pointer is now: so the move's start is the place. Whether this is that move or a
 * later one is told by its length, and by what the page still took for being under the pointer before it.
 * (Chromium 156, 28 choices by mouse, the worker awake: 16 caught, none mistaken; in the other 12 a person has to aim.
 * The injection and that first move arrive within 3 ms of each other, so it is a race, and a worker that has to be
 * started first loses it: 6 of 6.)
 * Injected as source, so it must not refer to anything outside itself.
 */
export function probePointer(timeoutMs: number, minJumpPx: number): void {
  const deepest = [...document.querySelectorAll(':hover')].at(-1);
  const point = new Promise<{ readonly x: number; readonly y: number } | null>(resolve => {
    const ended = new AbortController();
    const end = (result: { readonly x: number; readonly y: number } | null): void => {
      clearTimeout(timer);
      ended.abort();
      resolve(result);
    };
    const timer = setTimeout(() => end(null), timeoutMs);
    addEventListener(
      'pointermove',
      ({ isTrusted, clientX, clientY, movementX, movementY }) => {
        const x = clientX - movementX;
        const y = clientY - movementY;
        const isJump = Math.hypot(movementX, movementY) >= minJumpPx;
        const agrees = deepest !== undefined && document.elementFromPoint(x, y) === deepest;
        end(isTrusted && isJump && agrees ? { x, y } : null);
      },
      { capture: true, passive: true, signal: ended.signal },
    );
  });
  Object.assign(globalThis, { shoeboxPointer: { point } satisfies PointerProbe });
}
