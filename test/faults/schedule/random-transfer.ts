import fc from 'fast-check';
import { MAX_PARTS, MULTIPART_THRESHOLD_BYTES, partBytesFor, partRanges } from '../../../src/core/parts';
import {
  errorAnswer,
  errorIn200,
  expiredToken,
  internalError,
  requestTimeTooSkewed,
  slowDown,
  tooManyRequests,
} from '../../fault-proxy/answers';
import type { Fault, Rule, SyntheticAnswer } from '../../fault-proxy/index';

/** Something that goes wrong with the requests of one transfer. Plain data, so that it can be printed. */
export interface ScheduledFault {
  readonly operation: string;
  /** Of `UploadPart` only; any part if left out. */
  readonly partNumber?: number;
  /** So many such requests are let pass first. */
  readonly skip: number;
  /** To so many it happens: never for ever, so that a transfer always comes to an end. */
  readonly times: number;
  readonly fault: Fault;
}

/** A file, and all that goes wrong while it is on its way. */
export interface RandomTransfer {
  readonly seed: number;
  /** Of the file. */
  readonly bytes: number;
  readonly schedule: readonly ScheduledFault[];
}

/** The transfer of a seed: the same one on every machine. */
export const randomTransfer = (seed: number): RandomTransfer => ({ seed, ...sampled(anyTransfer, seed) });

/** What goes wrong while a file of so many bytes is on its way. */
export const randomSchedule = (seed: number, bytes: number): readonly ScheduledFault[] =>
  sampled(schedule(faultsOn(bytes)), seed);

/** One drawn value: the same one on every machine. */
export function sampled<Value>(arbitrary: fc.Arbitrary<Value>, seed: number): Value {
  const [value] = fc.sample(fc.noBias(arbitrary), { seed, numRuns: 1 });
  if (value === undefined) throw new Error('fast-check draws as many as it is asked for');
  return value;
}

/** The schedule as rules for the keys with this prefix. */
export function rulesFor(keyPrefix: string, schedule: readonly ScheduledFault[]): Rule[] {
  return schedule.map(({ fault, ...when }) => ({ when: { ...when, keyPrefix }, fault }));
}

const KIB = 1024;
const MIB = 1024 * KIB;

/** A pause that a server asks for costs the test as long. */
const RETRY_AFTER_SECONDS = 1;

const upTo = (most: number): fc.Arbitrary<number> => fc.integer({ min: 0, max: most });

/** Storms last longer than single mishaps, and end before the engine's patience does. */
const STORM = 4;

const answers = fc.constantFrom(
  slowDown(),
  slowDown(RETRY_AFTER_SECONDS),
  tooManyRequests(RETRY_AFTER_SECONDS),
  internalError(),
  errorAnswer(503, 'ServiceUnavailable'),
  { status: 502, headers: { 'content-type': 'text/html' }, body: '<html>Bad Gateway</html>' },
  errorAnswer(400, 'RequestTimeout'),
);

/** Set right once is all that can be asked; so these come once. */
const lapses = fc.constantFrom(expiredToken(), expiredToken(403), requestTimeTooSkewed());

const respond = (answer: SyntheticAnswer): Fault => ({ kind: 'respond', answer });

/** What can happen to any request, with a body of so many bytes. */
const commonFault = (bodyBytes: number): fc.Arbitrary<Fault> =>
  fc.oneof(
    { weight: 2, arbitrary: upTo(300).map(ms => ({ kind: 'delay' as const, ms })) },
    { weight: 3, arbitrary: fc.constant({ kind: 'reset-before-forward' as const }) },
    {
      weight: 4,
      arbitrary: upTo(bodyBytes).map(afterBytes => ({ kind: 'reset-mid-body' as const, afterBytes })),
    },
    { weight: 4, arbitrary: fc.constant({ kind: 'drop-answer' as const }) },
    { weight: 2, arbitrary: upTo(400).map(afterBytes => ({ kind: 'cut-mid-answer' as const, afterBytes })) },
    { weight: 6, arbitrary: answers.map(respond) },
    {
      weight: 1,
      arbitrary: fc.constant({ kind: 'respond' as const, answer: internalError(), forwarded: true }),
    },
    { weight: 2, arbitrary: upTo(bodyBytes).map(atByte => ({ kind: 'flip-request-bit' as const, atByte })) },
    {
      weight: 2,
      arbitrary: fc
        .constantFrom('empty' as const, 'truncated' as const, 'html' as const)
        .map(how => ({ kind: 'broken-body' as const, how })),
    },
    { weight: 1, arbitrary: fc.constant({ kind: 'flip-etag-bit' as const }) },
    { weight: 1, arbitrary: fc.constant({ kind: 'missing-etag' as const }) },
    {
      weight: 1,
      arbitrary: fc
        .integer({ min: -2, max: 2 })
        .map(hours => ({ kind: 'wrong-date' as const, shiftMs: hours * 3_600_000 })),
    },
  );

/** A stalled connection costs half a minute of real time: rare, and once. */
const stall = (bodyBytes: number): fc.Arbitrary<Fault> =>
  fc.oneof(
    upTo(bodyBytes).map(afterBytes => ({ kind: 'stall-request' as const, afterBytes })),
    fc.constant({ kind: 'stall-answer' as const }),
    upTo(100).map(afterBytes => ({ kind: 'stall-mid-answer' as const, afterBytes })),
  );

/** One fault on one kind of request. */
function scheduled(operation: string, bodyBytes: number, parts = 0): fc.Arbitrary<ScheduledFault> {
  const anyPart = fc.constant({});
  const onePart = fc.integer({ min: 1, max: Math.max(1, parts) }).map(partNumber => ({ partNumber }));
  const where = parts === 0 ? anyPart : fc.oneof(anyPart, onePart);
  const withTimes = (most: number, fault: fc.Arbitrary<Fault>): fc.Arbitrary<ScheduledFault> =>
    fc
      .tuple(where, upTo(parts === 0 ? 1 : 3), fc.integer({ min: 1, max: most }), fault)
      .map(([part, skip, times, what]) => ({ operation, ...part, skip, times, fault: what }));
  const inComplete = fc
    .boolean()
    .map(forwarded => ({ kind: 'respond' as const, answer: errorIn200(), forwarded }));
  return fc.oneof(
    { weight: 16, arbitrary: withTimes(2, commonFault(bodyBytes)) },
    { weight: 3, arbitrary: withTimes(STORM, answers.map(respond)) },
    { weight: 1, arbitrary: withTimes(1, lapses.map(respond)) },
    { weight: 1, arbitrary: withTimes(1, stall(bodyBytes)) },
    { weight: operation === 'CompleteMultipartUpload' ? 8 : 0, arbitrary: withTimes(2, inComplete) },
  );
}

/** More is not worse, only longer. */
const MOST_FAULTS = 4;

const schedule = (faults: fc.Arbitrary<ScheduledFault>): fc.Arbitrary<ScheduledFault[]> =>
  fc.array(faults, { minLength: 1, maxLength: MOST_FAULTS });

const withSchedule = (bytes: number): fc.Arbitrary<Omit<RandomTransfer, 'seed'>> =>
  fc.record({ bytes: fc.constant(bytes), schedule: schedule(faultsOn(bytes)) });

function faultsOn(bytes: number): fc.Arbitrary<ScheduledFault> {
  if (bytes <= MULTIPART_THRESHOLD_BYTES) {
    return fc.oneof(
      { weight: 6, arbitrary: scheduled('PutObject', bytes) },
      { weight: 1, arbitrary: scheduled('HeadObject', 0) },
      { weight: 1, arbitrary: scheduled('ListObjectsV2', 0) },
    );
  }
  const partBytes = partBytesFor(bytes, MAX_PARTS);
  return fc.oneof(
    { weight: 6, arbitrary: scheduled('UploadPart', partBytes, partRanges(bytes, partBytes).length) },
    { weight: 2, arbitrary: scheduled('CreateMultipartUpload', 0) },
    { weight: 3, arbitrary: scheduled('CompleteMultipartUpload', 300) },
    { weight: 2, arbitrary: scheduled('HeadObject', 0) },
    { weight: 1, arbitrary: scheduled('ListParts', 0) },
    { weight: 1, arbitrary: scheduled('AbortMultipartUpload', 0) },
  );
}

const small = fc.oneof(
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 100 }) },
  { weight: 5, arbitrary: fc.integer({ min: 1, max: 400 * KIB }) },
  { weight: 1, arbitrary: fc.integer({ min: 400 * KIB, max: MULTIPART_THRESHOLD_BYTES }) },
);

/** From two parts on. */
const large = fc.integer({ min: MULTIPART_THRESHOLD_BYTES + 1, max: 24 * MIB });

const anyTransfer = fc
  .oneof({ weight: 7, arbitrary: small }, { weight: 3, arbitrary: large })
  .chain(withSchedule);
