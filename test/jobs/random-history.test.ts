import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { isDeletion, type JobSpec, keepsSource } from '../../src/core/job';
import type { Fate } from '../transfers/world/points';
import { UNDO_MS } from './begin';
import { BUCKET, type Life, World } from './world';

vi.setConfig({ testTimeout: 240_000 });

// Whatever several jobs, uploads, other people and deaths do to one bucket: no bytes are gone that nobody deleted.

/** Few, so that they meet. */
const KEYS = ['A/a', 'A/b', 'B/a', 'B/b'] as const;
const key = fc.constantFrom(...KEYS);
const keys = fc.uniqueArray(key, { minLength: 1, maxLength: 2 });
const album = fc.constantFrom('A/', 'B/');

type Step =
  | { readonly kind: 'order'; readonly order: JobSpec; readonly keys: readonly string[] }
  /** An upload relies on what is there. */
  | { readonly kind: 'keep'; readonly key: string }
  /** The newest deletion, or the newest job. */
  | { readonly kind: 'undo' | 'cancel' }
  /** Somebody else stores something, over what is there if anything is. */
  | { readonly kind: 'put'; readonly key: string }
  | { readonly kind: 'die'; readonly points: number };

const step = fc.oneof(
  fc.record({
    kind: fc.constant('order' as const),
    order: fc.oneof(
      album.map((to): JobSpec => ({ kind: 'move-photos', to })),
      album.map((to): JobSpec => ({ kind: 'copy-photos', to })),
      fc.constant<JobSpec>({ kind: 'delete-photos' }),
      fc.constantFrom('a', 'b').map((name): JobSpec => ({ kind: 'rename-photo', name })),
      album.map((prefix): JobSpec => ({ kind: 'delete-album', prefix })),
      album.map((from): JobSpec => ({ kind: 'move-album', from, to: 'C/' })),
    ),
    keys,
  }),
  fc.record({ kind: fc.constant('keep' as const), key }),
  fc.record({ kind: fc.constantFrom('undo' as const, 'cancel' as const) }),
  fc.record({ kind: fc.constant('put' as const), key }),
  fc.record({ kind: fc.constant('die' as const), points: fc.integer({ min: 0, max: 30 }) }),
);

const history = fc.array(
  fc.record({ step, ms: fc.constantFrom(0, 0, 0, 1, 700, 2000, UNDO_MS - 1, UNDO_MS + 1) }),
  { minLength: 2, maxLength: 14, size: 'max' },
);

/** What there is at first: often the same bytes under one name in both albums, and nowhere else. */
const objects = fc.uniqueArray(
  fc.record({ key, content: fc.constantFrom(0, 0, 1), inParts: fc.constantFrom(false, false, false, true) }),
  { selector: one => one.key, minLength: 2, maxLength: KEYS.length, size: 'max' },
);

const delays = fc.array(fc.constantFrom(0, 1, 700, 3000, 12_000), { maxLength: 5 });

/** Bytes that have to be in the bucket in the end, as of a moment in the history. */
interface Promised {
  readonly content: string;
  readonly at: number;
  readonly key: string;
}

/** A job as it was ordered, with the contents that it was about then, by key. */
interface Ordered {
  readonly id: string;
  readonly order: JobSpec;
  readonly at: number;
  readonly contents: ReadonlyMap<string, string>;
  isUndone: boolean;
}

class History {
  readonly world = new World();
  readonly promised: Promised[] = [];
  readonly ordered: Ordered[] = [];
  readonly #delays: readonly number[];
  #life: Life = this.world.live();
  #now = 0;
  #pointsLeft = Number.POSITIVE_INFINITY;
  #requests = 0;

  /** @param delays how long requests to S3 take, in turn; milliseconds */
  constructor(delays: readonly number[]) {
    this.#delays = delays;
    this.world.at(async ({ operation, when }): Promise<Fate> => {
      if (this.#pointsLeft-- === 0) return 'die';
      if (when === 'before' && !operation.includes('.')) await this.#delay();
      return undefined;
    });
  }

  put(at: string, content: string, facts: { parts?: number; at?: number } = {}): void {
    const before = this.world.bucket.objects.get(at)?.content;
    // What somebody else overwrites is not ours to save.
    for (const [index, { content: promised }] of [...this.promised.entries()].reverse())
      if (promised === before) this.promised.splice(index, 1);
    this.world.bucket.put(at, content, facts);
    this.promised.push({ content, at: this.#now, key: at });
  }

  async take(one: Step): Promise<void> {
    this.#now++;
    if (!this.#life.isAlive) await this.#liveAgain();
    switch (one.kind) {
      case 'order':
        return this.#order(one.order, one.keys);
      case 'keep':
        return this.#keep(one.key);
      case 'undo':
        return this.#undo();
      case 'cancel': {
        const newest = this.ordered.at(-1);
        if (newest !== undefined) void this.#life.jobs.cancel(newest.id);
        return;
      }
      case 'put':
        this.put(one.key, `theirs ${this.#now}`, { at: this.world.clock.now() });
        return;
      case 'die':
        this.#pointsLeft = one.points;
    }
  }

  async end(): Promise<Life> {
    await this.#liveAgain();
    await this.world.settle();
    return this.#life;
  }

  /** Whether somebody has asked, after it was promised, for what may have taken the bytes. */
  mayBeGone({ content, at, key: promisedKey }: Promised): boolean {
    return this.ordered.some(({ order, at: deletedAt, contents, isUndone }) => {
      if (isUndone || !isDeletion(order) || deletedAt < at) return false;
      if (contents.get(promisedKey) === content) return true;
      const wasMoved = this.ordered.some(
        other => other.at < deletedAt && !keepsSource(other.order) && !isDeletion(other.order),
      );
      return wasMoved && [...contents.values()].includes(content);
    });
  }

  async #liveAgain(): Promise<void> {
    this.#pointsLeft = Number.POSITIVE_INFINITY;
    this.#life = this.world.live();
    await this.#life.jobs.recover();
  }

  async #order(order: JobSpec, wanted: readonly string[]): Promise<void> {
    const { world } = this;
    const id = `job ${this.#now}`;
    const prefix = order.kind === 'move-album' ? order.from : 'prefix' in order ? order.prefix : null;
    const to = 'to' in order ? order.to : null;
    const there = [...world.bucket.objects.keys()];
    const isMeant = (one: string): boolean =>
      prefix === null
        ? wanted.includes(one) && (to === null || !one.startsWith(to))
        : one.startsWith(prefix) && !(to !== null && there.some(other => other.startsWith(to)));
    const meant = there.filter(isMeant).slice(0, order.kind === 'rename-photo' ? 1 : undefined);
    if (meant.length === 0) return;
    const contents = new Map(meant.map(one => [one, world.bucket.objects.get(one)?.content ?? '']));
    this.ordered.push({ id, order, at: this.#now, contents, isUndone: false });
    const photos = prefix === null ? world.seen(...meant) : [];
    const undoMs = isDeletion(order) ? UNDO_MS : 0;
    void this.#life.jobs.add(world.job(order, photos, { id, undoMs }), photos);
    await world.settle(0);
  }

  async #keep(at: string): Promise<void> {
    const { world } = this;
    let isKept = false;
    void this.#life.jobs.removals.keep(BUCKET, [at]).then(late => {
      isKept = late.length === 0;
      const content = world.bucket.objects.get(at)?.content;
      if (isKept && content !== undefined) this.promised.push({ content, at: this.#now, key: at });
    });
    await world.settle(0);
  }

  async #undo(): Promise<void> {
    const newest = this.ordered.findLast(({ order, isUndone }) => isDeletion(order) && !isUndone);
    if (newest === undefined) return;
    void this.#life.jobs.undo(newest.id).then(
      () => {
        newest.isUndone = true;
      },
      () => {}, // it had begun
    );
    await this.world.settle(0);
  }

  async #delay(): Promise<void> {
    const ms = this.#delays[this.#requests++ % Math.max(1, this.#delays.length)] ?? 0;
    if (ms > 0) await this.world.clock.sleep(ms, new AbortController().signal, this);
  }
}

test('whatever jobs, uploads, other people and deaths do, no bytes are gone that nobody deleted', async () => {
  await fc.assert(
    fc.asyncProperty(objects, history, delays, async (list, steps, requestsTake) => {
      const past = new History(requestsTake);
      for (const { key: at, content, inParts } of list)
        past.put(at, `bytes ${content} of ${at.slice(2)}`, { parts: inParts ? 2 : 0 });
      for (const { step: one, ms } of steps) {
        await past.take(one);
        await past.world.settle(ms);
      }
      const life = await past.end();
      const { world } = past;
      const left = new Set(Object.values(world.contents()));
      for (const promised of past.promised)
        if (!past.mayBeGone(promised)) expect(left, JSON.stringify(promised)).toContain(promised.content);
      expect([...world.bucket.uploads]).toEqual([]);
      const jobs = await life.jobs.all();
      for (const { state, note } of jobs) expect(state === 'failed' || note !== null).toBe(true);
      expect([...world.disk.jobs.keys()]).toEqual(jobs.map(({ id }) => id));
    }),
    { numRuns: Number(process.env['SHOEBOX_JOB_HISTORIES'] ?? 300) },
  );
});
