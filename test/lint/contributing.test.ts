import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const MODULES = readdirSync('src', { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .map(({ name }) => name);

/** `transfers/upload`, `test/site/pages/`, `core/settings.ts`: what reads as a path into `src/`, `test/` or `lint/`. */
const PATH = new RegExp(String.raw`(?<![\w/.-])(?:${[...MODULES, 'test', 'lint'].join('|')})/[\w./-]+`, 'g');

const CONTRIBUTING = readFileSync('CONTRIBUTING.md', 'utf8');

test('CONTRIBUTING.md names only files and folders that exist', () => {
  const paths = CONTRIBUTING.match(PATH) ?? [];
  const isThere = (path: string): boolean =>
    ['src/', ''].some(root => ['', '.ts', '.tsx'].some(ending => existsSync(root + path + ending)));
  const missing = paths.map(path => path.replace(/[./]+$/, '')).filter(path => !isThere(path));
  expect(missing.filter(path => !path.endsWith('/NAME.html'))).toEqual([]);
  expect(paths.length).toBeGreaterThan(100);
});

/** Sections about modules, by their headings: what they say of `aws/` or of `background/`, `capture/`, `content/`. */
const SECTIONS = CONTRIBUTING.split(/^## /m)
  .filter(section => section.startsWith('Inside '))
  .map(section => {
    const heading = section.split('\n', 1)[0] ?? '';
    const modules = [...heading.matchAll(/`([\w-]+)\/`/g)].map(([, name = '']) => name);
    return { heading, section, modules };
  });

/** Files of a module itself, without those in its folders and without their endings. */
const filesOf = (module: string): readonly string[] =>
  readdirSync(`src/${module}`)
    .filter(name => /\.tsx?$/.test(name))
    .map(name => name.replace(/\.tsx?$/, ''));

test.each(SECTIONS)('CONTRIBUTING.md, $heading, leaves out no file', ({ section, modules }) => {
  const named = new Set(section.match(/[\w-]+/g));
  expect(modules.flatMap(filesOf).filter(file => !named.has(file))).toEqual([]);
});

test.each(SECTIONS)(
  'CONTRIBUTING.md, “$heading”, has no line for a file that is gone',
  ({ section, modules }) => {
    const there = new Set(modules.flatMap(module => [module, ...readdirSync(`src/${module}`)]));
    const isThere = (name: string): boolean =>
      name.includes('/') || ['', '.ts', '.tsx'].some(ending => there.has(name + ending));
    // Tables of files; those that group files by what they are about name them in the second column.
    const tables = section
      .split('\n\n')
      .filter(block => /^\|\s*(?:file|folder)\s*\|/.test(block.trimStart()));
    const rows = tables.flatMap(table => table.trim().split('\n').slice(2));
    const names = rows
      .map(row => (row.split('|')[1] ?? '').trim())
      .filter(cell => !cell.startsWith('**'))
      .flatMap(cell => cell.split(','))
      .map(name => name.trim().replaceAll('`', ''))
      .filter(name => name !== '' && name !== '.');
    expect(names.filter(name => !isThere(name.replace(/\/$/, '')))).toEqual([]);
  },
);
