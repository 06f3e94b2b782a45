import { expect, it } from 'vitest';
import english from '../../src/public/_locales/en/messages.json' with { type: 'json' };
import korean from '../../src/public/_locales/ko/messages.json' with { type: 'json' };

const texts = (file: Record<string, { message: string }>): readonly [string, string][] =>
  Object.entries(file).map(([key, { message }]) => [key, message]);

/** What no English text says, and what it says instead. */
const NOT_ENGLISH: readonly [RegExp, string][] = [
  [/\bmay not\b/, '“can’t”, or “isn’t allowed to”: “may not” reads as “perhaps not”'],
  [/could not be done/, 'what failed'],
  [
    /” is (?:moved|deleted|renamed|back)\.|photos? (?:is|are) (?:deleted|back)\./,
    '“moved”, “deleted”: what happened, not how things are',
  ],
  [/\w'\w|s' /, 'the apostrophe ’'],
];

/** What no Korean text says, and what it says instead. */
const NOT_KOREAN: readonly [RegExp, string][] = [
  [
    /[을이과은]\((?:를|가|와|는)\)|\(으\)로|\(이\)라/,
    'a noun behind the name, which has one particle only: ‘$1’ 사진을',
  ],
  [/그림/, '이미지, 사진: a 그림 is drawn or painted'],
  [/그 사이에/, '그사이에'],
  [/오른쪽 클릭/, '마우스 오른쪽 버튼으로 클릭'],
];

it.each([
  ...texts(english).map(text => [...text, NOT_ENGLISH] as const),
  ...texts(korean).map(text => [...text, NOT_KOREAN] as const),
])('%s says nothing that the glossary has other words for: %s', (_, text, glossary) => {
  expect(glossary.filter(([forbidden]) => forbidden.test(text)).map(([, instead]) => instead)).toEqual([]);
});
