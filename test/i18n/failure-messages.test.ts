import { beforeEach, describe, expect, it } from 'vitest';
import { FAILURE_CODES, isDenial } from '../../src/core/failure';
import { explainFailure, explainToAdmin, failureDetails } from '../../src/i18n/failure-messages';
import { message, plural } from '../../src/i18n/message';
import english from '../../src/public/_locales/en/messages.json' with { type: 'json' };
import korean from '../../src/public/_locales/ko/messages.json' with { type: 'json' };
import { fakeBrowser } from '../webextension/fake-browser';
import { textsIn } from '../webextension/texts';

/** A fact for every name that a text may ask for. */
const detail: Record<string, string> = new Proxy({}, { get: (_, name) => `<${String(name)}>` });

/** They can't be met by users who sign in: `sign-in-not-trusted` and `sign-in-role-missing` are theirs. */
const OF_GUESTS: readonly string[] = ['guests-not-allowed', 'identity-pool-role-missing'];

/** Texts for guests only, and those that tell guests and users apart. Whatever else names guests is read by users, too. */
const ABOUT_GUESTS =
  /^(error_(guests_not_allowed|identity_pool_role_missing)(_next)?|role_guest|access_guest|connection_fact_guest|problem_folder_\w+|template_\w+|setup_\w+)$/;

const speak = (language: 'en' | 'ko'): void => fakeBrowser({ i18n: textsIn(language) });

describe.each(['en', 'ko'] as const)('in %s', language => {
  beforeEach(() => speak(language));

  it.each(FAILURE_CODES)('%s has a sentence and a next step, with every fact filled in', code => {
    const { sentence, nextStep } = explainFailure({ code, detail, technical: '' });
    for (const text of [sentence, nextStep]) {
      expect(text).not.toBe('');
      expect(text).not.toMatch(/\$\d/);
      expect(text).toMatch(/[.?]$/);
    }
  });

  it.each(FAILURE_CODES)('%s has a fact for each placeholder of its texts', code => {
    const { sentence, nextStep } = explainToAdmin({ code, detail, technical: '' });
    const key = `error_${code.replaceAll('-', '_')}`;
    const texts: Readonly<Record<string, { readonly message: string }>> = english;
    for (const [text, name] of [
      [sentence, key],
      [nextStep, `${key}_next`],
    ] as const)
      expect(
        new Set(text.match(/<\w+>|pool’s guest role|풀의 게스트 역할|another file|다른 형식의 파일/g)),
      ).toHaveProperty('size', new Set(texts[name]?.message.match(/\$\d/g)).size);
  });

  const guests = language === 'en' ? /guest/i : /게스트/;

  it.each(FAILURE_CODES.filter(code => !OF_GUESTS.includes(code)))(
    '%s says nothing of guests to a user who signed in, and nothing of users who sign in to a guest',
    code => {
      const said = (access: object): string =>
        Object.values(explainFailure({ code, detail: { ...access }, technical: '' })).join(' ');
      expect(said({ access: 'user' })).not.toMatch(guests);
      if (!code.startsWith('sign-in')) expect(said({})).not.toMatch(/signed.in user|로그인한 사용자/);
    },
  );

  it('names the role of whoever was refused', () => {
    const said = (detail: Record<string, string>): string =>
      failureDetails({ code: 'access-denied', detail, technical: '' }).forAdmin;
    expect(said({})).toMatch(language === 'en' ? 'the pool’s guest role' : '풀의 게스트 역할');
    expect(said({ access: 'user' })).toMatch(
      language === 'en' ? 'the pool’s role for signed-in users' : '풀의 로그인한 사용자 역할',
    );
  });

  it('names no AWS, no pool and no role to whoever has access keys, which may be of any store', () => {
    const { sentence, nextStep } = explainToAdmin({
      ...{ code: 'access-denied', technical: '' },
      detail: { action: 's3:PutObject', access: 'keys' },
    });
    expect(sentence).toContain('s3:PutObject');
    expect(`${sentence} ${nextStep}`).not.toMatch(/AWS|IAM|pool|role|풀의|역할/);
    for (const code of FAILURE_CODES.filter(isDenial)) {
      const said = Object.values(explainToAdmin({ code, detail: { access: 'keys' }, technical: '' })).join(
        ' ',
      );
      expect(said).not.toMatch(/pool’s (?:guest )?role|풀의 (?:게스트|로그인한 사용자) 역할/);
    }
  });

  it('only texts that are about guests alone name them', () => {
    const texts: Readonly<Record<string, { readonly message: string }>> =
      language === 'en' ? english : korean;
    const names = Object.keys(texts).filter(key => guests.test(texts[key]?.message ?? ''));
    expect(names.filter(key => !ABOUT_GUESTS.test(key))).toEqual([]);
  });

  it('says what is not allowed in plain words, and in AWS’s behind “Details”', () => {
    const failure = {
      code: 'access-denied',
      detail: { action: 's3:PutObject', resource: 'arn:aws:s3:::photos/*' },
      technical: 'AccessDenied',
    } as const;
    expect(Object.values(explainFailure(failure))).toEqual(
      language === 'en'
        ? [
            'Shoebox isn’t allowed to save to this bucket.',
            'Whoever set up the bucket has to add a permission.',
          ]
        : ['Shoebox에 이 버킷에 저장할 권한이 없습니다.', '버킷을 설정한 사람이 권한을 추가해야 합니다.'],
    );
    const { forAdmin, forReport } = failureDetails(failure);
    expect(forAdmin).toContain('s3:PutObject');
    expect(forAdmin).toContain('arn:aws:s3:::photos/*');
    expect(forReport).toBe(
      'access-denied · action: s3:PutObject · resource: arn:aws:s3:::photos/* · AccessDenied',
    );
  });

  it.each([
    ['s3:PutObject', 'denied_save'],
    ['s3:AbortMultipartUpload', 'denied_save'],
    ['s3:ListBucketMultipartUploads', 'denied_save'],
    ['cognito-identity:GetCredentialsForIdentity', 'denied_other'],
    ['s3:ListBucket', 'denied_list'],
    ['s3:GetObject', 'denied_open'],
    ['s3:ListBucketVersions', 'denied_versions'],
    ['s3:GetObjectVersion', 'denied_versions'],
    ['s3:DeleteObject', 'denied_delete'],
    ['kms:GenerateDataKey', 'denied_key'],
    ['sts:TagSession', 'denied_other'],
  ] as const)('says of %s what it is to the user, whatever rule forbids it', (action, key) => {
    for (const code of FAILURE_CODES.filter(isDenial))
      expect(explainFailure({ code, detail: { action }, technical: '' }).sentence).toBe(message(key));
  });

  it.each([
    ['text/html', 'sent_web_page'],
    ['application/xhtml+xml', 'sent_web_page'],
    ['application/json', 'sent_text'],
    ['text/plain', 'sent_text'],
    ['image/png', 'sent_image'],
    ['audio/mpeg', 'sent_video'],
    ['application/octet-stream', 'sent_file'],
  ] as const)('says in words that a site sent %s, and by its name behind “Details”', (type, key) => {
    const failure = { code: 'source-not-an-image', detail: { type }, technical: '' } as const;
    const { sentence, nextStep } = explainFailure(failure);
    expect(sentence).toContain(message(key));
    expect(sentence + nextStep).not.toContain(type);
    expect(failureDetails(failure).forReport).toBe(`source-not-an-image · type: ${type}`);
  });

  it('says something even without the facts', () => {
    expect(explainFailure({ code: 'wrong-region', detail: {}, technical: '' }).sentence).not.toContain(
      'undefined',
    );
  });
});

it('every plural has a form for one and for many in both languages', () => {
  const stems = Object.keys(english).flatMap(key => (key.endsWith('_other') ? [key.slice(0, -6)] : []));
  for (const language of ['en', 'ko'] as const) {
    speak(language);
    for (const stem of stems) {
      for (const count of [0, 1, 2, 1234]) {
        // Stems are read from the very file that the keys are typed by.
        const text = plural(stem as Parameters<typeof plural>[0], count, 'a', 'b');
        expect(text).not.toBe('');
        expect(text).not.toMatch(/\$\d/);
      }
    }
  }
});
