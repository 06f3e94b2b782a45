/** Where the context menu was opened, as the first moments after a choice in it tell; left in the frame. */
export interface PointerProbe {
  /** Resolves within the timeout; null when the point is not certain. */
  readonly point: Promise<{ readonly x: number; readonly y: number } | null>;
}

/**
 * Finds the point of the right click after the fact: the first choice in the menu on a page injects this, and no listener
 * was there before. While a menu is open a page gets no pointer events. The first one afterwards is a move from where the
 * menu was opened to where the pointer is now, so its start is the point. Whether this is that move or a later one shows
 * in its length, and in the element that still had `:hover` before it.
 * (Chromium 156, 28 choices by mouse, the worker awake: 16 found, none wrong; in the other 12 the user has to point.
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
