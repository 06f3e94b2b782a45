import { stream } from '../../../../src/messaging/client';

// An open popup, as far as the worker can tell: it watches the transfers.

/** When the worker was first heard to say that a file of this name is saved, in milliseconds since 1970. */
const savedAt = new Map<string, number>();
let wake = (): void => {};

/** Resolves with 0 once the worker has told of its transfers for the first time; listens on. */
export function startWatching(): Promise<number> {
  return new Promise((resolve, reject) => {
    const listen = async (): Promise<void> => {
      for await (const { changed } of stream('transfers.watch', undefined)) {
        const now = performance.timeOrigin + performance.now();
        for (const { name, state } of changed)
          if (state === 'saved' && !savedAt.has(name)) savedAt.set(name, now);
        wake();
        resolve(0);
      }
    };
    listen().catch(reject);
  });
}

export async function timeSaved({ name }: { readonly name: string }): Promise<number> {
  for (;;) {
    const time = savedAt.get(name);
    if (time !== undefined) return time;
    await new Promise<void>(resolve => {
      wake = resolve;
    });
  }
}
