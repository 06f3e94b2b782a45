import browser from 'webextension-polyfill';
import type english from '../public/_locales/en/messages.json';

/** Every text that the user reads, by the keys of the English file. */
export type MessageKey = keyof typeof english;

/** The text in the browser's language; `$1`, `$2` … stand for the substitutions. */
export const message = (key: MessageKey, ...substitutions: readonly string[]): string =>
  browser.i18n.getMessage(key, [...substitutions]);

/** Keys that come in the plural forms of `Intl.PluralRules`: English has `_one` and `_other`, Korean `_other` only. */
type PluralKey = MessageKey extends infer Key ? (Key extends `${infer Stem}_other` ? Stem : never) : never;

/**
 * The language for dates, numbers and sorting: the browser's own (`en-GB`) where the texts are in it too, else
 * that of the texts, so that the two never differ.
 */
export function uiLanguage(): string {
  const texts = message('language_tag');
  const browsers = browser.i18n.getUILanguage();
  return browsers === texts || browsers.startsWith(`${texts}-`) ? browsers : texts;
}

/** The text for a number of things; the number itself is `$1`, written as the language writes numbers. */
export function plural(key: PluralKey, count: number, ...substitutions: readonly string[]): string {
  const form = new Intl.PluralRules(uiLanguage()).select(count);
  const number = new Intl.NumberFormat(uiLanguage()).format(count);
  const text = browser.i18n.getMessage(`${key}_${form}`, [number, ...substitutions]);
  return text === '' ? message(`${key}_other`, number, ...substitutions) : text;
}
