import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bucketIdentity,
  EMPTY_SETTINGS,
  parseSettings,
  type SettingsField,
  type SettingsInput,
  type SettingsProblem,
} from '../../src/core/settings';
import { anyText } from './any-text';

const GOOD: SettingsInput = {
  bucket: 'family-photos',
  region: 'eu-west-1',
  identityPoolId: 'eu-west-1:1a2b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d',
  folder: '',
  endpoint: '',
  pathStyle: false,
  cognitoEndpoint: '',
  ...{ encryption: 'none', kmsKey: '', requesterPays: false, access: 'guest', issuer: '', clientId: '' },
};

const settingsOf = (change: Partial<SettingsInput>) => {
  const result = parseSettings({ ...GOOD, ...change });
  return result.ok ? result.settings : result.problems;
};

describe('parseSettings', () => {
  it.each<[Partial<SettingsInput>, Partial<SettingsInput>]>([
    [{ bucket: ' family-photos\n' }, { bucket: 'family-photos' }],
    [{ region: ' EU-West-1 ' }, { region: 'eu-west-1' }],
    [{ region: 'garage' }, { region: 'garage' }],
    [{ identityPoolId: GOOD.identityPoolId.toUpperCase() }, { identityPoolId: GOOD.identityPoolId }],
    [{ folder: 'albums' }, { folder: 'albums/' }],
    [{ folder: '//a/b//' }, { folder: 'a/b/' }],
    [{ folder: ' / ' }, { folder: '' }],
    [{ folder: '/ a /' }, { folder: 'a/' }],
    [{ folder: 'e\u0301te\u0301' }, { folder: 'e\u0301te\u0301/' }],
    [{ endpoint: 'HTTPS://S3.Example.com/' }, { endpoint: 'https://s3.example.com' }],
    [{ endpoint: 'http://127.0.0.1:9000' }, { endpoint: 'http://127.0.0.1:9000' }],
    [{ cognitoEndpoint: ' https://example.com:443/ ' }, { cognitoEndpoint: 'https://example.com' }],
    [{ cognitoEndpoint: 'http://127.0.0.1:9001' }, { cognitoEndpoint: 'http://127.0.0.1:9001' }],
    [{ cognitoEndpoint: 'http://192.168.1.20/' }, { cognitoEndpoint: 'http://192.168.1.20' }],
  ])('takes %j as %j', (change, expected) => {
    expect(settingsOf(change)).toEqual({ ...GOOD, ...expected });
  });

  it('takes settings of earlier versions, and an encryption that it does not know, as none', () => {
    const { encryption: _e, kmsKey: _k, requesterPays: _r, ...without } = GOOD;
    const { access: _a, issuer: _i, clientId: _c, ...earlier } = without;
    expect(parseSettings(earlier)).toEqual({ ok: true, settings: GOOD });
    expect(parseSettings({ ...GOOD, encryption: 'aws:kms:dsse' })).toEqual({ ok: true, settings: GOOD });
  });

  const KEYS = { ...GOOD, access: 'keys', identityPoolId: '' } as const;

  it('takes settings with access keys without a Cognito, and drops what of one can’t be used', () => {
    expect(settingsOf(KEYS)).toEqual(KEYS);
    expect(settingsOf({ ...KEYS, identityPoolId: GOOD.identityPoolId })).toEqual({ ...GOOD, access: 'keys' });
    const left = {
      identityPoolId: 'eu',
      issuer: 'login',
      clientId: 'ä',
      cognitoEndpoint: 'http://example.com',
    };
    expect(settingsOf({ ...KEYS, ...left })).toEqual(KEYS);
  });

  it('has no folder of one’s own for access keys', () => {
    expect(settingsOf({ ...KEYS, folder: 'a/{identity}' })).toEqual({ folder: 'folder-identity-keys' });
  });

  it.each(['auto', 'fr-par', 'nyc3', 'us-west-004'])('takes the region %s of another S3', region => {
    expect(settingsOf({ ...KEYS, endpoint: 'https://s3.example.com', region })).toMatchObject({ region });
  });

  it('never holds access keys', () => {
    const keys = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret' };
    expect(parseSettings({ ...KEYS, ...keys })).toEqual({ ok: true, settings: KEYS });
  });

  const USER = { access: 'user', issuer: 'https://login.example.com/', clientId: 'abc123' } as const;

  it("takes an issuer letter by letter, and a folder of one's own for users", () => {
    expect(settingsOf({ ...USER, folder: 'team/{identity}' })).toMatchObject({
      ...USER,
      folder: 'team/{identity}/',
    });
  });

  it.each<[Partial<SettingsInput>, SettingsField, string]>([
    [{ access: 'user' }, 'issuer', 'issuer-empty'],
    [{ access: 'user' }, 'clientId', 'client-id-empty'],
    [{ ...USER, issuer: 'login.example.com' }, 'issuer', 'issuer-form'],
    [{ ...USER, issuer: GOOD.identityPoolId }, 'issuer', 'issuer-identity-pool'],
    [{ ...USER, issuer: 'https://photos.auth.eu-west-1.amazoncognito.com' }, 'issuer', 'issuer-domain'],
    [{ identityPoolId: 'eu-west-1_AbCdEfGhI' }, 'identityPoolId', 'identity-pool-id-user-pool'],
    [
      { identityPoolId: 'arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEfGhI' },
      'identityPoolId',
      'identity-pool-id-user-pool',
    ],
    [{ ...USER, issuer: 'https://login.example.com/?a' }, 'issuer', 'issuer-form'],
    [{ ...USER, issuer: 'http://login.example.com/' }, 'issuer', 'url-plaintext'],
    [{ ...USER, clientId: 'a b' }, 'clientId', 'client-id-form'],
    [{ folder: '{identity}' }, 'folder', 'folder-identity'],
    [{ ...USER, folder: 'x{identity}' }, 'folder', 'folder-form'],
    [{ ...USER, folder: '{identity}/{identity}' }, 'folder', 'folder-form'],
  ])('refuses %j for its %s: %s', (change, field, code) => {
    const result = parseSettings({ ...GOOD, ...change });
    expect(result.ok ? {} : result.problems).toMatchObject({ [field]: code });
  });

  it.each(['alias/photos', 'arn:aws:kms:us-east-1:111122223333:key/mrk-1', ' my.key '])(
    'takes %j for a KMS key, with that encryption only',
    kmsKey => {
      expect(settingsOf({ encryption: 'aws:kms', kmsKey })).toMatchObject({ kmsKey: kmsKey.trim() });
      expect(settingsOf({ encryption: 'AES256', kmsKey })).toMatchObject({ kmsKey: '' });
    },
  );

  it.each(['a b', 'kéy', 'a\r\nb'])('takes %j for no KMS key', kmsKey => {
    expect(settingsOf({ encryption: 'aws:kms', kmsKey })).toEqual({ kmsKey: 'kms-key-form' });
  });

  it('takes a bucket name of before 2018 in us-east-1 only, on AWS', () => {
    const legacy = { bucket: 'Family_Photos', region: 'us-east-1' };
    expect(settingsOf(legacy)).toEqual({ ...GOOD, ...legacy });
    const refused = { bucket: 'bucket-characters' };
    expect(settingsOf({ ...legacy, region: 'eu-west-1' })).toEqual(refused);
    expect(settingsOf({ ...legacy, endpoint: 'https://s3.example.com' })).toEqual(refused);
    expect(settingsOf({ ...legacy, identityPoolId: '' })).toEqual({
      identityPoolId: 'identity-pool-id-empty',
    });
    expect(settingsOf({ ...legacy, bucket: '192.168.5.4' })).toEqual({ bucket: 'bucket-ip-address' });
  });

  it.each<[Partial<SettingsInput>, Partial<Record<keyof SettingsInput, SettingsProblem>>]>([
    [{ bucket: '' }, { bucket: 'bucket-empty' }],
    [{ bucket: 'A' }, { bucket: 'bucket-characters' }],
    [{ region: ' ' }, { region: 'region-empty' }],
    [{ region: 'eu west' }, { region: 'region-form' }],
    [{ region: '-eu' }, { region: 'region-form' }],
    [{ identityPoolId: '' }, { identityPoolId: 'identity-pool-id-empty' }],
    [{ identityPoolId: 'eu-west-1:1' }, { identityPoolId: 'identity-pool-id-form' }],
    [{ folder: 'a//b' }, { folder: 'folder-form' }],
    [{ folder: 'a/./b' }, { folder: 'folder-form' }],
    [{ folder: '..' }, { folder: 'folder-form' }],
    [{ folder: 'a/{identity}' }, { folder: 'folder-identity' }],
    [{ folder: 'a\u0000b' }, { folder: 'folder-form' }],
    [{ folder: 'a\ud800' }, { folder: 'folder-form' }],
    [{ folder: 'é'.repeat(256) }, { folder: 'folder-length' }],
    [{ endpoint: 's3.example.com' }, { endpoint: 'url-form' }],
    [{ endpoint: 'localhost:9000' }, { endpoint: 'url-form' }],
    [{ endpoint: 'ftp://example.com' }, { endpoint: 'url-form' }],
    [{ endpoint: 'https://example.com/bucket' }, { endpoint: 'url-path' }],
    [{ cognitoEndpoint: 'https://user:secret@example.com' }, { cognitoEndpoint: 'url-path' }],
    [{ cognitoEndpoint: 'https://example.com/?a' }, { cognitoEndpoint: 'url-path' }],
    [{ cognitoEndpoint: 'http://cognito.example.com' }, { cognitoEndpoint: 'url-plaintext' }],
    [{ cognitoEndpoint: 'http://203.0.114.7:9000' }, { cognitoEndpoint: 'url-plaintext' }],
  ])('refuses %j with %j', (change, problems) => {
    expect(settingsOf(change)).toEqual(problems);
  });

  it('names every wrong field at once', () => {
    expect(parseSettings(EMPTY_SETTINGS)).toEqual({
      ok: false,
      problems: {
        bucket: 'bucket-empty',
        region: 'region-empty',
        identityPoolId: 'identity-pool-id-empty',
      },
    });
  });

  it('names a problem for fields of a wrong type', () => {
    expect(parseSettings({ ...GOOD, bucket: 1, pathStyle: 'yes' })).toEqual({
      ok: false,
      problems: { bucket: 'bucket-empty', pathStyle: 'url-form' },
    });
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.anything(), input => typeof parseSettings(input).ok === 'boolean'));
  });

  it('gives the same settings when it parses them again', () => {
    const text = anyText(12);
    const address = fc.oneof(
      fc.constant(''),
      fc.constantFrom('https://s3.example.com', 'HTTP://[::1]:80/', 'https://a.b:443', 'http://a.b/c'),
      text,
    );
    const folder = fc.string({
      unit: fc.constantFrom('a', '/', ' ', '\u3000', '\ufeff', 'é', 'e\u0301', '.'),
    });
    const input = fc.record({
      bucket: fc.constantFrom(GOOD.bucket, ' my.bucket '),
      region: fc.constantFrom('eu-west-1', ' GARAGE'),
      identityPoolId: fc.constant(GOOD.identityPoolId),
      folder: fc.oneof(folder, text),
      endpoint: address,
      pathStyle: fc.boolean(),
      cognitoEndpoint: address,
    });
    fc.assert(
      fc.property(input, entered => {
        const once = parseSettings(entered);
        if (once.ok) expect(parseSettings(once.settings)).toEqual(once);
      }),
    );
  });
});

it('knows a bucket by its partition, not by its region: S3’s names are unique there', () => {
  const identityIn = (region: string): string => {
    const result = parseSettings({ ...GOOD, region });
    return result.ok ? bucketIdentity(result.settings) : '';
  };
  expect(identityIn('eu-west-1')).toBe('family-photos/@aws');
  expect(identityIn('us-east-1')).toBe(identityIn('eu-west-1'));
  expect(identityIn('cn-north-1')).toBe('family-photos/@aws-cn');
});
