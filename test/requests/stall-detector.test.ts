import { describe, expect, test } from 'vitest';
import { openStallDetector, type StallDetector } from '../../src/requests/stall-detector';
import { FakeClock } from '../transfers/world/fake-clock';

const MIB = 1024 ** 2;
const GRACE_MS = 30_000;
const never = new AbortController().signal;

function startDetector(): {
  clock: FakeClock;
  detector: StallDetector;
  taking(ms: number): (signal: AbortSignal) => Promise<string>;
} {
  const clock = new FakeClock();
  const owner = {};
  const detector = openStallDetector(
    { now: () => clock.now(), sleep: (ms, signal) => clock.sleep(ms, signal, owner) },
    's3.example.org',
  );
  return {
    clock,
    detector,
    taking: ms => signal => clock.sleep(ms, signal, owner).then(() => 'answered'),
  };
}

/** How long a request of so many bytes may take, and is waited for if it never ends. */
async function patience(
  { clock, detector }: ReturnType<typeof startDetector>,
  bytes: number,
): Promise<number> {
  const begun = clock.now();
  let ended = 0;
  const watched = detector.watch(bytes, GRACE_MS, never, () => new Promise(() => {}));
  const failed = expect(
    watched.finally(() => {
      ended = clock.now();
    }),
  ).rejects.toMatchObject({ code: 'connection-stalled', detail: { host: 's3.example.org' } });
  await clock.settle();
  await failed;
  return ended - begun;
}

describe('stall detector', () => {
  test('leaves a request alone that is answered in time', async () => {
    const { clock, detector, taking } = startDetector();
    const answer = detector.watch(0, GRACE_MS, never, taking(29_000));
    await clock.settle();
    await expect(answer).resolves.toBe('answered');
  });

  test('aborts a request without a body after half a minute', async () => {
    expect(await patience(startDetector(), 0)).toBe(GRACE_MS);
  });

  test('allows a first request to be as slow as six at once over 0.5 Mbit/s', async () => {
    const bytes = 8 * MIB;
    const waited = await patience(startDetector(), bytes);
    expect(waited).toBeGreaterThan((bytes / (10 * 1024)) * 1000);
    expect(waited).toBeLessThan(60 * 60_000);
  });

  test('aborts a request that takes four times as long as those before it, and half a minute more', async () => {
    const world = startDetector();
    const learned = world.detector.watch(8 * MIB, GRACE_MS, never, world.taking(8_000));
    await world.clock.settle();
    await learned;
    expect(await patience(world, 8 * MIB)).toBe(GRACE_MS + 4 * 8_000);
  });

  test('gives more time after each stall, until a part over 0.5 Mbit/s has enough', async () => {
    const world = startDetector();
    const learned = world.detector.watch(8 * MIB, GRACE_MS, never, world.taking(200));
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

  test('shortens the time of a waiting request when others turn out faster', async () => {
    const world = startDetector();
    const stuck = patience(world, 8 * MIB);
    const learned = world.detector.watch(8 * MIB, GRACE_MS, never, world.taking(1_000));
    await learned;
    expect(await stuck).toBeLessThan(GRACE_MS + 4_000 + 5_000);
  });

  test('learns no throughput from a request of a few bytes', async () => {
    const world = startDetector();
    const learned = world.detector.watch(1_000, GRACE_MS, never, world.taking(10_000));
    await world.clock.settle();
    await learned;
    // As if nothing were known: 8 KiB a second.
    expect(await patience(world, 8 * MIB)).toBeGreaterThan(15 * 60_000);
  });

  test('passes on the failure of a request', async () => {
    const { detector } = startDetector();
    await expect(detector.watch(0, GRACE_MS, never, () => Promise.reject(new Error('no')))).rejects.toThrow(
      'no',
    );
  });

  test('rejects at once with the reason of the signal, even if the request ignores it', async () => {
    const { clock, detector } = startDetector();
    const calledOff = new AbortController();
    const watched = detector.watch(0, GRACE_MS, calledOff.signal, () => new Promise(() => {}));
    calledOff.abort(new Error('off'));
    await expect(watched).rejects.toThrow('off');
    await clock.settle();
  });
});
