/** Does one work after the other, whoever asks for it, in the order in which they ask. */
export type InTurn = <Value>(work: () => Promise<Value>) => Promise<Value>;

export function openTurns(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return work => {
    const turn = last.then(work);
    last = turn.catch(() => {}); // whoever waits for it hears of it; the next one is not its victim
    return turn;
  };
}
