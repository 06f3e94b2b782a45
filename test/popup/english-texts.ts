import english from '../../src/public/_locales/en/messages.json' with { type: 'json' };

const texts: Record<string, { message: string }> = english;

/** In place of `webextension-polyfill`: the English texts, as the browser would give them. */
export const englishTexts = {
  default: {
    i18n: {
      getUILanguage: () => 'en',
      getMessage: (key: string, substitutions: readonly string[] = []): string =>
        (texts[key]?.message ?? '').replace(
          /\$(\d)/g,
          (_, at: string) => substitutions[Number(at) - 1] ?? '',
        ),
    },
  },
};
