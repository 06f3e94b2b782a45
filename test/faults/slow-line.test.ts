import { afterAll, beforeAll, expect, test } from 'vitest';
import { contentSha256 } from './fixture/content';
import { type FaultFixture, openFaultFixture } from './fixture/fault-fixture';

// 0.5 Mbit/s up: one request takes longer than an idle worker lives, and nobody speaks to it meanwhile.

let fixture: FaultFixture;

beforeAll(async () => {
  fixture = await openFaultFixture();
});

afterAll(() => fixture.close());

const BYTES_PER_SECOND = 62_500;

/** 42 s of that; Chromium ends an idle worker after 30 s. */
const BYTES = 2.5 * 1024 * 1024;

test('a file arrives over a slow line at the first try although no page keeps the worker alive', async () => {
  fixture.proxy.setLink({ latencyMs: 30, bytesPerSecondTotal: BYTES_PER_SECOND });
  const files = await fixture.add('Slow/', { name: 'file.bin', bytes: BYTES, seed: 1 });
  await fixture.proxy.request(({ key, endedAt }) => key === 'Slow/file.bin' && endedAt !== null);
  expect((await fixture.requests('Slow/', 'PutObject')).map(({ status }) => status)).toEqual([200]);
  expect([...(await fixture.inspector.objects('Slow/')).keys()]).toEqual(['Slow/file.bin']);
  expect(await fixture.inspector.sha256('Slow/file.bin')).toBe(contentSha256(files[0]?.seed ?? 0, BYTES));
});
