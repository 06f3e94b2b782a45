import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const TEXT = readFileSync('.github/SECURITY.md', 'utf8');

/** Lines of the table of threats, without its headings. */
const THREATS = TEXT.split('\n').filter(line => /^\| (?!\*\*)[^|]+ \| [^|]+ \| `test\//.test(line));

const TEST_FILE = /`(test\/[\w./-]+)`((?: ?“[^”]+”,?)*)/g;

describe('SECURITY.md', () => {
  test('has a threat in each line between the headings of its table', () => {
    const table = TEXT.slice(TEXT.indexOf('| threat |'), TEXT.indexOf('## What it can'));
    const lines = table.split('\n').filter(line => line.startsWith('| '));
    expect(lines.filter(line => !/^\| (?:\*\*|threat|---)/.test(line))).toEqual(THREATS);
    expect(THREATS.length).toBeGreaterThan(20);
  });

  test.each(THREATS)('names tests that exist: %s', threat => {
    const named = [...threat.matchAll(TEST_FILE)].map(([, file = '', titles = '']) => ({ file, titles }));
    for (const { file, titles } of named) {
      expect(existsSync(file), file).toBe(true);
      const quoted = [...titles.matchAll(/“([^”]+)”/g)].map(([, title = '']) => title);
      expect(quoted.length, file).toBeGreaterThan(0);
      const code = readFileSync(file, 'utf8');
      for (const title of quoted) expect(code).toContain(title);
    }
    expect(named.length).toBeGreaterThan(0);
  });

  test('names every database that lies on the disk', () => {
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(file =>
      file.endsWith('.ts'),
    );
    const opened = files.flatMap(file => {
      const code = readFileSync(`src/${file}`, 'utf8');
      // By its name, or by a constant that has it.
      return [...code.matchAll(/open(?:DB|Database)<[^>]*>\(\s*(?:'([\w-]+)'|([A-Z_]+)\b)/g)].map(
        ([, name, constant]) => name ?? new RegExp(`${constant} = '([\\w-]+)'`).exec(code)?.[1] ?? file,
      );
    });
    const named = TEXT.match(/`shoebox-[\w-]+`/g) ?? [];
    expect(named.map(name => name.replaceAll('`', '')).sort()).toEqual(opened.sort());
  });
});
