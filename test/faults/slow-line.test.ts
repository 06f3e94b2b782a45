import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FaultBench, openFaultBench } from './bench/fault-bench';
import { expectAllArrived } from './bench/outcomes';

// 0.5 Mbit/s up: one request takes longer than an idle worker lives, and nobody is there to keep it awake.

let bench: FaultBench;

beforeAll(async () => {
  bench = await openFaultBench();
});

afterAll(() => bench.close());

const BYTES_PER_SECOND = 62_500;

/** 42 s of that; Chromium ends an idle worker after 30 s. */
const BYTES = 2.5 * 1024 * 1024;

test('a file arrives over a slow line at the first try, with no page of the extension open', async () => {
  bench.proxy.setLink({ latencyMs: 30, bytesPerSecondTotal: BYTES_PER_SECOND });
  const files = await bench.add('Slow/', { name: 'file.bin', bytes: BYTES, seed: 1 });
  await bench.leaveAlone();
  await expect
    .poll(() => bench.requests('Slow/', 'PutObject').map(({ status }) => status), { timeout: 120_000 })
    .toEqual([200]);
  await expectAllArrived(bench, files);
});
