import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AccessKeyProblems,
  accessKeysIn,
  accessKeysPlace,
  parseAccessKeys,
} from '../../src/core/access-keys';
import { EMPTY_SETTINGS } from '../../src/core/settings';

const ID = 'AKIAIOSFODNN7EXAMPLE';
const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const R2_ID = '0123456789abcdef0123456789abcdef';
const R2_SECRET = 'fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210';
const PAIR = { accessKeyId: ID, secretAccessKey: SECRET };

describe('parseAccessKeys', () => {
  it.each([
    [ID, SECRET],
    [R2_ID, R2_SECRET],
    ['0012a3b4c5d6e7f0000000001', 'K001abcdefghijklmnopqrstuvwxyz0'],
    ['SCW1234567890ABCDEFG', '11111111-2222-3333-4444-555555555555'],
    ['minioadmin', 'minioadmin'],
    [
      'GOOG1EXAMPLE0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789AB',
      'abcdefghij/klmnopqrst+uvwxyz0123456789AB',
    ],
  ])('takes %s', (accessKeyId, secretAccessKey) => {
    const keys = { accessKeyId, secretAccessKey };
    expect(parseAccessKeys({ accessKeyId: ` ${accessKeyId}\n`, secretAccessKey })).toEqual({
      ok: true,
      keys,
    });
  });

  it.each<[string, unknown, unknown, AccessKeyProblems]>([
    ['nothing', '', ' ', { accessKeyId: 'empty', secretAccessKey: 'empty' }],
    ['no texts', 7, null, { accessKeyId: 'empty', secretAccessKey: 'empty' }],
    [
      'more than a key',
      `${ID} ${SECRET}`,
      `${SECRET} x`,
      { accessKeyId: 'spaces', secretAccessKey: 'spaces' },
    ],
    ['a slash in the id', 'AKIA/x', SECRET, { accessKeyId: 'form' }],
    ['letters that no key has', ID, 'schlüssel-von-gestern', { secretAccessKey: 'form' }],
    ['a whole file', ID, 'x'.repeat(257), { secretAccessKey: 'form' }],
    ['each in the other field', SECRET, ID, { accessKeyId: 'swapped', secretAccessKey: 'swapped' }],
    ['the id as the secret', '', ID, { accessKeyId: 'empty', secretAccessKey: 'swapped' }],
    ['keys of STS', 'ASIAIOSFODNN7EXAMPLE', SECRET, { accessKeyId: 'temporary' }],
  ])('refuses %s', (_, accessKeyId, secretAccessKey, problems) => {
    expect(parseAccessKeys({ accessKeyId, secretAccessKey })).toEqual({ ok: false, problems });
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.anything(), input => void parseAccessKeys(input)));
    expect(parseAccessKeys(null).ok).toBe(false);
  });
});

describe('accessKeysIn', () => {
  it.each([
    ['the CSV of AWS’s console', `\uFEFFAccess key ID,Secret access key\r\n${ID},${SECRET}\r\n`],
    [
      'the CSV of a new user',
      `User name,Password,Access key ID,Secret access key,Console login link\nme,,${ID},${SECRET},https://example.com`,
    ],
    ['a credentials file', `[default]\naws_access_key_id = ${ID}\naws_secret_access_key = ${SECRET}\n`],
    ['lines of a shell', `export AWS_ACCESS_KEY_ID=${ID}\nexport AWS_SECRET_ACCESS_KEY="${SECRET}"`],
    ['lines of PowerShell', `$Env:AWS_ACCESS_KEY_ID="${ID}"\n$Env:AWS_SECRET_ACCESS_KEY="${SECRET}"`],
    ['AWS’s answer', JSON.stringify({ AccessKey: { AccessKeyId: ID, SecretAccessKey: SECRET } }, null, 2)],
    ['MinIO’s file', JSON.stringify({ url: 'https://x', accessKey: ID, secretKey: SECRET, api: 's3v4' })],
    ['rclone’s configuration', `type = s3\naccess_key_id = ${ID}\nsecret_access_key = ${SECRET}`],
    ['s3cmd’s configuration', `access_key = ${ID}\nsecret_key = ${SECRET}`],
    ['a console’s page', `Access Key ID\n${ID}\nSecret Access Key\n${SECRET}\nDone`],
    ['the secret first', `Secret access key: ${SECRET}\nAccess key ID: ${ID}`],
    ['two lines', `${ID}\n${SECRET}`],
    ['one line', `${ID} ${SECRET}`],
    ['ID:SECRET', `${ID}:${SECRET}`],
  ])('reads %s', (_, text) => {
    expect(accessKeysIn(text)).toEqual(PAIR);
  });

  it('reads B2’s, which are called otherwise', () => {
    const text =
      'keyID:\n0012a3b4c5d6e7f0000000001\nkeyName:\nshoebox\napplicationKey:\nK001abcdefghijklmnopqrstuvwxyz0';
    expect(accessKeysIn(text)).toEqual({
      accessKeyId: '0012a3b4c5d6e7f0000000001',
      secretAccessKey: 'K001abcdefghijklmnopqrstuvwxyz0',
    });
  });

  it('reads two lines whose id nothing tells by its form', () => {
    expect(accessKeysIn('minioadmin\nminio-secret')).toEqual({
      accessKeyId: 'minioadmin',
      secretAccessKey: 'minio-secret',
    });
  });

  it.each([
    '',
    ID,
    SECRET,
    'my bucket',
    'https://s3.example.com/bucket',
    `Access key ID,Secret access key\n${ID},`,
  ])('finds none in %j', text => {
    expect(accessKeysIn(text)).toBeNull();
  });

  it('is done soon with whatever is pasted', () => {
    fc.assert(fc.property(fc.string({ maxLength: 9000 }), text => void accessKeysIn(text)));
    for (const text of ['access key '.repeat(700), ' '.repeat(8000), 'secret_access_key="'.repeat(400)]) {
      const begun = performance.now();
      accessKeysIn(text);
      expect(performance.now() - begun).toBeLessThan(500);
    }
  });
});

it('accessKeysPlace: another bucket, host or partition of AWS is another place; a folder or region is not', () => {
  const settings = { ...EMPTY_SETTINGS, bucket: 'photos', region: 'eu-west-1' };
  expect(accessKeysPlace({ ...settings, folder: 'a/', region: 'us-east-1' })).toBe(accessKeysPlace(settings));
  const others = [
    { bucket: 'photos2' },
    { region: 'cn-north-1' },
    { endpoint: 'https://s3.example.com' },
    { endpoint: 'http://s3.example.com' },
  ].map(change => accessKeysPlace({ ...settings, ...change }));
  expect(new Set([accessKeysPlace(settings), ...others]).size).toBe(5);
});
