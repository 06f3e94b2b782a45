/** Resolves once it is over, however it ended: for whoever waits for its end alone, while others hear of its failure. */
export const settled = async (work: Promise<unknown>): Promise<void> =>
  void (await Promise.allSettled([work]));

/** Whether it can be done: for a question that the browser answers in the negative by refusing. Never rejects. */
export const succeeds = async (asked: Promise<unknown>): Promise<boolean> =>
  (await Promise.allSettled([asked]))[0].status === 'fulfilled';
