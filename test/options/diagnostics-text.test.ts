import { expect, test } from 'vitest';
import { EMPTY_SETTINGS, parseSettings, type Settings } from '../../src/core/settings';
import { diagnosticsText } from '../../src/options/diagnostics-text';

const FRAME = { version: '1.2.3', browser: 'Browser/9' };

const settings = (own: object): Settings => {
  const result = parseSettings({
    ...EMPTY_SETTINGS,
    ...{ bucket: 'secret-bucket', region: 'eu-west-1' },
    ...{ identityPoolId: 'eu-west-1:01234567-89ab-cdef-0123-456789abcdef' },
    ...own,
  });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.settings;
};

test('the diagnostics text has version, browser, and each entry with its times', () => {
  const log = [
    {
      ...{ event: 'worker.started', code: null, name: null, status: null },
      ...{ firstAt: 0, lastAt: 1000, count: 3 },
    },
    {
      ...{ event: 'albums.list', code: 'access-denied', name: 'AccessDenied', status: 403 },
      ...{ firstAt: 2000, lastAt: 2000, count: 1 },
    },
  ];
  expect(diagnosticsText({ ...FRAME, settings: null }, log)).toBe(
    [
      'Shoebox 1.2.3',
      'Browser/9',
      'Settings: none',
      'Entries: 2, the last one last',
      '1970-01-01T00:00:01.000Z worker.started (3 times since 1970-01-01T00:00:00.000Z)',
      '1970-01-01T00:00:02.000Z albums.list access-denied AccessDenied 403',
      '',
    ].join('\n'),
  );
});

test('the diagnostics text says which settings are filled in, and never their values', () => {
  const own = { endpoint: 'https://s3.secret.example', folder: 'secret', pathStyle: true };
  const text = diagnosticsText({ ...FRAME, settings: settings(own) }, []);
  expect(text).toContain(
    'Settings: endpoint: own, Cognito endpoint: AWS, folder: yes, path style: yes, encryption: none, requester pays: no',
  );
  expect(text).not.toMatch(/secret|eu-west|01234567/);
});

test('the diagnostics text names a service, and not whose account it is', () => {
  const endpoint = 'https://023e105f4ecef8ad9ca31a8372d0c353.r2.cloudflarestorage.com';
  const text = diagnosticsText({ ...FRAME, settings: settings({ endpoint }) }, []);
  expect(text).toContain('endpoint: Cloudflare R2');
  expect(text).not.toContain('023e105f');
});

test.each([
  [null, 'none'],
  [undefined, 'unknown'],
])('settings that are %s are %s in the diagnostics text', (own, told) => {
  expect(diagnosticsText({ ...FRAME, settings: own }, [])).toContain(`Settings: ${told}\nEntries: 0\n`);
});
