import { describe, expect, test } from 'vitest';
import { keyedQueue, serialQueue } from '../../src/core/serial-queue';
import { gate } from '../transfers/world/points';

const never = new AbortController().signal;

describe('a keyed queue', () => {
  test('runs work of one key in order, also after a failure, and of other keys beside it', async () => {
    const { run } = keyedQueue();
    const first = gate();
    const log: string[] = [];
    const all = [
      run('x', never, async () => {
        log.push('first');
        await first.opened;
        throw new Error('failed');
      }),
      run('x', never, async () => void log.push('second')),
      run('y', never, async () => void log.push('other')),
    ];
    const settled = Promise.allSettled(all);
    await all[2];
    expect(log).toEqual(['first', 'other']);
    first.open();
    expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
    expect(log).toEqual(['first', 'other', 'second']);
  });

  test('rejects at once for an aborted wait, and lets nobody overtake', async () => {
    const { run } = keyedQueue();
    const first = gate();
    const log: string[] = [];
    const calledOff = new AbortController();
    const one = run('x', never, () => first.opened);
    const two = run('x', calledOff.signal, async () => log.push('two'));
    const three = run('x', never, async () => log.push('three'));
    calledOff.abort(new Error('off'));
    await expect(two).rejects.toThrow('off');
    const four = run('x', never, async () => log.push('four'));
    expect(log).toEqual([]);
    first.open();
    await Promise.all([one, three, four]);
    expect(log).toEqual(['three', 'four']);
    await expect(run('x', calledOff.signal, async () => log.push('two'))).rejects.toThrow('off');
    expect(log).toEqual(['three', 'four']);
  });
});

test('a serial queue goes on after work that failed, whose failure only its caller is told', async () => {
  const inTurn = serialQueue();
  const failing = inTurn(() => Promise.reject(new Error('no')));
  const next = inTurn(async () => 'done');
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('done');
});
