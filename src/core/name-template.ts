import { albumOfPrefix } from './album';
import { cleanFileName } from './clean-file-name';
import { byteLength, splitExtension, truncateToBytes } from './object-key';

/** What can stand in braces in a template of names. */
export const PLACEHOLDERS = ['name', 'title', 'host', 'date', 'time', 'album', 'hash', 'ext'] as const;

export type Placeholder = (typeof PLACEHOLDERS)[number];

/** What stands for each placeholder, as it came: hostile, and perhaps empty. */
export interface NameFacts {
  /** What the thing is called where it comes from, without extension. */
  readonly name: string;
  /** Of the page. */
  readonly title: string;
  /** Of the page. */
  readonly host: string;
  /** `2026-11-22`, in the user's time zone. */
  readonly date: string;
  /** `14-05-09`: a colon is forbidden in the file names of too many systems. */
  readonly time: string;
  /** The beginning of the SHA-256 of the bytes, in hex; empty unless the template asks for it. */
  readonly hash: string;
  /** Without its dot; empty for what has none. */
  readonly ext: string;
}

/** All that a file name is made of, but for the album: that may be chosen later. */
export interface Naming {
  readonly template: string;
  readonly facts: NameFacts;
}

/** Of a time in milliseconds since 1970, in the user's time zone. The Swedish locale writes dates as ISO 8601 does. */
export function localDateAndTime(milliseconds: number): Pick<NameFacts, 'date' | 'time'> {
  const [date = '', time = ''] = new Date(milliseconds).toLocaleString('sv-SE').split(' ');
  return { date, time: time.replaceAll(':', '-') };
}

const PLACEHOLDER = new RegExp(`\\{(${PLACEHOLDERS.join('|')})\\}`, 'g');

const isPlaceholder = (word: string): word is Placeholder => PLACEHOLDERS.some(one => one === word);

/** Whether a template has this placeholder. */
export const hasPlaceholder = (template: string, placeholder: Placeholder): boolean =>
  template.includes(`{${placeholder}}`);

/** As long as file systems take a name, in UTF-8: 255 bytes, of which a number (` (12345)`) may take some. */
export const MAX_NAME_BYTES = 255 - 8;

/** Values of any length have so much of one name between them: none may be so long that the others are cut away. */
const MAX_SHARED_BYTES = 200;

const OF_ANY_LENGTH = /\{(?:name|title|host|album)\}/g;

/** What is left around a value that is empty. */
const SEPARATORS_AT_ENDS = /^[\s\-–—_.,]+|[\s\-–—_.,]+$/g;

/**
 * The file name for an album (its prefix; null while it is not chosen), with the extension of what the file is. The
 * placeholders are filled in, anything else in the template stands for itself. When nothing comes of it, the name
 * alone. As long as a file's name may be.
 */
export function fileNameOf({ template, facts }: Naming, album: string | null): string {
  const values = { ...facts, album: album === null ? '' : albumOfPrefix(album).name };
  const isShared = (template.match(PLACEHOLDER)?.length ?? 0) > 1;
  const share = Math.floor(MAX_SHARED_BYTES / (template.match(OF_ANY_LENGTH)?.length ?? 1));
  let lacksOne = false;
  const filled = template.replace(PLACEHOLDER, (_, word: string) => {
    const value = cleanFileName(isPlaceholder(word) ? values[word] : '');
    lacksOne ||= value === '';
    return isShared ? truncateToBytes(value, share) : value;
  });
  const name = cleanFileName(lacksOne ? filled.replace(SEPARATORS_AT_ENDS, '') : filled);
  return shortened(withExtension(name || cleanFileName(facts.name), cleanFileName(facts.ext)));
}

/** One character alone may be longer than a name: the key for it cuts that. */
function shortened(name: string): string {
  if (byteLength(name) <= MAX_NAME_BYTES) return name;
  const { stem, extension } = splitExtension(name);
  const short = truncateToBytes(stem, MAX_NAME_BYTES - byteLength(extension)).trimEnd();
  return (short || stem) + extension;
}

function withExtension(name: string, ext: string): string {
  const isThere = ext === '' || name.toLowerCase().endsWith(`.${ext.toLowerCase()}`);
  return isThere ? name : `${name}.${ext}`;
}
