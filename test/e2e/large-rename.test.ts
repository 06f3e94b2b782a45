import { afterAll, beforeAll, expect, test } from 'vitest';
import { type E2eFixture, openFixture } from './fixture';

// Three of S3's list pages, copy by copy, with the worker killed on the way.

const COUNT = 3_000;
const nameOf = (index: number): string => `photo-${String(index).padStart(4, '0')}.png`;

let fixture: E2eFixture;

beforeAll(async () => {
  fixture = await openFixture();
  const keys = Array.from({ length: COUNT }, (_, index) => `Large/${nameOf(index)}`);
  await fixture.owner.putAll(['Large/', ...keys], 'x');
  await fixture.owner.put('Large/photo-0007.png', 'seven', 'image/webp', { 'saved-at': '2026' });
}, 120_000);

afterAll(() => fixture.close());

const countIn = async (prefix: string): Promise<number> => (await fixture.owner.keys(prefix)).length;

const rename = (name: string, prefix: string): Promise<unknown> =>
  fixture.call('jobs.start', {
    id: `rename-to-${name}`,
    wish: { kind: 'move-album', prefix, parent: '', name },
  });

test('an album of 3,000 is renamed with the worker killed three times: nothing is lost, nothing twice', async () => {
  let copies = 0;
  const release = fixture.aws.intercept(({ operation }) => {
    if (operation === 'CopyObject') copies++;
    return undefined;
  });
  const startedAt = performance.now();
  await rename('Renamed', 'Large/');
  for (const share of [0.2, 0.5, 0.8]) {
    await expect.poll(() => copies, { timeout: 60_000, interval: 20 }).toBeGreaterThan(COUNT * share);
    await fixture.browser.killWorker();
    await fixture.call('settings.get', undefined); // as its alarm does within 30 s
  }
  await expect.poll(() => countIn('Large/'), { timeout: 60_000, interval: 500 }).toBe(0);
  const seconds = (performance.now() - startedAt) / 1000;
  release();
  const keys = await fixture.owner.keys();
  expect(keys).toEqual([
    'Renamed/',
    ...Array.from({ length: COUNT }, (_, index) => `Renamed/${nameOf(index)}`),
  ]);
  expect(await fixture.owner.metadata('Renamed/photo-0007.png')).toEqual({
    contentType: 'image/webp',
    metadata: { 'saved-at': '2026' },
  });
  // What was on the wire at a death is asked for again, and S3 refuses it.
  expect(copies).toBeLessThan(COUNT + 100);
  process.stdout.write(`3,000 photos renamed through three deaths in ${seconds.toFixed(1)} s\n`);
}, 240_000);

test('an album of 3,000 is renamed within seconds when nothing interrupts it', async () => {
  const startedAt = performance.now();
  await rename('Again', 'Renamed/');
  await expect.poll(() => countIn('Renamed/'), { timeout: 60_000, interval: 1000 }).toBe(0);
  expect(await countIn('Again/')).toBe(COUNT + 1);
  process.stdout.write(`3,000 photos renamed in ${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`);
}, 120_000);
