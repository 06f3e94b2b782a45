/** The next animation frame, or `timeoutMs` later: in a hidden window no frame is drawn, and the callback never comes. */
export const nextFrame = (timeoutMs: number): Promise<void> =>
  new Promise(resolve => {
    const timeout = setTimeout(resolve, timeoutMs);
    requestAnimationFrame(() => {
      clearTimeout(timeout);
      resolve();
    });
  });
