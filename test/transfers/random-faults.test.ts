import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type FailureCode, mayHaveSucceeded, ShoeboxError } from '../../src/core/failure';
import { TRANSFER_ID } from '../../src/core/provenance';
import type { Transfer } from '../../src/core/transfer';
import { RANDOM_SEED } from '../random-seed';
import { contents, expectNothingLeft, removeOrphans } from './world/expectations';
import { contentOf } from './world/fake-bytes';
import type { Hook, Point } from './world/points';
import { clicked, diskFull, type Life, MIB, World } from './world/world';

type Fault = 'fail' | 'hang' | 'die' | 'pretend' | 'slow' | FailureCode;

/** Mostly nothing: of a hundred points about fifteen are bad. */
const fault = fc.option(
  fc.oneof(
    { arbitrary: fc.constant<Fault>('fail'), weight: 2 },
    { arbitrary: fc.constant<Fault>('slow'), weight: 4 },
    { arbitrary: fc.constant<Fault>('hang'), weight: 2 },
    { arbitrary: fc.constant<Fault>('die'), weight: 3 },
    { arbitrary: fc.constant<Fault>('pretend'), weight: 1 },
    {
      arbitrary: fc.constantFrom<Fault>(
        ...(['endpoint-unreachable', 's3-unavailable', 'throttled', 'not-confirmed', 'clock-skew'] as const),
        ...(['credentials-expired', 'access-denied', 'upload-gone', 'name-taken', 'offline'] as const),
      ),
      weight: 6,
    },
  ),
  { nil: null, freq: 6 },
);

const source = fc.record({
  kind: fc.constantFrom('picture', 'file'),
  size: fc.constantFrom(7, 9, 9 * MIB, 20 * MIB, 52 * MIB),
  bytes: fc.constantFrom('one', 'two', 'three'),
  album: fc.constantFrom('Cats/', 'Dogs/'),
  name: fc.constantFrom('cat.png', 'dog.png'),
});

const schedule = fc.record({
  sources: fc.array(source, { minLength: 1, maxLength: 4 }),
  faults: fc.array(fault, { minLength: 5, maxLength: 120 }),
  lives: fc.integer({ min: 1, max: 6 }),
  tellsChecksums: fc.boolean(),
  chance: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
});
type Schedule = typeof schedule extends fc.Arbitrary<infer Value> ? Value : never;

const mayPretend = ({ operation, when }: Point): boolean =>
  operation === 'completeMultipartUpload' && when === 'before';

/** What S3 can answer: a refusal comes before anything is done, a mishap at any time. */
const isPossible = (code: FailureCode, { operation, when }: Point): boolean =>
  (when === 'before' || mayHaveSucceeded(code)) &&
  (code !== 'upload-gone' || operation === 'uploadPart' || operation === 'completeMultipartUpload') &&
  (code !== 'name-taken' || operation === 'put' || operation === 'completeMultipartUpload');

/** It comes back each time; and not for ever, since it costs no try. */
const MOST_TIMES_OFFLINE = 20;

const faultsOf = (world: World, life: () => Life, faults: Schedule['faults']): Hook => {
  let timesOffline = 0;
  return async point => {
    const bad = faults[point.index % faults.length] ?? null;
    if (bad === null) return undefined;
    if (bad === 'die') return 'die';
    const isDisk = /^(database|blobs)\./.test(point.operation);
    if (isDisk) return bad === 'fail' && point.when === 'before' ? diskFull(point) : undefined;
    if (point.operation === 'sha256') {
      if (bad === 'fail') throw new ShoeboxError('bytes-changed');
      return undefined;
    }
    if (point.operation === 'capture') {
      if (bad === 'fail') throw new ShoeboxError('source-unreachable');
      return undefined;
    }
    if (bad === 'slow') {
      await world.clock.sleep(3_000, new AbortController().signal, life());
      return undefined;
    }
    if (bad === 'hang') return 'hang';
    if (bad === 'pretend') return mayPretend(point) ? 'pretend' : undefined;
    const code = bad === 'fail' ? 'endpoint-unreachable' : bad;
    if (code === 'offline' && timesOffline++ > MOST_TIMES_OFFLINE) return undefined;
    if (isPossible(code, point)) throw new ShoeboxError(code);
    return undefined;
  };
};

function transferOf(
  world: World,
  { kind, size, bytes, album, name }: Schedule['sources'][number],
  index: number,
): Transfer {
  const id = `t${index}`;
  return kind === 'file'
    ? world.file(id, size, { album, name, source: bytes })
    : clicked(id, album, `https://example.org/${bytes}`);
}

async function live({ sources, faults, lives, tellsChecksums, chance }: Schedule): Promise<World> {
  const world = new World();
  world.bucket.tellsChecksums = tellsChecksums;
  world.chance = chance;
  const wanted = sources.map((one, index) => transferOf(world, one, index));
  const blobs = new Map(world.disk.blobs);
  /** As the pages do that were not answered: what is not in the database is given once more, bytes and all. */
  const addMissing = async ({ transfers }: Life): Promise<void> => {
    const missing = wanted.filter(({ id }) => !world.disk.transfers.has(id));
    for (const { bytes } of missing) {
      const blob = blobs.get(bytes?.blobId ?? '');
      if (bytes !== null && blob !== undefined) world.disk.blobs.set(bytes.blobId, blob);
    }
    if (missing.length > 0) await transfers.add(missing);
  };
  for (let nth = 0; nth < lives; nth++) {
    const life = world.live();
    world.at(faultsOf(world, () => life, faults));
    void life.transfers.recover().catch(() => {});
    void addMissing(life).catch(() => {});
    await world.settle();
  }
  const last = world.live();
  world.at(() => undefined);
  await last.transfers.recover();
  await addMissing(last);
  await world.settle();
  // What failed can be tried again; nothing else may be needed.
  await last.transfers.retryAll();
  await world.settle();
  return world;
}

test(`whatever goes wrong, everything arrives, once, and nothing else is left, from seed ${RANDOM_SEED}`, {
  timeout: 180_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(schedule, async plan => {
      const world = await live(plan);
      const transfers = [...world.disk.transfers.values()].sort((a, b) => a.id.localeCompare(b.id));
      expect(transfers.map(({ id, state, failure }) => [id, state, failure])).toEqual(
        plan.sources.map((_, index) => [`t${index}`, 'saved', null]),
      );
      for (const [index, { kind, size, bytes }] of plan.sources.entries()) {
        const blob = kind === 'file' ? world.file('again', size, { source: bytes }) : null;
        const content =
          blob === null
            ? contentOf(world.picture(`https://example.org/${bytes}`))
            : contentOf(world.disk.blobs.get('bytes-of-again') ?? new Blob());
        world.disk.blobs.delete('bytes-of-again');
        const key = transfers[index]?.key ?? '';
        expect([key, contents(world)[key]]).toEqual([key, content]);
        expect(key.startsWith(plan.sources[index]?.album ?? '?')).toBe(true);
      }
      // No transfer has two objects; every object is the one of its transfer.
      for (const [key, { metadata }] of world.bucket.objects) {
        const owner = transfers.find(({ id }) => id === metadata[TRANSFER_ID]);
        expect([key, owner?.key, owner?.outcome]).toEqual([key, key, 'stored']);
      }
      removeOrphans(world);
      expectNothingLeft(world);
    }),
    { numRuns: 250, seed: RANDOM_SEED },
  );
});
