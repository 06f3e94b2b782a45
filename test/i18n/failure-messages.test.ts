import { beforeEach, describe, expect, it } from 'vitest';
import { FAILURE_CODES } from '../../src/core/failure';
import { explainFailure } from '../../src/i18n/failure-messages';
import { plural } from '../../src/i18n/message';
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
    const { sentence, nextStep } = explainFailure({ code, detail, technical: '' });
    const key = `error_${code.replaceAll('-', '_')}`;
    const texts: Readonly<Record<string, { readonly message: string }>> = english;
    for (const [text, name] of [
      [sentence, key],
      [nextStep, `${key}_next`],
    ] as const)
      expect(new Set(text.match(/<\w+>|pool’s guest role|풀의 게스트 역할/g))).toHaveProperty(
        'size',
        new Set(texts[name]?.message.match(/\$\d/g)).size,
      );
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
      explainFailure({ code: 'access-denied', detail, technical: '' }).nextStep;
    expect(said({})).toMatch(language === 'en' ? 'the pool’s guest role' : '풀의 게스트 역할');
    expect(said({ access: 'user' })).toMatch(
      language === 'en' ? 'the pool’s role for signed-in users' : '풀의 로그인한 사용자 역할',
    );
  });

  it('only texts that are about guests alone name them', () => {
    const texts: Readonly<Record<string, { readonly message: string }>> =
      language === 'en' ? english : korean;
    const names = Object.keys(texts).filter(key => guests.test(texts[key]?.message ?? ''));
    expect(names.filter(key => !ABOUT_GUESTS.test(key))).toEqual([]);
  });

  it('names the action and the resource that are missing', () => {
    const { nextStep } = explainFailure({
      code: 'access-denied',
      detail: { action: 's3:PutObject', resource: 'arn:aws:s3:::photos/*' },
      technical: '',
    });
    expect(nextStep).toContain('s3:PutObject');
    expect(nextStep).toContain('arn:aws:s3:::photos/*');
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
