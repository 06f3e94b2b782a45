import { beforeEach, describe, expect, it } from 'vitest';
import { FAILURE_CODES } from '../../src/core/failure';
import { explainFailure } from '../../src/i18n/failure-messages';
import { plural } from '../../src/i18n/message';
import english from '../../src/public/_locales/en/messages.json' with { type: 'json' };
import { fakeBrowser } from '../webextension/fake-browser';
import { textsIn } from '../webextension/texts';

/** A fact for every name that a text may ask for. */
const detail: Record<string, string> = new Proxy({}, { get: (_, name) => `<${String(name)}>` });

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
      expect(new Set(text.match(/<\w+>/g))).toHaveProperty(
        'size',
        new Set(texts[name]?.message.match(/\$\d/g)).size,
      );
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
