import { describe, expect, test } from 'vitest';
import {
  type ConnectionPool,
  openConnectionPool,
  type RequestKind,
} from '../../src/requests/connection-pool';
import { gate } from '../transfers/world/points';

const never = new AbortController().signal;

/** Requests that a test ends when it wants to. */
function requests(connections: ConnectionPool) {
  const running: { readonly kind: RequestKind; readonly name: string; end(): void; fail(): void }[] = [];
  const begin = (kind: RequestKind, name: string, signal = never): Promise<string> =>
    connections.run(kind, signal, async () => {
      const { opened, open, shut } = gate();
      const request = { kind, name, end: open, fail: () => shut(new Error(name)) };
      running.push(request);
      await opened.finally(() => running.splice(running.indexOf(request), 1));
      return name;
    });
  const settled = (): Promise<void> => new Promise(resolve => setImmediate(resolve));
  return { running, begin, settled };
}

const many = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

describe('connection pool', () => {
  test('never has more requests under way than the limit, which may change', async () => {
    let limit = 3;
    const { running, begin, settled } = requests(openConnectionPool(() => limit));
    for (const n of many(10)) void begin('small', `${n}`);
    await settled();
    expect(running.map(({ name }) => name)).toEqual(['0', '1', '2']);
    limit = 2;
    running[0]?.end();
    await settled();
    expect(running.length).toBe(2);
    limit = 5;
    running[0]?.end();
    await settled();
    expect(running.map(({ name }) => name)).toEqual(['2', '3', '4', '5', '6']);
  });

  test('with a limit of 0 sends one request at a time', async () => {
    const { running, begin, settled } = requests(openConnectionPool(() => 0));
    void begin('part', 'a');
    void begin('part', 'b');
    await settled();
    expect(running.length).toBe(1);
  });

  test('shares connections evenly between two kinds that wait, in whatever order they came', async () => {
    for (const [first, second] of [
      ['part', 'small'],
      ['small', 'part'],
    ] as const) {
      const { running, begin, settled } = requests(openConnectionPool(() => 6));
      for (const n of many(40)) void begin(first, `${first} ${n}`);
      for (const n of many(40)) void begin(second, `${second} ${n}`);
      await settled();
      expect(running.filter(({ kind }) => kind === first).length).toBe(6);
      for (const _ of many(6)) {
        running.find(({ kind }) => kind === first)?.end();
        await settled();
      }
      const counts = (): number[] =>
        [first, second].map(one => running.filter(({ kind }) => kind === one).length);
      expect(counts()).toEqual([3, 3]);
      for (const n of many(20)) {
        running[n % 6]?.end();
        await settled();
        expect(Math.max(...counts())).toBeLessThanOrEqual(4);
      }
    }
  });

  test('gives all connections to one kind while no other waits', async () => {
    const { running, begin, settled } = requests(openConnectionPool(() => 4));
    for (const n of many(8)) void begin('part', `${n}`);
    await settled();
    running[0]?.end();
    await settled();
    expect(running.length).toBe(4);
  });

  test('frees the connection of a request that failed, and drops a waiting one that was aborted', async () => {
    const { running, begin, settled } = requests(openConnectionPool(() => 1));
    const calledOff = new AbortController();
    const one = begin('small', 'one');
    const two = begin('small', 'two', calledOff.signal);
    const three = begin('small', 'three');
    calledOff.abort(new Error('off'));
    await expect(two).rejects.toThrow('off');
    await expect(begin('small', 'four', calledOff.signal)).rejects.toThrow('off');
    running[0]?.fail();
    await expect(one).rejects.toThrow('one');
    await settled();
    expect(running.map(({ name }) => name)).toEqual(['three']);
    running[0]?.end();
    await expect(three).resolves.toBe('three');
  });
});

describe('connection pool after SlowDown', () => {
  /** How many are sent at once, now. */
  async function room(connections: ConnectionPool): Promise<number> {
    const { opened, shut } = gate();
    const calledOff = new AbortController();
    let begun = 0;
    const work = (): Promise<undefined> => {
      begun++;
      return opened;
    };
    const all = many(12).map(() => connections.run('part', calledOff.signal, work));
    const ended = Promise.allSettled(all);
    await new Promise(resolve => setImmediate(resolve));
    calledOff.abort();
    shut(new Error('neither a success nor a request to slow down'));
    await ended;
    return begun;
  }

  const succeed = async (connections: ConnectionPool, times: number): Promise<void> => {
    for (const _ of many(times)) await connections.run('part', never, async () => {});
  };

  test('halves the connections, once for all answers of one moment', async () => {
    const connections = openConnectionPool(() => 8);
    for (const _ of many(8)) connections.slowDown();
    expect(await room(connections)).toBe(4);
    await succeed(connections, 8);
    connections.slowDown();
    expect(await room(connections)).toBe(2);
  });

  test('keeps at least one connection, and adds one for each round of successes, up to the limit', async () => {
    const connections = openConnectionPool(() => 8);
    for (const _ of many(100)) {
      await succeed(connections, 2);
      connections.slowDown();
    }
    expect(await room(connections)).toBe(1);
    await succeed(connections, 2);
    expect(await room(connections)).toBe(2);
    await succeed(connections, 100);
    expect(await room(connections)).toBe(8);
  });
});
