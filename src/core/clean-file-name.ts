/**
 * What stays although it can't be seen, because something is made with it: emoji that are sequences; a selector of
 * their look after emoji and of their variant after Han characters; the joiner and non-joiner inside Arabic and Indic
 * words.
 */
const MADE_WITH_IT = String.raw`\p{RGI_Emoji}|(?<=[\p{Emoji}--\p{ASCII}])[\ufe0e\ufe0f]|(?<=\p{Ideographic})[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]|(?<=[\p{Script=Arab}\p{Script=Syrc}\p{Script=Mong}\p{Script=Deva}\p{Script=Beng}\p{Script=Guru}\p{Script=Gujr}\p{Script=Orya}\p{Script=Taml}\p{Script=Telu}\p{Script=Knda}\p{Script=Mlym}\p{Script=Sinh}\p{Script=Khmr}])[\u200c\u200d](?=\p{L})`;

/**
 * Controls, the bidi overrides that make `exe.jpg` out of `gpj.exe`, zero-width characters, fillers that look like
 * nothing, private and lone ones.
 */
const INVISIBLE = String.raw`[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800\ufffd]`;

/** Made when the first name is cleaned: its emoji take 20 ms (measured), for which every start of a worker or page would wait. */
let keptOrInvisible: RegExp | undefined;

/**
 * Marks upon one character: Unicode's Stream-Safe Text Format knows no language that needs more than 30, and names
 * have thousands only to run over what is around them.
 */
const TOO_MANY_MARKS = /(\p{M}{30})\p{M}+/gv;

/** A file name as it may stand in a key: one line, one path segment, NFC. May come out empty. */
export const cleanFileName = (name: string): string =>
  // JavaScript counts U+FEFF as white space; it is none that anybody sees.
  withoutInvisible(name.replace(/[^\S\ufeff]+/gu, ' '))
    .replace(TOO_MANY_MARKS, '$1')
    // After the invisible ones are gone: what stood on both sides of one may be a single character now.
    .normalize('NFC')
    .replace(/[/\\]/g, '-')
    .replace(/ +/g, ' ')
    .replace(/^[. ]+| +$/g, '');

/** Until nothing changes: what is left may hang on to what is gone. */
function withoutInvisible(text: string): string {
  keptOrInvisible ??= new RegExp(`(${MADE_WITH_IT})|${INVISIBLE}`, 'gv');
  const visible = text.replace(keptOrInvisible, (_, kept: string | undefined) => kept ?? '');
  return visible === text ? text : withoutInvisible(visible);
}
