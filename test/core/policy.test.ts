import { describe, expect, test } from 'vitest';
import {
  imposedPreferences,
  imposedSettings,
  isImposed,
  NO_POLICY,
  parsePolicy,
} from '../../src/core/policy';
import { DEFAULT_PREFERENCES } from '../../src/core/preferences';
import { EMPTY_SETTINGS } from '../../src/core/settings';

const OWN = {
  ...EMPTY_SETTINGS,
  bucket: 'own-bucket',
  region: 'eu-west-1',
  identityPoolId: 'eu-west-1:11111111-2222-3333-4444-555555555555',
};

const problemsOf = (policy: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(parsePolicy(policy).problems.map(({ name, problem }) => [name, problem]));

describe('a policy', () => {
  test('that imposes bucket and region takes their place, and leaves the rest to the person', () => {
    const policy = parsePolicy({ settings: { bucket: 'team-bucket', region: 'eu-central-1' } });
    expect(policy.problems).toEqual([]);
    expect(imposedSettings(OWN, policy)).toEqual({ ...OWN, bucket: 'team-bucket', region: 'eu-central-1' });
    expect(imposedSettings(undefined, policy)).toBeNull();
    expect(isImposed(policy, 'settings.bucket')).toBe(true);
    expect(isImposed(policy, 'settings.folder')).toBe(false);
  });

  test('that imposes all that is needed configures Shoebox where nothing is stored', () => {
    const { bucket, region, identityPoolId } = OWN;
    const policy = parsePolicy({ settings: { bucket, region: ` ${region.toUpperCase()} `, identityPoolId } });
    expect(imposedSettings(undefined, policy)).toEqual(OWN);
  });

  test('that imposes a folder as a Mac writes it imposes the one that people type', () => {
    const policy = parsePolicy({ settings: { folder: 'Fotos f\u00fcr \ud55c'.normalize('NFD') } });
    expect(imposedSettings(OWN, policy)?.folder).toBe('Fotos f\u00fcr \ud55c/');
    const own = { ...OWN, folder: 'f\u00fcr/'.normalize('NFD') };
    expect(imposedSettings(own, parsePolicy({}))?.folder).toBe(own.folder);
  });

  test('that imposes a folder for each user is right before it says who gets in', () => {
    expect(problemsOf({ settings: { folder: 'team/{identity}' } })).toEqual({});
    expect(problemsOf({ settings: { folder: 'team/{identity}', access: 'guest' } })).toEqual({
      'settings.folder': 'folder-identity',
    });
  });

  test('that imposes no provider, and leaves open who gets in, is right', () => {
    expect(problemsOf({ settings: { issuer: '', clientId: '' } })).toEqual({});
  });

  test.each([
    [{ bucket: 'no bucket!' }, { 'settings.bucket': 'bucket-characters' }],
    [{ bucket: 5 }, { 'settings.bucket': 'value' }],
    [{ region: '' }, { 'settings.region': 'region-empty' }],
    [{ encryption: 'aws:magic' }, { 'settings.encryption': 'value' }],
    [{ access: 'everybody' }, { 'settings.access': 'value' }],
    [{ requesterPays: 'yes' }, { 'settings.requesterPays': 'value' }],
    [{ pathStyle: 1 }, { 'settings.pathStyle': 'value' }],
    [{ issuer: '', access: 'user' }, { 'settings.issuer': 'issuer-empty' }],
    [{ bucket: 'Old_Bucket', region: 'eu-west-1' }, { 'settings.bucket': 'bucket-characters' }],
  ])(
    'that imposes %j tells what is wrong with it, and nothing else is used in its place',
    (settings, problems) => {
      expect(problemsOf({ settings })).toEqual(problems);
      const policy = parsePolicy({ settings });
      expect(imposedSettings(OWN, policy)).toBeNull();
      for (const name of Object.keys(problems)) expect(isImposed(policy, name)).toBe(true);
    },
  );

  test('that imposes access keys’ settings needs no pool, and never holds the keys themselves', () => {
    const settings = { access: 'keys', bucket: 'photos', region: 'auto', endpoint: 'https://s3.example.com' };
    expect(problemsOf({ settings })).toEqual({});
    expect(imposedSettings(undefined, parsePolicy({ settings }))).toMatchObject(settings);
    const withKeys = { ...settings, accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret' };
    const policy = parsePolicy({ settings: withKeys });
    expect(problemsOf({ settings: withKeys })).toEqual({
      'settings.accessKeyId': 'unknown',
      'settings.secretAccessKey': 'unknown',
    });
    expect(JSON.stringify([policy.settings, imposedSettings(undefined, policy)])).not.toContain('secret');
    expect(problemsOf({ settings: { ...settings, folder: '{identity}' } })).toEqual({
      'settings.folder': 'folder-identity-keys',
    });
  });

  test('that has names which nothing has tells them, and imposes the rest', () => {
    const policy = {
      setings: {},
      settings: { buket: 'x', folder: 'team' },
      preferences: { links: { fromat: 1 } },
    };
    expect(problemsOf(policy)).toEqual({
      setings: 'unknown',
      'settings.buket': 'unknown',
      'preferences.links.fromat': 'unknown',
    });
    expect(imposedSettings(OWN, parsePolicy(policy))).toEqual({ ...OWN, folder: 'team/' });
  });

  test('imposes single members of the preferences, and leaves the others as the person has them', () => {
    const policy = parsePolicy({
      preferences: {
        keepProvenance: false,
        conversion: { stripLocation: true, maxEdge: 0 },
        links: { lifeSeconds: 300 },
      },
    });
    expect(policy.problems).toEqual([]);
    const own = {
      ...DEFAULT_PREFERENCES,
      version: 'shown',
      conversion: { ...DEFAULT_PREFERENCES.conversion, maxEdge: 800, quality: 50 },
    };
    expect(imposedPreferences(own, policy)).toEqual({
      ...own,
      keepProvenance: false,
      conversion: { ...own.conversion, stripLocation: true, maxEdge: null },
      links: { ...DEFAULT_PREFERENCES.links, lifeSeconds: 300 },
    });
    expect(isImposed(policy, 'preferences.conversion.stripLocation')).toBe(true);
    expect(isImposed(policy, 'preferences.conversion.format')).toBe(false);
    expect(isImposed(policy, 'preferences.version')).toBe(false);
  });

  test('with preferences that can’t be so tells them, and imposes the others', () => {
    const policy = parsePolicy({
      preferences: { version: 'worst', maxBytes: 1, conversion: { maxEdge: 3, quality: 80 }, links: 'none' },
    });
    expect(Object.fromEntries(policy.problems.map(({ name, problem }) => [name, problem]))).toEqual({
      'preferences.version': 'value',
      'preferences.maxBytes': 'value',
      'preferences.conversion.maxEdge': 'value',
      'preferences.links': 'value',
    });
    expect(policy.preferences).toEqual({ conversion: { quality: 80 } });
  });

  test.each([undefined, null, 'policy', [], {}])('that is %j imposes nothing', input => {
    expect(parsePolicy(input)).toEqual(NO_POLICY);
    expect(imposedSettings(OWN, parsePolicy(input))).toEqual(OWN);
  });

  test('whose settings are no object tells so, and no settings are used', () => {
    expect(problemsOf({ settings: 'bucket' })).toEqual({ settings: 'value' });
    expect(imposedSettings(OWN, parsePolicy({ settings: 'bucket' }))).toBeNull();
  });
});
