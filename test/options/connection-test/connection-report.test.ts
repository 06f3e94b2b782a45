import { expect, test } from 'vitest';
import type { ConnectionRun, StepResult } from '../../../src/connection/run';
import { summaryOf } from '../../../src/connection/texts';
import { CONNECTION_STEPS } from '../../../src/core/connection-step';
import { EMPTY_SETTINGS, type Settings } from '../../../src/core/settings';
import { connectionReport } from '../../../src/options/connection-test/connection-report';

const SETTINGS: Settings = {
  ...EMPTY_SETTINGS,
  ...{ bucket: 'family-pictures', region: 'eu-west-1', folder: 'Anna and Ben/' },
  identityPoolId: 'eu-west-1:01234567-89ab-cdef-0123-456789abcdef',
  endpoint: 'https://s3.our-company.example',
};
const CONTEXT = { version: '1.2.3', browser: 'Browser/9' };

/** A run in which all passed but these. */
const runWith = (own: Partial<Record<StepResult['step'], Partial<StepResult>>> = {}): ConnectionRun => ({
  ...{ settings: SETTINGS, running: false, failure: null },
  steps: CONNECTION_STEPS.map(step => ({
    ...{ step, state: 'passed', failure: null, notes: [], facts: {}, because: null },
    ...own[step],
  })),
});

const denied = (action: string): StepResult['failure'] => ({
  code: 'access-denied',
  detail: { action, resource: 'arn:aws:s3:::family-pictures/Anna and Ben/*' },
  technical: 'AccessDenied: User: arn:aws:sts::123456789012:assumed-role/guests/x is not authorized',
});

test('the report of a connection test names the version, the browser, and each step with its code', () => {
  const lines = connectionReport(runWith(), CONTEXT).split('\n');
  expect(lines.slice(0, 3)).toEqual(['Shoebox 1.2.3', 'Browser/9', 'guest, own endpoint, folder']);
  expect(lines.filter(line => line.startsWith('[ok] '))).toHaveLength(CONNECTION_STEPS.length);
  expect(lines).toContain('[ok] Upload (write): passed');
});

test.each([
  ['', 'AWS, eu-west-1'],
  ['https://s3.fr-par.scw.cloud', 'Scaleway, eu-west-1'],
  ['https://minio.our-company.example', 'own endpoint, MinIO'],
])('the report of a bucket at %j names the store, and no host', (endpoint, place) => {
  const settings: Settings = { ...SETTINGS, endpoint, folder: '' };
  const report = connectionReport({ ...runWith(), settings }, CONTEXT);
  expect(report.split('\n')[2]).toBe(`guest, ${place}`);
  expect(report).not.toContain('our-company');
});

test('the report tells failures, notes and what was not tried, by sentence and code', () => {
  const report = connectionReport(
    runWith({
      read: { state: 'failed', failure: denied('s3:GetObject') },
      copy: { state: 'skipped', because: 'read' },
      clock: { state: 'degraded', notes: ['clock-off'], facts: { seconds: '3600' } },
    }),
    CONTEXT,
  );
  expect(report).toContain(
    '[!!] Download (read): failed\n     AWS doesn’t allow s3:GetObject. (access-denied)',
  );
  expect(report).toContain('[--] Copy (copy): not tried\n     Needs “Download”, which didn’t pass');
  expect(report).toContain('(clock-off)');
});

test('the report has no name that the user entered, no identity, account or key, and none of AWS’s own words', () => {
  const identity = 'eu-west-1:fedcba98-89ab-cdef-0123-456789abcdef';
  const report = connectionReport(
    runWith({
      credentials: { facts: { identity } },
      write: { state: 'failed', failure: denied('s3:PutObject') },
      list: {
        state: 'failed',
        failure: {
          code: 'endpoint-unreachable',
          detail: { host: 'family-pictures.s3.our-company.example' },
          technical: 'ASIAABCDEFGHIJKLMNOP',
        },
      },
      region: {
        state: 'failed',
        failure: {
          code: 'access-denied',
          detail: {
            action: 'kms:Decrypt',
            resource: 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab',
          },
          technical: '',
        },
      },
    }),
    CONTEXT,
  );
  for (const secret of [
    'family',
    'Anna',
    'company',
    'fedcba98',
    '01234567',
    '123456789012',
    '1234abcd',
    'ASIA',
    'guests/x',
  ])
    expect(report).not.toContain(secret);
  expect(report).toContain('arn:aws:s3:::(bucket)/(folder)/*');
});

test('the summary of a connection test is one sentence, of its worst and of the cause that explains the others', () => {
  expect(summaryOf(runWith(), false)).toBe('Everything works.');
  expect(summaryOf(runWith(), true)).toBe('Everything works. Save these settings to use them.');
  expect(summaryOf({ ...runWith(), running: true }, false)).toBe('Testing…');
  const note = { state: 'degraded', notes: ['names-not-refused'] } as const;
  expect(summaryOf(runWith({ overwrite: note }), false)).toBe('Works, with one thing to know.');
  expect(summaryOf(runWith({ overwrite: note, delete: note }), false)).toBe('Works, with one thing to know.');
  expect(summaryOf(runWith({ overwrite: note, abort: { state: 'degraded' } }), false)).toBe(
    'Works, with 2 things to know.',
  );
  const write = { state: 'failed', failure: denied('s3:PutObject') } as const;
  expect(summaryOf(runWith({ write, overwrite: note }), false)).toBe(
    'Photos can’t be saved yet: Shoebox isn’t allowed to save to this bucket.',
  );
  expect(summaryOf(runWith({ delete: { ...write, failure: denied('s3:DeleteObject') } }), false)).toBe(
    'Photos can be saved, but not everything works: Shoebox isn’t allowed to delete from this bucket.',
  );
  expect(summaryOf(runWith({ write, cors: { state: 'failed', notes: ['cors-missing'] } }), false)).toContain(
    'the browser keeps Shoebox out',
  );
  expect(summaryOf(runWith({ versions: { state: 'skipped', notes: ['versions-off'] } }), false)).toBe(
    'Everything works.',
  );
});
