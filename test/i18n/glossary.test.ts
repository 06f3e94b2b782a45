import { expect, it } from 'vitest';
import english from '../../src/public/_locales/en/messages.json' with { type: 'json' };
import korean from '../../src/public/_locales/ko/messages.json' with { type: 'json' };

// One word for one thing: `image` on the web, `photo` in an album, `Settings` for the page, and so on.

type Texts = Readonly<Record<string, { readonly message: string }>>;
const KOREAN: Texts = korean;

const texts = (file: Texts): readonly [string, string][] =>
  Object.entries(file).map(([key, { message }]) => [key, message]);

/** What no English text says, and what it says instead. */
const NOT_ENGLISH: readonly [RegExp, string][] = [
  [/\bmay not\b/, '“can’t”, or “isn’t allowed to”: “may not” reads as “perhaps not”'],
  [/\bcould not\b/i, 'what failed: “Couldn’t copy …”'],
  [
    /\b(?:does|do|did|is|are|was|has|have|will|can|would) ?not\b/,
    'the short form: “doesn’t”, “isn’t”, “can’t”',
  ],
  [
    /” is (?:moved|deleted|renamed|back)\.|photos? (?:is|are) (?:deleted|back)\./,
    '“moved”, “deleted”: what happened, not how things are',
  ],
  [/['"]/, 'the apostrophe ’, and the quotes “ ”'],
  [/\.\.\.(?!”)/, 'the ellipsis …'],
  [/\bpictures?\b/i, '“image” on the web, “photo” in an album'],
  [/\b(?:in|under) the options\b|\boptions page\b/i, '“in Settings”'],
  [/\b(?:somebody|anybody|everybody)\b/i, 'someone, anyone, everyone'],
  [/\bby itself\b/, 'automatically'],
  [
    /\b(?:anew|meanwhile|hands? out|at once)\b/,
    'again, in the meantime, “doesn’t let Shoebox download”, right away',
  ],
  [/\bmail\b/, 'email'],
  [/\be\.g\.|\bi\.e\.|\betc\b/, 'words'],
  [/ {2}|^ | $/, 'one space'],
];

/** What no Korean text says, and what it says instead. */
const NOT_KOREAN: readonly [RegExp, string][] = [
  [
    /[을이과은]\((?:를|가|와|는)\)|\(으\)로|\(이\)라/,
    'a noun behind the name, which has one particle only: ‘$1’ 사진을',
  ],
  [
    /\$\d’?(?:을|를|이|가|은|는|과|와|으로|로|이라|라)(?=[ ,.]|$)/,
    'a noun behind the name: the particle depends on its last letter',
  ],
  [/그림/, '이미지, 사진: a 그림 is drawn or painted'],
  [/그 사이(?!트)/, '그사이에, or 중간에'],
  [/오른쪽 클릭/, '마우스 오른쪽 버튼으로 클릭'],
  [/["'“”]/, 'the quotes ‘ ’'],
  [/\.\.\.(?!’)/, 'the ellipsis …'],
  [/고르|골라|고른/, '선택'],
  [/옮기|옮긴|옮겨|옮겼/, '이동'],
  [/되살/, '복원'],
  [/단추/, '버튼'],
  [/동작/, '작동'],
  [/옵션/, '설정'],
  [/신원/, '자격 증명 ID: a 신원 is looked into by the police'],
  [/저절로|알아서/, '자동으로'],
  [/붙여 넣/, '붙여넣'],
  [/객체|메타데이터/, '사진, 파일, 정보'],
  [/ {2}|^ | $/, 'one space'],
];

it.each([
  ...texts(english).map(text => [...text, NOT_ENGLISH] as const),
  ...texts(korean).map(text => [...text, NOT_KOREAN] as const),
])('%s says nothing that the glossary has other words for: %s', (_, text, glossary) => {
  expect(glossary.filter(([forbidden]) => forbidden.test(text)).map(([, instead]) => instead)).toEqual([]);
});

/** Where the one language has the word, the other has its own. Longer ones are looked for first, and taken out. */
const TERMS: readonly [RegExp, RegExp][] = [
  [/identity pools?/i, /자격 증명 풀/],
  [/user pools?/i, /사용자 풀/],
  [/set-up code/i, /설정 코드/],
  [/\balbums?\b/i, /앨범/],
  [/\bphotos?\b/i, /사진|\$1장/],
  [/\bimages?\b/i, /이미지/],
  [/\blinks?\b(?! to| it)/i, /링크/],
  [/\bbuckets?\b/i, /버킷/],
  [/\bregions?\b/i, /리전/],
  [/\bsettings?\b/i, /설정/],
  [/\bfolders?\b/i, /폴더/],
  [/\bcover\b/i, /표지/],
  [/\bpolic(?:y|ies)\b/i, /정책/],
  [/\bpermissions?\b/i, /권한/],
  [/\bthumbnails?\b/i, /썸네일/],
  [/\bsign(?:ed|ing)?[ -](?:in|out)\b/i, /로그(?:인|아웃)/],
  [/\bbrowsers?\b/i, /브라우저/],
  [/\bclipboard\b/i, /클립보드/],
  [/\bpages?\b/i, /페이지/],
  [/\bnotifications?\b/i, /알림/],
  [/\bguests?\b/i, /게스트/],
  [/\bendpoint/i, /엔드포인트/],
  [/\bpreview\b/i, /미리/],
  [/\bprovider/i, /제공자|관리자/],
  [/\bencrypt/i, /암호화/],
  [/\barchived?\b/i, /보관/],
  [/\bdelet(?:e|es|ed|ing|ion)\b/i, /삭제/],
  [/\brestor(?:e|es|ed|ing)\b/i, /복원/],
  [/\brenam(?:e|es|ed|ing)\b/i, /이름/],
  [/\bmov(?:e|es|ed|ing)\b(?! part)/i, /이동/],
  [/\bcop(?:y|ies|ied)\b/i, /복사|사본/],
  [/\bsav(?:e|es|ed|ing)\b/i, /저장/],
  [/\bupload/i, /업로드/],
  [/\bdownload/i, /다운로드/],
  [/\bundo\b/i, /실행 취소|되돌리/],
  [/\bcancel/i, /취소/],
  [/\btry again\b/i, /다시 시도/],
  [/“Details”/, /‘자세히’/],
];

it.each(texts(english).filter(([key]) => key in KOREAN))('%s has the same terms in Korean', (key, text) => {
  const other = KOREAN[key]?.message ?? '';
  const missing = TERMS.filter(([term, theirs]) => term.test(text) && !theirs.test(other));
  expect(missing.map(([, theirs]) => String(theirs))).toEqual([]);
});

/** How a text ends: as a sentence, a question, or a label. Korean says `다음을 붙여넣으세요.` where English has a colon. */
const endOf = (text: string): string => {
  if (/\?[’”)]?$/.test(text)) return 'question';
  return /[.:][’”)]?$|[.:] \S+$/.test(text) ? 'sentence' : 'label';
};

it.each(texts(english).filter(([key]) => key in KOREAN))('%s ends alike in Korean', (key, text) => {
  const other = KOREAN[key]?.message ?? '';
  const isCut = text.endsWith('…') || other.endsWith('…');
  if (!isCut && !/: (?:‘\$\d’|\$\d)\.?$/.test(other)) expect(endOf(other)).toBe(endOf(text));
});

/** Labels of buttons with little room: in a row of the tray, in a bar at 320 px, in a notification. */
const NARROW = [
  'allow_and_save',
  'cancel',
  'choose_album',
  'clear_saved',
  'connection_find_out',
  'copy_link',
  'copy_to',
  'delete',
  'dismiss',
  'download',
  'finding_again',
  'finding_copy',
  'ladder_use_screen',
  'move_to',
  'open_album',
  'options',
  'pause',
  'rename',
  'restore',
  'resume',
  'retry_all',
  'save',
  'save_as_is',
  'sign_in',
  'try_again',
  'undo',
] as const satisfies readonly (keyof typeof english)[];

it.each(NARROW)('%s fits into a small button', key => {
  expect(english[key].message.length).toBeLessThanOrEqual(22);
  expect(KOREAN[key]?.message.length).toBeLessThanOrEqual(12);
});

/** Stores cut it there. */
it('the description fits where browsers and stores show it', () => {
  for (const { extension_description } of [english, korean])
    expect(extension_description.message.length).toBeLessThanOrEqual(132);
});
