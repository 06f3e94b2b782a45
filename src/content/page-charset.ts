/** What pages in these languages were written in before UTF-8: old names of files still are. */
const LEGACY: Readonly<Record<string, string>> = {
  ko: 'euc-kr',
  ja: 'shift_jis',
  zh: 'gbk',
  ru: 'windows-1251',
};

/** The charset of what is not in UTF-8 in the page's URLs: the page's own, or that of its language. */
export function pageCharset(): string {
  const { characterSet, documentElement } = document;
  const [language = ''] = documentElement.lang.toLowerCase().split('-');
  return (characterSet === 'UTF-8' ? LEGACY[language] : undefined) ?? characterSet;
}
