import type { Disposition } from '../../site/routes/dispositions';
import { type CaptureCase, savesFile } from './case';

/** What each Content-Disposition makes of a JPEG that lies under `…/rocket.jpg`. */
const BY_DISPOSITION: Readonly<Record<Disposition, string>> = {
  token: 'token.jpg',
  quoted: 'two words.jpg',
  escaped: 'the "best" one.jpg',
  semicolon: 'one; two.jpg',
  extended: '별 🌌.jpg',
  'extended-language': '바다.jpg',
  'extended-latin1': 'schön.jpg',
  both: 'café.jpg',
  'both-reversed': 'café.jpg',
  'upper-case': 'SHOUTED.JPG',
  spaced: 'spaced.jpg',
  unclosed: 'unclosed.jpg',
  'raw-utf8': '바다.jpg',
  percent: 'café.jpg',
  'encoded-word': '바다.jpg',
  continued: 'café-noir.jpg',
  path: 'passwd.jpg',
  'windows-path': 'cat.jpg',
  empty: 'rocket.jpg',
  'no-name': 'rocket.jpg',
  'wrong-extension': 'poster.php.jpg',
  double: 'setup.exe.jpg',
  bidi: 'codgpj.exe.jpg',
  'zero-width': 'rocket.jpg',
  controls: 'line break.jpg',
  decomposed: 'café.jpg',
  dots: 'hidden.jpg',
  markup: '<img src=x onerror=alert(1)>.jpg',
};

/** Four bytes each, with a joiner of three between: one character to a person's eye. */
const FAMILY = '👩‍👩‍👧';

/** What each path makes of a JPEG. */
const BY_URL: Readonly<Record<string, string>> = {
  'any/caf%C3%A9.jpg': 'café.jpg',
  'any/cafe%CC%81.jpg': 'café.jpg',
  'any/a%2Fb.jpg': 'a-b.jpg',
  'any/%E2%80%AEgpj.exe': 'gpj.exe.jpg',
  'any/100%25.jpg': '100%.jpg',
  'any/bad%escape.jpg': 'bad%escape.jpg',
  'any/two%20%20%20words.jpg': 'two words.jpg',
  'any/list.php': 'list.jpg',
  'any/sea.jpg:large': 'sea.jpg',
  'any/sea.jpg!thumb.jpg': 'sea.jpg',
  'any/sea.jpg;jsessionid=0A1B': 'sea.jpg',
  'any/sea.jpg.': 'sea.jpg',
  // Where the URL says nothing, the page's title does.
  'any/image.php': 'Every format.jpg',
  'any/d41d8cd98f00b204e9800998ecf8427e.jpg': 'Every format ecf8427e.jpg',
  'any/sea.jpg/revision/latest': 'sea.jpg',
  'any/resize?url=%2Fphotos%2Fsea.jpg': 'sea.jpg',
};

const named = (path: string, name: string | RegExp): CaptureCase => ({
  name: `name: ${path.slice(0, 60)}`,
  trigger: 'told',
  page: 'formats.html',
  target: { path: `cases/${path}` },
  expected: savesFile('rocket.jpg', 'page', { name }),
});

/** What a person, and S3, can read of what a server or a URL calls a picture. */
export const NAMES: readonly CaptureCase[] = [
  {
    name: 'name: on a page, by its menu',
    trigger: 'image',
    page: 'names.html',
    target: '#target',
    expected: savesFile('dandelions.jpg', 'page', { name: '별 🌌.jpg' }),
  },
  {
    name: 'name: a caption, where the URL has a number',
    trigger: 'told',
    page: 'figure.html',
    target: '#target',
    expected: savesFile('rocket.jpg', 'page', { name: 'The rocket, before lift-off.jpg' }),
  },
  {
    name: 'name: in the charset of its page',
    trigger: 'told',
    page: 'euc-kr.html',
    target: '#target',
    expected: savesFile('rocket.jpg', 'page', { name: '포스터.jpg' }),
  },
  ...Object.entries(BY_DISPOSITION).map(([key, name]) => named(`named/${key}/rocket.jpg`, name)),
  ...Object.entries(BY_URL).map(([path, name]) => named(path, name)),
  named(`any/${encodeURIComponent(FAMILY.repeat(60))}.jpg`, new RegExp(`^(?:${FAMILY}){1,13}\\.jpg$`, 'u')),
];
