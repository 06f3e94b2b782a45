import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { cleanFileName } from '../../src/core/clean-file-name';
import { anyText } from './any-text';

const text = anyText();

describe('cleanFileName', () => {
  it.each([
    ['cat.jpg', 'cat.jpg'],
    ['a/b\\c.jpg', 'a-b-c.jpg'],
    ['  a\n\tb\u00a0\u00a0c  ', 'a b c'],
    ['\u202egpj.exe', 'gpj.exe'],
    ['a\u0000\u0007b', 'ab'],
    ['..', ''],
    ['../x', '-x'],
    ['.htaccess', 'htaccess'],
    ['. .a', 'a'],
    ['\u200d', ''],
    ['e\u0301', '\u00e9'],
    ['e\u200b\u0301', '\u00e9'],
    ['👩‍👧.png', '👩‍👧.png'],
    ['می\u200cخواهم.jpg', 'می\u200cخواهم.jpg'],
    ['क्\u200dष.jpg', 'क्\u200dष.jpg'],
    ['🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️ ❤.png', '🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️ ❤.png'],
    ['葛\u{e0100}城.jpg', '葛\u{e0100}城.jpg'],
    // Nothing is made with these: names that look the same would not be the same.
    ['a\u200db\u200cc\ufeffd\ufeff', 'abcd'],
    ['a\ufe0f\u034f\u115f\u3164\uffa0\u2800\u180eb', 'ab'],
    ['🙂\ufe0f\ufe01\ufe02\u{e0101}\u{e0161}.png', '🙂\ufe0f.png'],
    ['\u2066a\u2069\u061c\u200e\u200fb', 'ab'],
    [`e${'\u0316'.repeat(2000)}.jpg`, `e${'\u0316'.repeat(30)}.jpg`],
    ['a\ud800b', 'ab'],
    ['<img onerror>.jpg', '<img onerror>.jpg'],
  ])('%j becomes %j', (name, clean) => expect(cleanFileName(name)).toBe(clean));

  it('is one path segment, composed, without control characters, and clean already', () => {
    const nasty = fc.string({
      unit: fc.constantFrom('a', '.', ' ', '/', '\u200b', '\u200d', '\u0301', 'e', '\n', '\ufeff'),
    });
    fc.assert(
      fc.property(fc.oneof(text, nasty), name => {
        const clean = cleanFileName(name);
        expect(clean).not.toMatch(/[/\\\p{Cc}\p{Cs}]/u);
        expect(clean.normalize('NFC')).toBe(clean);
        expect(clean.startsWith('.')).toBe(false);
        expect(cleanFileName(clean)).toBe(clean);
      }),
    );
  });
});

describe('the expression that knows emoji', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('is made for the first name, and not while a worker or a page starts', async () => {
    const made: string[] = [];
    vi.stubGlobal(
      'RegExp',
      class extends RegExp {
        constructor(pattern: string, flags?: string) {
          super(pattern, flags);
          made.push(pattern);
        }
      },
    );
    vi.resetModules();
    const fresh = await import('../../src/core/clean-file-name');
    expect(made.filter(pattern => pattern.includes('Emoji'))).toEqual([]);
    expect(fresh.cleanFileName('cat\u200b \u{1f468}\u200d\u{1f373}')).toBe('cat \u{1f468}\u200d\u{1f373}');
    expect(made.filter(pattern => pattern.includes('Emoji'))).toHaveLength(1);
  });
});
