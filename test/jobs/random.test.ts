import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { ShoeboxError } from '../../src/core/failure';
import type { JobSpec } from '../../src/core/job';
import type { ExpectedObject } from '../../src/core/s3-object';
import { RANDOM_SEED } from '../random-seed';
import type { Fate, Point } from '../transfers/world/points';
import { World } from './world';

vi.setConfig({ testTimeout: 120_000 });

// Whatever goes wrong, and how often: no bytes are lost, nothing is there twice, and what failed is told.

interface Photo {
  readonly name: string;
  /** Its bytes, by number: few, so that some are the same. */
  readonly content: number;
  readonly inParts: boolean;
}

const photo = fc.record({
  name: fc.constantFrom('a.png', 'b.png', 'c.png', 'd.png', 'in/e.png', '사진.jpg', '😀.gif'),
  content: fc.integer({ min: 0, max: 3 }),
  inParts: fc.boolean(),
});

const photos = fc.uniqueArray(photo, { selector: ({ name }) => name, maxLength: 7 });

type Trouble = 'die' | 'throttled' | 'endpoint-unreachable' | 's3-unavailable';

const troubles = fc.array(
  fc.record({
    /** So many points after the one before. */
    after: fc.integer({ min: 0, max: 40 }),
    what: fc.constantFrom<Trouble>('die', 'die', 'throttled', 'endpoint-unreachable', 's3-unavailable'),
  }),
  { maxLength: 8 },
);

const orders = fc.constantFrom<JobSpec>(
  { kind: 'move-photos', to: 'To/' },
  { kind: 'copy-photos', to: 'To/' },
  { kind: 'delete-photos' },
  { kind: 'move-album', from: 'From/', to: 'To/' },
  { kind: 'delete-album', prefix: 'From/' },
);

/** The photos in an album, as they lie in the bucket or as what is kept of them once they are deleted. */
function subjectsOf(world: World, { kind }: JobSpec): ExpectedObject[] {
  const keys = [...world.bucket.objects.keys()].filter(key => key.startsWith('From/'));
  if (kind === 'restore-photos') return keys.map(key => world.bucket.keepDeleted(key));
  return kind === 'move-album' || kind === 'delete-album' ? [] : world.seen(...keys);
}

const put = (world: World, prefix: string, list: readonly Photo[]): void => {
  for (const { name, content, inParts } of list)
    world.bucket.put(`${prefix}${name}`, `bytes ${content}`, { parts: inParts ? 2 : 0 });
};

/** How often each content is there. */
function counts(contents: Readonly<Record<string, string>>): Map<string, number> {
  const all = new Map<string, number>();
  for (const content of Object.values(contents)) all.set(content, (all.get(content) ?? 0) + 1);
  return all;
}

async function liveThrough(
  world: World,
  order: JobSpec,
  trouble: readonly { after: number; what: Trouble }[],
  meanwhile: () => void = () => {},
) {
  const waiting = [...trouble];
  let left = waiting[0]?.after ?? Number.POSITIVE_INFINITY;
  const fate = ({ operation }: Point): Fate => {
    if (left-- > 0) return undefined;
    const what = waiting.shift()?.what;
    left = waiting[0]?.after ?? Number.POSITIVE_INFINITY;
    if (what === undefined || what === 'die') return what;
    if (/^(database|cleanup)\./.test(operation)) return undefined; // no request to S3
    throw new ShoeboxError(what);
  };
  const subjects = subjectsOf(world, order);
  meanwhile();
  let life = world.live();
  await life.jobs.add(world.job(order, subjects), subjects); // acknowledged: from here on nothing may be lost
  world.at(fate);
  for (let lives = 0; lives < 20; lives++) {
    await world.settle();
    if (life.isAlive) break;
    life = world.live();
    void life.jobs.recover().catch(() => {});
  }
  return life;
}

test(`moves lose no bytes and leave nothing twice, from seed ${RANDOM_SEED}`, async () => {
  await fc.assert(
    fc.asyncProperty(
      orders,
      photos,
      photos,
      troubles,
      fc.boolean(),
      async (order, from, to, trouble, heeds) => {
        const world = new World();
        world.bucket.heedsConditions = heeds;
        put(world, 'From/', from);
        put(world, 'To/', to);
        const before = world.contents();
        const wasThere = world.contents('To/');
        const life = await liveThrough(world, order, trouble);
        const now = world.contents();
        const told = await life.jobs.all();
        expect(told.filter(({ state }) => state === 'failed')).toEqual([]);
        // What was there is there still, under its own name.
        expect(world.contents('To/')).toMatchObject(wasThere);
        if (order.kind === 'delete-photos' || order.kind === 'delete-album') {
          expect(world.contents('From/')).toEqual({});
          expect(world.contents('To/')).toEqual(wasThere);
          return;
        }
        if (order.kind === 'copy-photos') expect(now).toMatchObject(before);
        else expect(world.contents('From/')).toEqual({});
        expect(new Set(Object.values(now))).toEqual(new Set(Object.values(before)));
        for (const { name, content } of from) {
          const [, stem = '', extension = ''] = /^(.*)(\.[a-z]+)$/.exec(name) ?? [];
          const isTheir = ([key, bytes]: [string, string]): boolean =>
            bytes === `bytes ${content}` &&
            key.startsWith(`To/${stem}`) &&
            key.endsWith(extension) &&
            /^( \(\d+\))?$/.test(key.slice(`To/${stem}`.length, key.length - extension.length));
          const flat = order.kind === 'move-album' ? name : name.replace('in/', '');
          expect(Object.entries(now).some(isTheir) || flat !== name).toBe(true);
        }
        // Not more of the same bytes than there were: for a copy, than there are to be.
        const [most, found] = [counts(before), counts(now)];
        const sources = counts(
          Object.fromEntries(from.map(({ name, content }) => [name, `bytes ${content}`])),
        );
        for (const [content, count] of found) {
          const copies = order.kind === 'copy-photos' ? (sources.get(content) ?? 0) : 0;
          expect(count).toBeLessThanOrEqual((most.get(content) ?? 0) + copies);
        }
      },
    ),
    { numRuns: 150, seed: RANDOM_SEED },
  );
});

test(`what somebody else changes or adds meanwhile is never lost, from seed ${RANDOM_SEED}`, async () => {
  await fc.assert(
    fc.asyncProperty(
      photos,
      troubles,
      fc.array(
        fc.record({
          at: fc.integer({ min: 0, max: 80 }),
          key: fc.constantFrom('From/a.png', 'From/b.png', 'To/a.png', 'To/b.png'),
        }),
        { maxLength: 3 },
      ),
      async (from, trouble, changes) => {
        const world = new World();
        put(world, 'From/', from);
        const all = new Set(from.map(({ content }) => `bytes ${content}`));
        /** By somebody else: that is not ours to prevent. */
        const overwritten = new Set<string | undefined>();
        const { points } = world;
        const pass = points.pass.bind(points);
        points.pass = (life, operation, what, signal, effect) =>
          pass(life, operation, what, signal, () => {
            for (const [index, { at, key }] of changes.entries()) {
              if (at !== points.reached.length) continue;
              overwritten.add(world.bucket.objects.get(key)?.content);
              all.add(`somebody's ${index}`);
              world.bucket.put(key, `somebody's ${index}`);
            }
            return effect();
          });
        await liveThrough(world, { kind: 'move-photos', to: 'To/' }, trouble);
        const left = new Set(Object.values(world.contents()));
        for (const content of all) if (!overwritten.has(content)) expect(left).toContain(content);
      },
    ),
    { numRuns: 150, seed: RANDOM_SEED },
  );
});

test(`what was deleted comes back once, and beside what is there instead, from seed ${RANDOM_SEED}`, async () => {
  await fc.assert(
    fc.asyncProperty(photos, photos, troubles, fc.boolean(), async (deleted, successors, trouble, heeds) => {
      const world = new World();
      world.bucket.heedsConditions = heeds;
      put(world, 'From/', deleted);
      const order = { kind: 'restore-photos' } as const;
      const life = await liveThrough(world, order, trouble, () => put(world, 'From/', successors));
      expect((await life.jobs.all()).filter(({ state }) => state === 'failed')).toEqual([]);
      const now = world.contents();
      for (const { name, content } of successors) expect(now[`From/${name}`]).toBe(`bytes ${content}`);
      const expected = counts(
        Object.fromEntries(successors.map(({ name, content }) => [name, `bytes ${content}`])),
      );
      for (const { name, content, inParts } of deleted) {
        const successor = successors.find(other => other.name === name);
        if (successor?.content === content && successor.inParts === inParts) continue;
        expected.set(`bytes ${content}`, (expected.get(`bytes ${content}`) ?? 0) + 1);
      }
      expect(counts(now)).toEqual(expected);
    }),
    { numRuns: 150, seed: RANDOM_SEED },
  );
});
