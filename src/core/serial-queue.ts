import { settled } from './settled';

/** Does one work after the other, whoever asks for it, in the order in which they ask. */
export type SerialQueue = <Value>(work: () => Promise<Value>) => Promise<Value>;

export function serialQueue(): SerialQueue {
  let last: Promise<void> = Promise.resolve();
  return work => {
    const turn = last.then(work);
    last = settled(turn); // whoever waits for it hears of its failure; the next one is not its victim
    return turn;
  };
}
