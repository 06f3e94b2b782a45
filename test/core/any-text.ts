import fc from 'fast-check';

/**
 * Texts of any code points, lone halves of surrogate pairs among them, and more often the ones that matter in names.
 * fast-check's own `binary` unit takes seconds to set up on a busy machine.
 */
export const anyText = (maxLength = 40): fc.Arbitrary<string> =>
  fc.string({
    maxLength,
    unit: fc.oneof(
      fc.nat(0x10ffff).map(codePoint => String.fromCodePoint(codePoint)),
      fc.nat(0x7f).map(codePoint => String.fromCodePoint(codePoint)),
      fc.constantFrom(
        '%',
        '/',
        '.',
        ' ',
        'é',
        'e\u0301',
        '한',
        '👩‍👩‍👧‍👦',
        '🇰🇷',
        '\u200b',
        '\u200d',
        '\ufeff',
        '\u3164',
      ),
    ),
  });
