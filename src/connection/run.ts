import browser from 'webextension-polyfill';
import { type ConnectionStep, stepsFor } from '../core/connection-step';
import type { Failure } from '../core/failure';
import { permissionsForSettings } from '../core/s3-url';
import type { Settings } from '../core/settings';
import { stream } from '../messaging/client';
import { testBrowserAccess } from './browser-access';

/** A step with how far it is. */
export interface StepResult extends Omit<ConnectionStep, 'state'> {
  readonly state: 'waiting' | ConnectionStep['state'];
}

/** One run of the test. */
export interface ConnectionRun {
  readonly settings: Settings;
  readonly running: boolean;
  readonly steps: readonly StepResult[];
  /** Why the test as a whole could not go on; a step that failed is no such reason. */
  readonly failure: Failure | null;
}

/** A run of which nothing is known yet. */
export const initialRun = (settings: Settings): ConnectionRun => ({
  settings,
  running: true,
  steps: stepsFor(settings).map(step => ({
    ...{ step, state: 'waiting', failure: null, notes: [], facts: {}, because: null },
  })),
  failure: null,
});

/** The run with what one step told. */
export const withStep = (run: ConnectionRun, news: ConnectionStep): ConnectionRun => ({
  ...run,
  steps: run.steps.map(step => (step.step === news.step ? news : step)),
});

/** The run at its end: steps that nobody told of are skipped. */
export const finishedRun = (run: ConnectionRun, failure: Failure | null): ConnectionRun => ({
  ...run,
  running: false,
  steps: run.steps.map(step =>
    step.state === 'waiting' || step.state === 'running' ? { ...step, state: 'skipped' } : step,
  ),
  failure,
});

/** Runs the connection test: the steps of the worker, then the page's own. Ends when `signal` aborts. */
export async function* connectionSteps(
  settings: Settings,
  signal: AbortSignal,
): AsyncGenerator<ConnectionStep, void, undefined> {
  const told: ConnectionStep[] = [];
  for await (const step of stream('connection.test', settings, signal)) {
    told.push(step);
    yield step;
  }
  const origins = permissionsForSettings(settings);
  yield await testBrowserAccess(settings, told, await browser.permissions.contains({ origins }));
}
