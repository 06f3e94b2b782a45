import type { I18n } from 'webextension-polyfill';
import english from '../../src/public/_locales/en/messages.json' with { type: 'json' };
import korean from '../../src/public/_locales/ko/messages.json' with { type: 'json' };

const FILES: Readonly<Record<'en' | 'ko', Readonly<Record<string, { readonly message: string }>>>> = {
  en: english,
  ko: korean,
};

/** `browser.i18n` of a browser in this language, with the texts that ship. */
export const textsIn = (language: 'en' | 'ko'): Pick<I18n.Static, 'getMessage' | 'getUILanguage'> => ({
  getUILanguage: () => language,
  getMessage: (key, substitutions = []) =>
    (FILES[language][key]?.message ?? '').replace(
      /\$(\d)/g,
      (_, at: string) => [substitutions].flat()[Number(at) - 1] ?? '',
    ),
});
