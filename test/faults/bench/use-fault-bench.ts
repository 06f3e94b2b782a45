import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type FaultBench, openFaultBench } from './fault-bench';

/** One bench for all tests of a file, without faults and transfers at the beginning of each. */
export function useFaultBench(onOpened: (bench: FaultBench) => void): void {
  let bench: FaultBench;
  beforeAll(async () => {
    bench = await openFaultBench();
    onOpened(bench);
  });
  afterAll(() => bench.close());
  beforeEach(() => bench.reset());
}
