import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FAILURE_CODES } from '../../src/core/failure';
import { explainFailure } from '../../src/i18n/failure-messages';
import { plural } from '../../src/i18n/message';
import english from '../../src/public/_locales/en/messages.json' with { type: 'json' };

const browserLanguage = vi.hoisted(() => ({ now: 'en' }));

vi.mock('webextension-polyfill', async () => {
  const files: Record<string, Record<string, { message: string }>> = {
    en: (await import('../../src/public/_locales/en/messages.json')).default,
    ko: (await import('../../src/public/_locales/ko/messages.json')).default,
  };
  const getMessage = (key: string, substitutions: readonly string[]): string =>
    (files[browserLanguage.now]?.[key]?.message ?? '').replace(
      /\$(\d)/g,
      (_, at: string) => substitutions[Number(at) - 1] ?? '',
    );
  return { default: { i18n: { getMessage, getUILanguage: () => browserLanguage.now } } };
});

/** A fact for every name that a text may ask for. */
const detail: Record<string, string> = new Proxy({}, { get: (_, name) => `<${String(name)}>` });

describe.each(['en', 'ko'])('in %s', language => {
  beforeEach(() => {
    browserLanguage.now = language;
  });

  it.each(FAILURE_CODES)('%s has a sentence and a next step, with every fact filled in', code => {
    const { sentence, nextStep } = explainFailure({ code, detail, technical: '' });
    for (const text of [sentence, nextStep]) {
      expect(text).not.toBe('');
      expect(text).not.toMatch(/\$\d/);
      expect(text).toMatch(/[.?]$/);
    }
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
  for (const language of ['en', 'ko']) {
    browserLanguage.now = language;
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
