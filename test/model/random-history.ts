import fc from 'fast-check';
import type { Operation, Point } from '../transfers/world/points';
import type { Bytes, Command, Fault, FaultEffect, History, Outage, Which } from './history';

// Histories at random: which orders and mishaps there are is in `history.ts`, how often they come is here.

const album = fc.constantFrom('Cats/', 'Dogs/');
const name = fc.constantFrom('a.png', 'b.png');
const bytes = fc.oneof(
  { arbitrary: fc.constantFrom<Bytes>('one', 'two'), weight: 4 },
  { arbitrary: fc.constantFrom<Bytes>('large', 'lorge'), weight: 1 },
);
const key = fc.tuple(album, name).map(([prefix, file]) => `${prefix}${file}`);
const storedBytes = fc.oneof(
  { arbitrary: bytes, weight: 9 },
  { arbitrary: fc.constant<Bytes>('huge'), weight: 1 },
);
const begunAgo = fc.constantFrom(0, 5_000, 120_000);
const ago = fc.constantFrom(0, 0, 1, 2);
const which = fc.constantFrom<Which>(0, 0, 1, 'all');
const wait = fc.constantFrom(0, 0, 50, 200, 1_500, 1_500, 5_000, 9_000, 11_000, 25_000, 120_000);

const of = <Value>(weight: number, arbitrary: fc.Arbitrary<Value>) => ({ weight, arbitrary });

const add = fc.record({
  does: fc.constant('add'),
  from: fc.constantFrom('file', 'file', 'web'),
  bytes,
  name,
  album,
  wait,
});

const order: fc.Arbitrary<Command> = fc.oneof(
  of(16, add),
  of(
    1,
    fc.record({
      does: fc.constant('add'),
      from: fc.constant('web'),
      bytes,
      name,
      album: fc.constant(null),
      wait,
    }),
  ),
  of(5, fc.record({ does: fc.constant('add-again'), ago, wait })),
  of(3, fc.record({ does: fc.constant('cancel'), ago, wait })),
  of(4, fc.record({ does: fc.constant('dismiss'), ago, wait })),
  of(3, fc.record({ does: fc.constantFrom('retry', 'pause', 'unpause'), ago, wait })),
  of(2, fc.record({ does: fc.constant('choose'), ago, album, wait })),
  of(2, fc.record({ does: fc.constantFrom('clear', 'retry-all'), wait })),
  of(4, fc.record({ does: fc.constant('move'), from: album, which, to: album, wait })),
  of(2, fc.record({ does: fc.constant('copy'), from: album, which, to: album, wait })),
  of(2, fc.record({ does: fc.constant('rename'), from: album, which, name, wait })),
  of(5, fc.record({ does: fc.constant('delete'), from: album, which, wait })),
  of(4, fc.record({ does: fc.constant('delete-album'), album, wait })),
  of(
    2,
    fc.record({ does: fc.constant('move-album'), from: album, to: fc.constantFrom('Birds/', 'Dogs/'), wait }),
  ),
  of(3, fc.record({ does: fc.constant('undo'), ago, wait })),
  of(3, fc.record({ does: fc.constantFrom('cancel-job', 'retry-job', 'dismiss-job'), ago, wait })),
  of(3, fc.record({ does: fc.constant('other-put'), key, bytes: storedBytes, begunAgo, wait })),
  of(2, fc.record({ does: fc.constant('other-delete'), key, wait })),
  of(3, fc.record({ does: fc.constant('die'), wait })),
  of(
    4,
    fc.record({
      does: fc.constant('trouble'),
      kind: fc.constantFrom<Outage>(
        'offline',
        'unreachable',
        'refused',
        'uploads-full',
        'jobs-full',
        'blobs-full',
      ),
      forMs: fc.constantFrom(1_000, 12_000, 600_000),
      wait,
    }),
  ),
);

/** Orders that meet in what they are about, which single ones seldom do. */
const orders: fc.Arbitrary<readonly Command[]> = fc.oneof(
  of(8, fc.tuple(order)),
  of(1, fc.tuple(add, fc.record({ does: fc.constant('add-again'), ago: fc.constant(0), wait }))),
  of(
    2,
    fc.tuple(
      add,
      fc.record({ does: fc.constant('add-again'), ago: fc.constant(0), wait }),
      fc.record({ does: fc.constantFrom('cancel', 'dismiss'), ago: fc.constantFrom(0, 1), wait }),
    ),
  ),
  of(
    2,
    fc.tuple(
      fc.oneof(
        fc.record({ does: fc.constant('delete'), from: album, which, wait }),
        fc.record({ does: fc.constant('delete-album'), album, wait }),
      ),
      fc.oneof(
        add,
        fc.record({ does: fc.constantFrom('move', 'copy'), from: album, which, to: album, wait }),
      ),
    ),
  ),
  of(
    1,
    fc.tuple(
      fc.record({ does: fc.constant('delete'), from: album, which, wait }),
      fc.record({
        does: fc.constant('undo'),
        ago: fc.constant(0),
        wait: fc.constantFrom(200, 5_000, 9_000, 11_000),
      }),
    ),
  ),
);

const MOST_ORDERS = 8;

/** Operations that write to the disk, and those that are requests. */
const DISK: readonly Operation[] = [
  ...(['database.write', 'database.remove', 'database.writePart', 'database.removeParts'] as const),
  ...(['jobs.write', 'jobs.remove', 'blobs.put', 'blobs.get', 'blobs.delete'] as const),
];
const READS: readonly Operation[] = [
  ...(['database.all', 'database.all', 'database.pendingCleanups', 'database.parts', 'jobs.all'] as const),
  ...(['jobs.all'] as const),
];
const REQUESTS: readonly Operation[] = [
  ...(['put', 'put', 'put', 'head', 'head', 'listSizes', 'createMultipartUpload', 'uploadPart'] as const),
  ...(['listParts', 'completeMultipartUpload', 'completeMultipartUpload'] as const),
  ...(['abortMultipartUpload', 'listMultipartUploads', 'delete', 'delete', 'job.list'] as const),
  ...(['job.head', 'job.copy', 'job.copy', 'job.uploadPartCopy', 'job.createMultipartUpload'] as const),
  ...(['job.completeMultipartUpload', 'job.abortMultipartUpload', 'job.deleteMany'] as const),
  ...(['job.deleteMany', 'job.delete', 'onDeleting'] as const),
];

const STORING: readonly Operation[] = [
  ...(['put', 'put', 'put', 'completeMultipartUpload', 'completeMultipartUpload'] as const),
  ...(['createMultipartUpload', 'uploadPart', 'delete', 'job.copy', 'job.copy'] as const),
  ...(['job.deleteMany', 'job.completeMultipartUpload'] as const),
];

const facts = {
  when: fc.constantFrom<Point['when']>('before', 'after'),
  nth: fc.constantFrom(1, 1, 1, 2, 2, 3, 4, 6),
  times: fc.constantFrom(1, 1, 1, 2, 12),
};
const takes = fc.record({ takes: fc.constantFrom(3_000, 12_000) });

const fault: fc.Arbitrary<Fault> = fc.oneof(
  of(
    2,
    fc.record({
      ...{ ...facts, operation: fc.constantFrom(...DISK) },
      effect: fc.oneof(
        of(2, fc.constant<FaultEffect>('die')),
        of(2, fc.constant<FaultEffect>('disk-full')),
        of(1, takes),
      ),
    }),
  ),
  of(
    1,
    fc.record({
      ...{ ...facts, operation: fc.constantFrom(...READS), when: fc.constant<Point['when']>('before') },
      effect: fc.constant<FaultEffect>('disk-unreadable'),
    }),
  ),
  // As what the answer was lost of goes on: most of what can be lost is lost there.
  of(
    4,
    fc.record({
      ...{ ...facts, operation: fc.constantFrom(...STORING), when: fc.constant<Point['when']>('after') },
      effect: fc.record({
        lostIn: fc.constantFrom<Outage>('refused', 'refused', 'refused', 'unreachable', 'offline'),
      }),
    }),
  ),
  of(
    6,
    fc.record({
      ...{ ...facts, operation: fc.constantFrom(...REQUESTS) },
      effect: fc.oneof(
        of(3, fc.constant<FaultEffect>('die')),
        of(1, fc.constant<FaultEffect>('hang')),
        of(2, fc.record({ arrivesAfter: fc.constantFrom(500, 5_000, 15_000) })),
        of(3, takes),
        of(2, fc.record({ others: fc.constantFrom('one', 'two', 'delete') })),
        of(
          6,
          fc.constantFrom<FaultEffect>(
            ...([
              'endpoint-unreachable',
              's3-unavailable',
              'throttled',
              'not-confirmed',
              'clock-skew',
            ] as const),
            ...(['credentials-expired', 'access-denied', 'access-denied', 'upload-gone', 'offline'] as const),
          ),
        ),
      ),
    }),
  ),
  of(
    1,
    fc.record({
      ...{ ...facts, operation: fc.constantFrom<Operation>('capture', 'sha256') },
      effect: fc.oneof(fc.constantFrom<FaultEffect>('die', 'bytes-changed', 'source-unreachable'), takes),
    }),
  ),
);

const seed = fc.oneof(
  of(6, fc.record({ key, bytes: storedBytes })),
  of(1, fc.record({ key: album, bytes: fc.constant<Bytes>('marker') })),
);

export const history: fc.Arbitrary<History> = fc.record({
  seeds: fc.uniqueArray(seed, { selector: one => one.key, maxLength: 4 }),
  commands: fc.array(orders, { minLength: 1, maxLength: 6 }).map(some => some.flat().slice(0, MOST_ORDERS)),
  faults: fc.array(fault, { maxLength: 5 }),
  latency: fc.constantFrom(0, 0, 40),
  honoursConditions: fc.constantFrom(true, true, true, false),
  returnsChecksums: fc.constantFrom(true, true, false),
  skewMs: fc.constantFrom(0, 0, 300_000, -300_000),
  chance: fc.constantFrom(0.5, 0, 0.99),
});
