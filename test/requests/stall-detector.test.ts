import { describe, expect, test } from 'vitest';
import { openStallDetector, type StallDetector } from '../../src/requests/stall-detector';
import { FakeClock } from '../transfers/world/fake-clock';

const MIB = 1024 ** 2;
const GRACE_MS = 30_000;
const never = new AbortController().signal;

function startGuard(): {
  clock: FakeClock;
  guard: StallDetector;
  taking(ms: number): (signal: AbortSignal) => Promise<string>;
} {
  const clock = new FakeClock();
  const owner = {};
  const guard = openStallDetector(
    { now: () => clock.now(), sleep: (ms, signal) => clock.sleep(ms, signal, owner) },
    's3.example.org',
  );
  return {
    clock,
    guard,
    taking: ms => signal => clock.sleep(ms, signal, owner).then(() => 'answered'),
  };
}

/** How long a request of so many bytes may take, and is waited for if it never ends. */
async function patience({ clock, guard }: ReturnType<typeof startGuard>, bytes: number): Promise<number> {
  const begun = clock.now();
  let ended = 0;
  const watched = guard.watch(bytes, GRACE_MS, never, () => new Promise(() => {}));
  const failed = expect(
    watched.finally(() => {
      ended = clock.now();
    }),
  ).rejects.toMatchObject({ code: 'connection-stalled', detail: { host: 's3.example.org' } });
  await clock.settle();
  await failed;
  return ended - begun;
}

describe('a request', () => {
  test('that is answered in time is left alone', async () => {
    const { clock, guard, taking } = startGuard();
    const answer = guard.watch(0, GRACE_MS, never, taking(29_000));
    await clock.settle();
    await expect(answer).resolves.toBe('answered');
  });

  test('without a body is given up after half a minute', async () => {
    expect(await patience(startGuard(), 0)).toBe(GRACE_MS);
  });

  test('of a line that nothing is known of may be as slow as six at once over 0.5 Mbit/s', async () => {
    const bytes = 8 * MIB;
    const waited = await patience(startGuard(), bytes);
    expect(waited).toBeGreaterThan((bytes / (10 * 1024)) * 1000);
    expect(waited).toBeLessThan(60 * 60_000);
  });

  test('is held against the pace of those before it', async () => {
    const world = startGuard();
    const learned = world.guard.watch(8 * MIB, GRACE_MS, never, world.taking(8_000));
    await world.clock.settle();
    await learned;
    expect(await patience(world, 8 * MIB)).toBe(GRACE_MS + 4 * 8_000);
  });

  test('that stood still may only have been much slower: the next ones get more time each time, and some end', async () => {
    const world = startGuard();
    const learned = world.guard.watch(8 * MIB, GRACE_MS, never, world.taking(200));
    await world.clock.settle();
    await learned;
    const patiences = [
      await patience(world, 8 * MIB),
      await patience(world, 8 * MIB),
      await patience(world, 8 * MIB),
      await patience(world, 8 * MIB),
    ];
    expect(patiences).toEqual([...patiences].sort((a, b) => a - b));
    // A part over a line of 0.5 Mbit/s takes 135 s.
    expect(patiences[2]).toBeGreaterThan(135_000);
    expect(patiences[3]).toBeLessThan(20 * 60_000);
  });

  test('is looked at anew when others have taught a better pace meanwhile', async () => {
    const world = startGuard();
    const stuck = patience(world, 8 * MIB);
    const learned = world.guard.watch(8 * MIB, GRACE_MS, never, world.taking(1_000));
    await learned;
    expect(await stuck).toBeLessThan(GRACE_MS + 4_000 + 5_000);
  });

  test('of a few bytes teaches nothing', async () => {
    const world = startGuard();
    const learned = world.guard.watch(1_000, GRACE_MS, never, world.taking(10_000));
    await world.clock.settle();
    await learned;
    // As if nothing were known: 8 KiB a second.
    expect(await patience(world, 8 * MIB)).toBeGreaterThan(15 * 60_000);
  });

  test('that fails by itself fails as it does', async () => {
    const { guard } = startGuard();
    await expect(guard.watch(0, GRACE_MS, never, () => Promise.reject(new Error('no')))).rejects.toThrow(
      'no',
    );
  });

  test('that is called off ends at once with that reason, even if it does not listen', async () => {
    const { clock, guard } = startGuard();
    const calledOff = new AbortController();
    const watched = guard.watch(0, GRACE_MS, calledOff.signal, () => new Promise(() => {}));
    calledOff.abort(new Error('off'));
    await expect(watched).rejects.toThrow('off');
    await clock.settle();
  });
});
