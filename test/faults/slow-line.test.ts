import { afterAll, beforeAll, expect, test } from 'vitest';
import { contentSha256 } from './fixture/content';
import { type FaultFixture, openFaultFixture } from './fixture/fault-fixture';

// 0.5 Mbit/s up: one request takes longer than an idle worker lives, and nobody speaks to it meanwhile.

let bench: FaultFixture;

beforeAll(async () => {
  bench = await openFaultFixture();
});

afterAll(() => bench.close());

const BYTES_PER_SECOND = 62_500;

/** 42 s of that; Chromium ends an idle worker after 30 s. */
const BYTES = 2.5 * 1024 * 1024;

test('a file arrives over a slow line at the first try although no page keeps the worker alive', async () => {
  bench.proxy.setLink({ latencyMs: 30, bytesPerSecondTotal: BYTES_PER_SECOND });
  const files = await bench.add('Slow/', { name: 'file.bin', bytes: BYTES, seed: 1 });
  await bench.proxy.request(({ key, endedAt }) => key === 'Slow/file.bin' && endedAt !== null);
  expect((await bench.requests('Slow/', 'PutObject')).map(({ status }) => status)).toEqual([200]);
  expect([...(await bench.inspector.objects('Slow/')).keys()]).toEqual(['Slow/file.bin']);
  expect(await bench.inspector.sha256('Slow/file.bin')).toBe(contentSha256(files[0]?.seed ?? 0, BYTES));
});
