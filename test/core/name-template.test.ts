import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanFileName } from '../../src/core/clean-file-name';
import { fileNameOf, localDateAndTime, type NameFacts, PLACEHOLDERS } from '../../src/core/name-template';
import { byteLength } from '../../src/core/object-key';
import { anyText } from './any-text';

const FACTS: NameFacts = {
  name: 'cat',
  title: 'Cats: the whole truth',
  host: 'example.com',
  date: '2026-11-22',
  time: '14-05-09',
  hash: '9f86d081884c',
  ext: 'jpg',
};

const named = (template: string, facts: Partial<NameFacts> = {}, album: string | null = 'Trips/Rome/') =>
  fileNameOf({ template, facts: { ...FACTS, ...facts } }, album);

describe('fileNameOf', () => {
  it.each([
    ['{name}', 'cat.jpg'],
    ['{name}.{ext}', 'cat.jpg'],
    ['{title} – {name}', 'Cats: the whole truth – cat.jpg'],
    ['{host} {date} {time}', 'example.com 2026-11-22 14-05-09.jpg'],
    ['{album} {hash}', 'Rome 9f86d081884c.jpg'],
    ['{ext} of {name}', 'jpg of cat.jpg'],
    ['{name}{name}', 'catcat.jpg'],
    ['holiday', 'holiday.jpg'],
    // Not ours: stands for itself.
    ['{nonsense} {name} {', '{nonsense} cat {.jpg'],
    ['{date}/{name}', '2026-11-22-cat.jpg'],
    ['  .{name} ', 'cat.jpg'],
    ['', 'cat.jpg'],
    [' . ', 'cat.jpg'],
  ])('%j makes %j', (template, name) => expect(named(template)).toBe(name));

  it('keeps the extension as it was written', () => {
    expect(named('{name}', { ext: 'JPG' })).toBe('cat.JPG');
    expect(named('{name}', { ext: '' })).toBe('cat');
    expect(named('{name}.{ext}', { ext: '' })).toBe('cat');
    expect(named('{name}', { name: 'cat.jpg' })).toBe('cat.jpg');
  });

  it('leaves no loose ends of what is empty', () => {
    expect(named('{title} – {name}', { title: '' })).toBe('cat.jpg');
    expect(named('{name} ({title})', { title: '' })).toBe('cat ().jpg');
    expect(named('{title}', { title: ' \u200b ' })).toBe('cat.jpg');
    expect(named('{album}-{name}', {}, null)).toBe('cat.jpg');
    expect(named('-{name}-')).toBe('-cat-.jpg');
  });

  it('a value can bring no placeholder, no path and nothing invisible with it', () => {
    expect(named('{title}', { title: '{album} {hash}' })).toBe('{album} {hash}.jpg');
    expect(named('{name}', { name: '../../a\\b\u202e' })).toBe('-..-a-b.jpg');
    expect(named('{name}', { name: '$&$1' })).toBe('$&$1.jpg');
  });

  it('no value crowds out the others; alone it may be as long as a file’s name', () => {
    const long = '한'.repeat(1000);
    expect(named('{title} {hash}', { title: long })).toMatch(/^한+ 9f86d081884c\.jpg$/);
    expect(named('{title} {name} {album} {hash}', { title: long, name: long }, `${long}/`)).toContain(
      ' 9f86d',
    );
    const alone = named('{title}', { title: long });
    expect(alone).toMatch(/^한+\.jpg$/);
    expect(byteLength(alone)).toBeGreaterThan(240);
    expect(byteLength(alone)).toBeLessThanOrEqual(247);
    expect(named('{title}', { title: '👩‍👩‍👧‍👦'.repeat(99) })).toMatch(/^(👩‍👩‍👧‍👦)+\.jpg$/);
  });

  it('is clean and not empty, whatever comes', () => {
    const template = fc
      .array(fc.oneof(fc.constantFrom(...PLACEHOLDERS.map(one => `{${one}}`)), anyText(5)), { maxLength: 4 })
      .map(parts => parts.join(''));
    fc.assert(
      fc.property(template, anyText(), anyText(), (format, title, album) => {
        const name = named(format, { title }, `${album}/`);
        expect(cleanFileName(name)).toBe(name);
        expect(name).toMatch(/\S/);
        expect(name.endsWith('.jpg')).toBe(true);
      }),
    );
  });
});

it('date and time in a name template are local', () => {
  const at = new Date(2026, 0, 2, 3, 4, 5).getTime();
  expect(localDateAndTime(at)).toEqual({ date: '2026-01-02', time: '03-04-05' });
});
