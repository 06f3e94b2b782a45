import { describe, expect, test } from 'vitest';
import { DEFAULT_PREFERENCES, type Preferences } from '../../src/core/preferences';
import { EMPTY_SETTINGS, type Settings } from '../../src/core/settings';
import { parseImport, settingsFileOf } from '../../src/core/settings-file';
import { setupCodeOf } from '../../src/core/setup-code';

const SETTINGS: Settings = {
  ...EMPTY_SETTINGS,
  bucket: 'team-bucket',
  region: 'eu-west-1',
  identityPoolId: 'eu-west-1:11111111-2222-3333-4444-555555555555',
  folder: 'team/',
  encryption: 'AES256',
};

const PREFERENCES: Preferences = {
  ...DEFAULT_PREFERENCES,
  nameTemplate: '{date} {name}',
  conversion: { ...DEFAULT_PREFERENCES.conversion, maxEdge: 2048 },
};

const FILE = settingsFileOf(SETTINGS, PREFERENCES);
const changed = (change: (file: Record<string, Record<string, unknown>>) => void): string => {
  const file = JSON.parse(FILE);
  change(file);
  return JSON.stringify(file);
};

describe('a settings file', () => {
  test('brings the settings and preferences that it was made of', () => {
    expect(parseImport(FILE)).toEqual({ ok: true, settings: SETTINGS, preferences: PREFERENCES });
  });

  test('has settings and preferences, and nothing else', () => {
    expect(Object.keys(JSON.parse(FILE))).toEqual(['shoebox', 'settings', 'preferences']);
  });

  test.each([
    [
      'preferences alone',
      changed(file => delete file['settings']),
      { settings: null, preferences: PREFERENCES },
    ],
    [
      'settings alone',
      changed(file => delete file['preferences']),
      { settings: SETTINGS, preferences: null },
    ],
    [
      'names that this version does not know',
      changed(file => {
        file['more'] = {};
      }),
      { settings: SETTINGS },
    ],
  ])('with %s brings what it has', (_, text, expected) => {
    expect(parseImport(text)).toMatchObject({ ok: true, ...expected });
  });

  test('of an earlier version, without some of the settings, has them as they are at first', () => {
    const text = changed(file => delete file['settings']?.['access']);
    expect(parseImport(text)).toEqual({ ok: true, settings: SETTINGS, preferences: PREFERENCES });
  });

  test.each([
    ['cut off', FILE.slice(0, 200), 'damaged'],
    [
      'with a setting that can’t be so',
      changed(file => Object.assign(file['settings'] ?? {}, { bucket: 'no bucket' })),
      'damaged',
    ],
    [
      'with a choice that there is not',
      changed(file => Object.assign(file['settings'] ?? {}, { encryption: 'magic' })),
      'damaged',
    ],
    ['without a bucket', changed(file => delete file['settings']?.['bucket']), 'damaged'],
    [
      'with a preference that can’t be so',
      changed(file => Object.assign(file['preferences'] ?? {}, { maxBytes: 1 })),
      'damaged',
    ],
    ['with neither of them', '{"shoebox":1}', 'damaged'],
    ['of a newer version', FILE.replace('"shoebox": 1', '"shoebox": 2'), 'newer'],
    ['of version 0', FILE.replace('"shoebox": 1', '"shoebox": 0'), 'damaged'],
    [
      'with a bucket of another partition',
      FILE.replace('"region": "eu-west-1"', '"region": "cn-north-1"'),
      'partition',
    ],
    [
      'that is a CloudFormation template',
      '{"AWSTemplateFormatVersion":"2010-09-09","Resources":{}}',
      'foreign',
    ],
    ['that is a list', '[1]', 'foreign'],
    ['that is no JSON', 'Dear all, …', 'foreign'],
    ['that is empty', '', 'foreign'],
  ])('%s is refused as a whole', (_, text, problem) => {
    expect(parseImport(text)).toEqual({ ok: false, problem });
  });
});

test('a text with a set-up code brings its settings, and leaves the preferences', () => {
  const text = `Hello, here is the code: ${setupCodeOf(SETTINGS)}`;
  expect(parseImport(text)).toEqual({ ok: true, settings: SETTINGS, preferences: null });
  expect(parseImport('shoebox1:abc')).toEqual({ ok: false, problem: 'damaged' });
});
