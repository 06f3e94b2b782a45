import fc from 'fast-check';
import { errorAnswer, internalError, slowDown } from '../../fault-proxy/answers';
import type { Fault } from '../../fault-proxy/index';
import { randomSchedule, type ScheduledFault, sampled } from './random-transfer';

/** A file of the mix. Files of one `content` and length have the same bytes. */
export interface MixFile {
  readonly album: string;
  readonly name: string;
  readonly content: number;
  readonly bytes: number;
  /** What goes wrong with the requests for its key. */
  readonly schedule: readonly ScheduledFault[];
}

/** `afterRequests`: so many more requests are let pass first, so that it comes in the middle of something. */
export interface MixKill {
  readonly kind: 'kill-worker' | 'kill-browser';
  readonly afterRequests: number;
}

/** What a person wants done with what is in the bucket. */
export type MixJob =
  | { readonly kind: 'rename-album'; readonly album: string; readonly name: string }
  | { readonly kind: 'delete-album'; readonly album: string }
  /** `percent` of the photos of an album that is not renamed go to another one. */
  | { readonly kind: 'move-photos'; readonly from: string; readonly to: string; readonly percent: number };

/** What is done between two batches of files. */
export type MixEvent = MixKill | MixJob;

/** Files that are added at once, and what happens then. */
export interface MixStep {
  readonly files: readonly MixFile[];
  readonly events: readonly MixEvent[];
}

/** Uploads and jobs beside each other, and what goes wrong meanwhile: all of it from one seed. */
export interface Mix {
  readonly steps: readonly MixStep[];
  /** On the requests of the jobs. */
  readonly jobFaults: readonly ScheduledFault[];
}

export const RENAMED = { 'Trips/': 'Trips 2026', 'Cats/': 'Lions' } as const;
export const DELETED = 'Old/';
export const MOVED = { from: 'Inbox/', to: 'Best/' } as const;

/** Under which prefixes a photo may lie in the end that was added to an album. */
export function possiblePrefixes(album: string): readonly string[] {
  if (album === MOVED.from) return [album, MOVED.to];
  const name = Object.entries(RENAMED).find(([from]) => from === album)?.[1];
  return name === undefined ? [album] : [album, `${name}/`];
}

/** Into which files are added. */
const ALBUMS = [...Object.keys(RENAMED), DELETED, MOVED.from, 'Keep/'];

const FILES = 200;
const STEPS = 20;
const PER_STEP = FILES / STEPS;
const KIB = 1024;
const MIB = 1024 * KIB;

/** Every twelfth file is large. From 8 MiB on they go up in parts. */
const LARGE_EVERY = 12;

/** With more, half minutes of standing still add up to more than a person waits for a test. */
const FAULTY_EVERY = 4;

interface Draws {
  readonly album: number;
  readonly small: number;
  readonly large: number;
  readonly twin: 'none' | 'content' | 'content and name' | 'name';
  readonly of: number;
}

const draws: fc.Arbitrary<Draws> = fc.record({
  album: fc.nat(ALBUMS.length - 1),
  small: fc.integer({ min: 100, max: 300 * KIB }),
  large: fc.integer({ min: 9 * MIB, max: 20 * MIB }),
  twin: fc.oneof(
    { weight: 6, arbitrary: fc.constant('none' as const) },
    { weight: 2, arbitrary: fc.constantFrom('content' as const, 'content and name' as const) },
    { weight: 1, arbitrary: fc.constant('name' as const) },
  ),
  of: fc.nat(FILES),
});

const jobAnswers = fc.constantFrom<Fault>(
  { kind: 'drop-answer' },
  { kind: 'reset-before-forward' },
  { kind: 'respond', answer: slowDown() },
  { kind: 'respond', answer: internalError() },
  { kind: 'respond', answer: internalError(), forwarded: true },
  { kind: 'respond', answer: errorAnswer(503, 'ServiceUnavailable') },
);

const jobFault: fc.Arbitrary<ScheduledFault> = fc.record({
  operation: fc.constantFrom('CopyObject', 'DeleteObjects', 'DeleteObject'),
  skip: fc.nat(6),
  times: fc.integer({ min: 1, max: 2 }),
  fault: jobAnswers,
});

const step = (first: number, last: number): fc.Arbitrary<number> => fc.integer({ min: first, max: last });

/** In the middle of what a step began, or some requests later. */
const requests = fc.integer({ min: 1, max: 30 });

const kill = fc.record({ at: step(2, STEPS - 2), afterRequests: requests });

const timetable = fc.record({
  renames: fc.tuple(step(4, 8), step(6, 12)),
  deletion: step(4, 8),
  moves: fc.array(fc.record({ at: step(4, 16), percent: fc.integer({ min: 20, max: 80 }) }), {
    minLength: 3,
    maxLength: 3,
  }),
  workers: fc.array(kill, { minLength: 3, maxLength: 3 }),
  browser: kill,
  jobFaults: fc.array(jobFault, { minLength: 6, maxLength: 10 }),
});

/** The mix of a seed. */
export function randomMix(seed: number): Mix {
  const files: MixFile[] = [];
  for (let index = 0; index < FILES; index++) files.push(fileOf(seed, index, files));
  const { renames, deletion, moves, workers, browser, jobFaults } = sampled(timetable, seed);
  const events = new Map<number, MixEvent[]>();
  const at = (when: number, event: MixEvent): void => {
    events.set(when, [...(events.get(when) ?? []), event]);
  };
  Object.entries(RENAMED).forEach(([album, name], index) => {
    at(renames[index] ?? 0, { kind: 'rename-album', album, name });
  });
  at(deletion, { kind: 'delete-album', album: DELETED });
  for (const move of moves) at(move.at, { kind: 'move-photos', ...MOVED, percent: move.percent });
  for (const { at: when, afterRequests } of workers) at(when, { kind: 'kill-worker', afterRequests });
  at(browser.at, { kind: 'kill-browser', afterRequests: browser.afterRequests });
  const steps = Array.from({ length: STEPS }, (_, index) => ({
    files: files.slice(index * PER_STEP, (index + 1) * PER_STEP),
    events: events.get(index) ?? [],
  }));
  return { steps, jobFaults };
}

/** Drawn for itself: without its neighbours it is the same. */
function fileOf(seed: number, index: number, before: readonly MixFile[]): MixFile {
  const own = seed * FILES + index;
  const { album, small, large, twin, of } = sampled(draws, own);
  const other = twin === 'none' ? undefined : before[of % before.length];
  const isLarge = index % LARGE_EVERY === LARGE_EVERY - 1;
  const fresh = { content: own, bytes: isLarge ? large : small };
  const { content, bytes } = other !== undefined && twin.startsWith('content') ? other : fresh;
  const sameName = other !== undefined && twin.endsWith('name');
  return {
    album: other?.album ?? ALBUMS[album] ?? '',
    name: sameName ? other.name : `photo-${String(index).padStart(3, '0')}.bin`,
    ...{ content, bytes },
    schedule: index % FAULTY_EVERY === 0 ? randomSchedule(own, bytes) : [],
  };
}
