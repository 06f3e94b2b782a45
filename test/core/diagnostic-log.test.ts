import { expect, test } from 'vitest';
import {
  type DiagnosticEntry,
  type DiagnosticLog,
  MAX_DIAGNOSTIC_ENTRIES,
  mergeDiagnosticLogs,
  parseDiagnosticFacts,
} from '../../src/core/diagnostic-log';
import { diagnosticFacts } from '../../src/core/diagnostics';
import { ShoeboxError } from '../../src/core/failure';

const entry = (event: string, at: number, name: string | null = null): DiagnosticEntry => ({
  ...{ event, code: null, name, status: null },
  ...{ firstAt: at, lastAt: at, count: 1 },
});

const kept = (error: unknown): unknown => parseDiagnosticFacts(diagnosticFacts('menu.rebuild', error));

test('a failure of ours is kept by its code, the class of its cause and the status; nothing of its texts is', () => {
  const cause = Object.assign(new Error('https://h/secret?token=1'), {
    name: 'NoSuchKey',
    $metadata: { httpStatusCode: 404 },
  });
  const error = new ShoeboxError('object-not-found', { key: 'Cats/secret.jpg' }, { cause });
  expect(kept(error)).toEqual({
    ...{ event: 'menu.rebuild', code: 'object-not-found' },
    ...{ name: 'NoSuchKey', status: 404 },
  });
});

test('the status of a page’s server is known by the detail', () => {
  expect(kept(new ShoeboxError('source-forbidden', { host: 'h', status: '403' }))).toMatchObject({
    code: 'source-forbidden',
    status: 403,
  });
});

test.each([
  ['an error of the browser', new DOMException('a key', 'QuotaExceededError'), 'QuotaExceededError'],
  [
    'an error that names itself by an access key',
    Object.assign(new Error(), { name: 'AKIA0123456789ABCDEF' }),
    null,
  ],
  ['an error that names itself by a file', Object.assign(new Error(), { name: 'cat.jpg' }), null],
  ['a text', 'https://h/secret', null],
  ['nothing', undefined, null],
  ['null', null, null],
])('%s is kept by its class alone', (_, error, name) => {
  expect(kept(error)).toEqual({ event: 'menu.rebuild', code: null, name, status: null });
});

test.each([
  'menu',
  'menu.',
  'menu.rebuild.again',
  'Menu.rebuild',
  'menu.rebuild ',
  'https://h/a.jpg',
  'album-2024.jpg',
  `menu.${'a'.repeat(80)}`,
  '',
])('“%s” is no event, and not kept', event => {
  expect(parseDiagnosticFacts({ event, code: null, name: null, status: null })).toBeNull();
});

test.each([[null], [undefined], ['menu.rebuild'], [7], [{}], [{ event: 7 }]])('%o is not kept', told => {
  expect(parseDiagnosticFacts(told)).toBeNull();
});

test('diagnostic facts of an invalid form are left out', () => {
  const told = { event: 'a.b', code: 'Cats/a.jpg', name: 'my bucket', status: 1e9, key: 'Cats/a.jpg' };
  expect(parseDiagnosticFacts(told)).toEqual({ event: 'a.b', code: null, name: null, status: null });
});

test('a diagnostic that comes again is counted, and moves to the end', () => {
  const log = mergeDiagnosticLogs([entry('a.a', 1), entry('b.b', 2)], [entry('a.a', 3)]);
  expect(log).toEqual([entry('b.b', 2), { ...entry('a.a', 3), firstAt: 1, count: 2 }]);
});

test('a diagnostic event with another error is another entry', () => {
  expect(mergeDiagnosticLogs([entry('a.a', 1, 'TypeError')], [entry('a.a', 2, 'RangeError')])).toHaveLength(
    2,
  );
});

test('the oldest diagnostics are dropped beyond the limit', () => {
  let log: DiagnosticLog = [];
  const letters = (index: number): string =>
    [...String(index)].map(digit => 'abcdefghij'[Number(digit)]).join('');
  for (let index = 0; index < 500; index++)
    log = mergeDiagnosticLogs(log, [entry(`a.${letters(index)}`, index)]);
  expect(log).toHaveLength(MAX_DIAGNOSTIC_ENTRIES);
  expect(log.at(-1)?.lastAt).toBe(499);
});
