import type { TestedCapabilities } from '../../src/aws/capabilities';
import type { ConnectionTestPorts, TestLeftover } from '../../src/aws/connection-probes';
import { testConnection } from '../../src/aws/connection-test';
import { sha256 } from '../../src/blobs/sha256';
import type { ConnectionStep, ConnectionStepName } from '../../src/core/connection-step';
import type { Settings } from '../../src/core/settings';
import { guestStorage } from './local-bucket';

/** What a connection test told, and asked of the worker. */
export interface ConnectionTestRun {
  /** The last word on each step. */
  readonly steps: readonly ConnectionStep[];
  readonly tested: TestedCapabilities | null;
  /** What was written down, in this order, and whether all of it was removed; null before the end. */
  readonly expected: readonly TestLeftover[];
  readonly isRemoved: boolean | null;
}

/** Runs the worker's part of the connection test as a new guest, until the end or until after a step. */
export async function runConnectionTest(
  settings: Settings,
  { until, ...own }: { readonly until?: ConnectionStepName } & Partial<ConnectionTestPorts> = {},
): Promise<ConnectionTestRun> {
  let tested: TestedCapabilities | null = null;
  let isRemoved: boolean | null = null;
  const expected: TestLeftover[] = [];
  const steps = new Map<string, ConnectionStep>();
  const ports: ConnectionTestPorts = {
    storage: guestStorage(),
    sha256,
    remember: async (_, found) => {
      tested = found;
    },
    expect: async (_, leftovers) => void expected.push(...leftovers),
    settle: async removed => {
      isRemoved = removed;
    },
    ...own,
  };
  for await (const step of testConnection(settings, ports)) {
    steps.set(step.step, step);
    if (step.step === until && step.state !== 'running') break;
  }
  return { steps: [...steps.values()], tested, expected, isRemoved };
}

/** Those that neither passed nor were left out for want of another. */
export const foundBy = ({ steps }: ConnectionTestRun): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    steps
      .filter(({ failure, notes }) => failure !== null || notes.length > 0)
      .map(({ step, state, failure, notes }) => [
        step,
        [state, ...(failure ? [failure.code] : []), ...notes],
      ]),
  );
