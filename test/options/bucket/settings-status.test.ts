import { describe, expect, test } from 'vitest';
import {
  type ConnectionRun,
  finishedRun,
  initialRun,
  type StepResult,
  withStep,
} from '../../../src/connection/run';
import { CONNECTION_STEPS, type ConnectionStep } from '../../../src/core/connection-step';
import { ShoeboxError, toFailure } from '../../../src/core/failure';
import { EMPTY_SETTINGS, type Settings } from '../../../src/core/settings';
import { type StatusFacts, settingsStatus } from '../../../src/options/bucket/settings-status';

const SETTINGS: Settings = {
  ...EMPTY_SETTINGS,
  ...{ bucket: 'photos', region: 'eu-west-1', identityPoolId: 'eu-west-1:1' },
};

const FACTS: StatusFacts = {
  ...{ pending: null, isSaving: false, isRefused: false, isSaved: false, isUnsaved: false },
  ...{ run: null, missing: null, isKeyLacking: false, needsKeys: false, needsSignIn: false },
};

/** A run that is over: every step passed, but for these. */
function ranWith(
  ...others: readonly (Partial<ConnectionStep> & Pick<ConnectionStep, 'step'>)[]
): ConnectionRun {
  const passed: Omit<StepResult, 'step'> & { state: 'passed' } = {
    ...{ state: 'passed', failure: null, notes: [], facts: {}, because: null },
  };
  const steps = CONNECTION_STEPS.map(step => ({
    ...passed,
    ...{ step, ...others.find(other => other.step === step) },
  }));
  return finishedRun(steps.reduce(withStep, initialRun(SETTINGS)), null);
}

const saved = (more: Partial<StatusFacts>) => settingsStatus({ ...FACTS, isSaved: true, ...more });

test('nothing is said before anything happens', () => {
  expect(settingsStatus(FACTS)).toBeNull();
});

describe('after Save', () => {
  test('it is good only once the test has passed', () => {
    expect(saved({ run: initialRun(SETTINGS) })).toMatchObject({
      mood: 'plain',
      title: 'Saved. Testing the connection…',
    });
    expect(saved({ run: ranWith() })).toMatchObject({ mood: 'good', title: 'Saved and working' });
  });

  test('access that was refused is never good, and asks again', () => {
    const missing = SETTINGS;
    const run = ranWith({ step: 'cors', state: 'failed', notes: ['cors-missing'] });
    for (const facts of [{ missing }, { missing, run }])
      expect(saved(facts)).toMatchObject({
        mood: 'warning',
        title: 'Saved, but Shoebox can’t reach the bucket yet',
        allow: SETTINGS,
      });
  });

  test('access that was refused does no harm where the bucket lets Shoebox in', () => {
    expect(saved({ missing: SETTINGS, run: ranWith() })).toMatchObject({ mood: 'good', allow: null });
  });

  test('what keeps pictures from being saved is told as that', () => {
    const failure = toFailure(new ShoeboxError('bucket-not-found', { bucket: 'photos' }));
    expect(saved({ run: ranWith({ step: 'list', state: 'failed', failure }) })).toMatchObject({
      mood: 'bad',
      title: 'Saved, but not working yet',
      text: expect.stringContaining('photos'),
    });
  });

  test('what fails beside saving pictures is less', () => {
    const failure = toFailure(new ShoeboxError('access-denied', { action: 's3:DeleteObject' }));
    expect(saved({ run: ranWith({ step: 'delete', state: 'failed', failure }) })).toMatchObject({
      mood: 'warning',
      title: 'Saved, but not everything works',
    });
  });

  test('things to know are counted', () => {
    const run = ranWith({ step: 'clock', state: 'degraded', notes: ['clock-off'] });
    expect(saved({ run })?.title).toBe('Saved and working, with one thing to know');
  });

  test('a test that came to nothing says nothing of working', () => {
    const run = finishedRun(initialRun(SETTINGS), toFailure(new ShoeboxError('interrupted')));
    expect(saved({ run })).toMatchObject({
      mood: 'warning',
      title: 'Saved, but the connection couldn’t be tested',
    });
  });

  test('a test that broke off half-way says nothing of working either, though what was tried did', () => {
    const failure = toFailure(new ShoeboxError('interrupted'));
    const run = { ...ranWith({ step: 'cors', state: 'skipped' }), failure };
    expect(saved({ run })).toMatchObject({
      mood: 'warning',
      title: 'Saved, but the connection couldn’t be tested',
    });
  });

  test('of users, it is to be signed in first', () => {
    expect(saved({ needsSignIn: true })).toMatchObject({
      mood: 'warning',
      text: 'One last step: sign in.',
    });
  });
});

test('a test without saving says so, and the button for access helps there too', () => {
  const run = ranWith();
  expect(settingsStatus({ ...FACTS, run, isUnsaved: true })?.title).toBe(
    'Everything works. Save these settings to use them.',
  );
  const refused = ranWith({ step: 'cors', state: 'failed', notes: ['cors-missing'] });
  expect(settingsStatus({ ...FACTS, run: refused, missing: SETTINGS })).toMatchObject({
    mood: 'bad',
    allow: SETTINGS,
  });
});

test('settings whose host the browser keeps away are told of when the page opens', () => {
  expect(settingsStatus({ ...FACTS, missing: SETTINGS })).toMatchObject({ mood: 'warning', allow: SETTINGS });
});
