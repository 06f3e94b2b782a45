import { describe, expect, test } from 'vitest';
import { openScheduler, type Work } from '../../src/durable/scheduler';
import { untilDone } from '../../src/durable/until-done';
import { gate } from '../transfers/world/points';

type Kind = 'small' | 'large';

/** A scheduler of these records; each works until its id is given to `end`, and is due no more then. */
function opened(records: Record<string, Kind>, isOnline = () => true) {
  const due = new Map(Object.entries(records));
  const works = new Map<string, Work>();
  const ends = new Map<string, () => void>();
  const ended: string[] = [];
  const network = gate();
  const scheduler = openScheduler<Kind>({
    environment: {
      untilOnline: signal =>
        new Promise((resolve, reject) => {
          void network.opened.then(() => resolve(isOnline()));
          signal.addEventListener('abort', () => reject(signal.reason));
        }),
    },
    due: () => due,
    slots: { small: 2, large: 1, total: 2 },
    async run(id, _kind, work) {
      works.set(id, work);
      await new Promise<void>(resolve => ends.set(id, resolve));
      due.delete(id);
    },
    onEnd: id => void ended.push(id),
    onChange: () => {},
  });
  const running = (): string[] => Object.keys(records).filter(id => scheduler.workOn(id) !== undefined);
  return {
    ...{ scheduler, works, ended, network, running },
    async end(id: string) {
      ends.get(id)?.();
      for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    },
  };
}

describe('a scheduler', () => {
  test('starts what comes first, as far as its kind and all together have slots', () => {
    const { scheduler, running } = opened({ a: 'large', b: 'large', c: 'small', d: 'small' });
    scheduler.schedule();
    expect(running()).toEqual(['a', 'c']);
  });

  test('gives the slot of work that has ended to the next', async () => {
    const { scheduler, running, ended, end } = opened({ a: 'large', b: 'large', c: 'small', d: 'small' });
    scheduler.schedule();
    await end('c');
    expect([running(), ended]).toEqual([['a', 'd'], ['c']]);
    await end('a');
    expect(running()).toEqual(['b', 'd']);
  });

  test('gives the slot of work that waits for a user who is not here to the next, but not of what waits otherwise', () => {
    const { scheduler, works, running } = opened({ a: 'small', b: 'small', c: 'small', d: 'small' });
    scheduler.schedule();
    works.get('a')?.wait({ kind: 'online' });
    expect(running()).toEqual(['a', 'b']);
    works.get('b')?.wait({ kind: 'other-user', user: 'ada' });
    expect(running()).toEqual(['a', 'b', 'c']);
    works.get('b')?.wait(null);
    works.get('a')?.wait({ kind: 'other-user', user: 'ada' });
    expect(running()).toEqual(['a', 'b', 'c']);
  });

  test('starts no record twice', () => {
    const { scheduler, works, running } = opened({ a: 'small' });
    scheduler.schedule();
    const work = works.get('a');
    scheduler.schedule();
    expect([running(), works.get('a') === work]).toEqual([['a'], true]);
  });

  test('aborts the work that is stopped, and no other', () => {
    const { scheduler, works } = opened({ a: 'small', b: 'small' });
    scheduler.schedule();
    scheduler.stop('a');
    expect([works.get('a')?.signal.aborted, works.get('b')?.signal.aborted]).toEqual([true, false]);
  });

  test('does not start what is held, until the last who holds it lets it go', () => {
    const { scheduler, running } = opened({ a: 'small', b: 'small' });
    const first = scheduler.hold(['a', 'b']);
    const second = scheduler.hold(['a']);
    scheduler.schedule();
    expect(running()).toEqual([]);
    first();
    expect(running()).toEqual(['b']);
    second();
    expect(running()).toEqual(['a', 'b']);
  });
});

describe('a start', () => {
  async function start(before: number, { isResumed = true, isOnline = true } = {}) {
    const made = opened({ a: 'small' }, () => isOnline);
    if (isResumed) made.scheduler.markResumed(['a']);
    made.scheduler.schedule();
    let counted = 0;
    const started = made.scheduler.countStart('a', before, 3, {
      add: async () => counted++,
      reset() {
        counted = 0;
      },
    });
    return { ...made, started, counted: () => counted };
  }

  test('of a record that this worker instance began is not counted, and waits for no network', async () => {
    const { started, counted } = await start(0, { isResumed: false });
    await started;
    expect(counted()).toBe(0);
  });

  test('of a record that an earlier worker instance left is counted, once there is a network', async () => {
    const { scheduler, works, started, counted, network } = await start(2);
    expect([works.get('a')?.waiting, counted()]).toEqual([{ kind: 'online' }, 0]);
    network.open();
    await started;
    expect([works.get('a')?.waiting, counted(), scheduler.isResumed('a')]).toEqual([null, 1, false]);
  });

  test('without a network that may be there after all is counted until a request shows that there is none', async () => {
    const { started, network, counted, works } = await start(2, { isOnline: false });
    network.open();
    await started;
    works.get('a')?.wait({ kind: 'retry', at: 0, reason: 's3-unavailable' });
    expect(counted()).toBe(1);
    works.get('a')?.wait({ kind: 'online' });
    expect(counted()).toBe(0);
  });

  test('with a network stays counted when that is lost', async () => {
    const { started, network, counted, works } = await start(2);
    network.open();
    await started;
    works.get('a')?.wait({ kind: 'online' });
    expect(counted()).toBe(1);
  });

  test('after too many without progress fails as well in a browser that always denies its network', async () => {
    const { started, network } = await start(3, { isOnline: false });
    network.open();
    await expect(started).rejects.toMatchObject({ code: 'keeps-being-interrupted' });
  });

  test('after as many without progress as there may be ends in a failure', async () => {
    const { started, network, counted } = await start(3);
    network.open();
    await expect(started).rejects.toMatchObject({ code: 'keeps-being-interrupted' });
    expect(counted()).toBe(0);
  });

  test('that is stopped while it waits for a network is counted, and goes on to whoever has to end it', async () => {
    const { scheduler, started, counted } = await start(0);
    scheduler.stop('a');
    await started;
    expect([counted(), scheduler.isResumed('a')]).toEqual([1, true]);
  });
});

describe('work that is done once', () => {
  test('is not done again, however often it is asked for', async () => {
    let done = 0;
    const work = untilDone(async () => void done++);
    await Promise.all([work(), work()]);
    await work();
    expect(done).toBe(1);
  });

  test('is done again after it failed, which is told to whoever asked', async () => {
    const failures: unknown[] = [];
    let done = 0;
    const work = untilDone(
      async () => {
        if (done++ === 0) throw new Error('not now');
      },
      error => void failures.push(error),
    );
    await expect(work()).rejects.toThrow('not now');
    await work();
    expect([done, failures]).toEqual([2, [new Error('not now')]]);
  });
});
