import { describe, expect, test } from 'vitest';
import { EMPTY_SETTINGS, parseSettings, type Settings } from '../../src/core/settings';
import { hasSetupCode, parseSetupCode, setupCodeOf, setupCodesIn } from '../../src/core/setup-code';

const POOL = 'eu-central-1:11111111-2222-3333-4444-555555555555';

function settings(changes: Partial<Settings> = {}): Settings {
  const parsed = parseSettings({
    ...EMPTY_SETTINGS,
    ...{ bucket: 'my-pictures', region: 'eu-central-1', identityPoolId: POOL },
    ...changes,
  });
  if (!parsed.ok) throw new Error('no settings');
  return parsed.settings;
}

const USERS = {
  access: 'user',
  issuer: 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEf123',
  clientId: '3n4b5urk1ft4fl3mg5e62d9ado',
} as const;

const codeOf = (json: string): string => `shoebox1:${Buffer.from(json).toString('base64')}`;

describe('a set-up code', () => {
  test.each([
    settings(),
    settings({ folder: 'Ü/사진 (2026)/' }),
    settings({ endpoint: 'https://s3.example.com', pathStyle: true, cognitoEndpoint: 'http://127.0.0.1:9' }),
    settings({ ...USERS, folder: 'people/{identity}/' }),
  ])('gives back the settings that it was made of', original => {
    expect(parseSetupCode(setupCodeOf(original))).toEqual({ ok: true, settings: original });
  });

  test('names only what is not as it is at first', () => {
    const [, base64 = ''] = setupCodeOf(settings()).split(':');
    expect(JSON.parse(Buffer.from(base64, 'base64').toString())).toEqual({
      bucket: 'my-pictures',
      region: 'eu-central-1',
      identityPoolId: POOL,
    });
  });

  test('is found in a sentence, and where a mail broke its line', () => {
    const code = setupCodeOf(settings());
    const wrapped = code.replace(/.{40}/g, '$&\r\n');
    for (const text of [`Hello, paste ${code}, please.`, `\n ${wrapped} \n`, code.replaceAll('+', '-')]) {
      expect(hasSetupCode(text)).toBe(true);
      expect(parseSetupCode(text)).toEqual({ ok: true, settings: settings() });
    }
  });

  test('is not seen in what speaks of Shoebox without one', () => {
    for (const text of ['', 'shoebox', 'https://shoebox.example/', 'my-shoebox:1', 'shoebox: 12']) {
      expect(hasSetupCode(text)).toBe(false);
    }
  });

  test.each([
    ['guests', settings({ folder: 'team/' })],
    ['users', settings(USERS)],
  ])('for %s that is cut off anywhere is damaged, never other settings', (_, original) => {
    const code = setupCodeOf(original);
    const whole = code.replace(/=+$/, '');
    for (let length = 'shoebox1:'.length; length < whole.length; length += 1) {
      expect(parseSetupCode(code.slice(0, length))).toEqual({ ok: false, problem: 'damaged' });
    }
    expect(parseSetupCode(whole)).toMatchObject({ ok: true });
  });

  test.each([
    'null',
    '[]',
    '"text"',
    '{}',
    '{"bucket":1}',
    '{"bucket":"a","region":"eu-central-1"}',
    `{"bucket":"my-pictures","region":"eu-central-1","identityPoolId":"${POOL}","endpoint":"javascript:1"}`,
    JSON.stringify({ ...settings(USERS), issuer: undefined }),
    JSON.stringify({ ...settings(USERS), clientId: '' }),
    JSON.stringify({ ...settings(USERS), issuer: 'http://cognito-idp.eu-central-1.amazonaws.com/x' }),
    JSON.stringify({ ...settings(USERS), access: 'guest', folder: '{identity}/' }),
  ])('with %s in it is damaged', json => {
    expect(parseSetupCode(codeOf(json))).toEqual({ ok: false, problem: 'damaged' });
  });

  test('with bytes that are no text is damaged', () => {
    const code = `shoebox1:${Buffer.from([0xff, 0xfe, 0x7b]).toString('base64')}`;
    expect(parseSetupCode(code)).toEqual({ ok: false, problem: 'damaged' });
  });

  test('of a later version is told as that', () => {
    expect(parseSetupCode('shoebox2:anything')).toEqual({ ok: false, problem: 'newer' });
    expect(parseSetupCode('shoebox0:anything')).toEqual({ ok: false, problem: 'damaged' });
  });

  test('may hold members that only a later version knows', () => {
    const json = JSON.stringify({ ...settings(), connections: 'x', __proto__: { bucket: 'other' } });
    expect(parseSetupCode(codeOf(json))).toEqual({ ok: true, settings: settings() });
  });

  test('whose bucket and pool are in different partitions is told as that', () => {
    const china = codeOf(JSON.stringify(settings({ region: 'cn-north-1' })));
    expect(parseSetupCode(china)).toEqual({ ok: false, problem: 'partition' });
    const issuer = 'https://cognito-idp.us-gov-west-1.amazonaws.com/us-gov-west-1_AbCdEf123';
    const users = settings({ ...USERS, issuer });
    expect(parseSetupCode(setupCodeOf(users))).toEqual({ ok: false, problem: 'partition' });
    const others = settings({ ...USERS, issuer: 'https://cognito-idp.example.com/pool' });
    expect(parseSetupCode(setupCodeOf(others))).toMatchObject({ ok: true });
    const own = settings({ region: 'cn-north-1', endpoint: 'https://s3.example.com' });
    expect(parseSetupCode(setupCodeOf(own))).toMatchObject({ ok: true });
  });
});

test('words after a set-up code are no part of it', () => {
  const text = `${setupCodeOf(settings())} is the code`;
  expect(parseSetupCode(text)).toEqual({ ok: true, settings: settings() });
});

describe('a text with set-up codes among others', () => {
  const [one, other] = [settings(), settings({ bucket: 'other-bucket', folder: 'a/long/folder/name/' })];

  test('gives the settings of all of them, and of none that is damaged', () => {
    const text = `Team A: ${setupCodeOf(one)}\nold: shoebox1:abc\nTeam B: ${setupCodeOf(other)} (new)`;
    expect(setupCodesIn(text)).toEqual([one, other]);
  });

  test('puts together one that a terminal broke into lines, between its prompts', () => {
    const lines = setupCodeOf(other).match(/.{1,40}/g) ?? [];
    const text = `$ aws cloudformation describe-stacks\n${lines.join('\n')}  \n[cloudshell-user@ip ~]$ \n`;
    expect(setupCodesIn(text)).toEqual([other]);
  });

  test('takes nothing of the template that makes one', () => {
    expect(setupCodesIn(`"Fn::Join": ["", ["shoebox1:", {"Fn::Base64": "…"}]]`)).toEqual([]);
  });
});
