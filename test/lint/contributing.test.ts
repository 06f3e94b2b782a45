import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const MODULES = readdirSync('src', { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .map(({ name }) => name);

/** `transfers/upload`, `test/site/pages/`, `core/settings.ts`: what reads as a path into `src/`, `test/` or `lint/`. */
const PATH = new RegExp(String.raw`(?<![\w/.-])(?:${[...MODULES, 'test', 'lint'].join('|')})/[\w./-]+`, 'g');

test('CONTRIBUTING.md names only files and folders that exist', () => {
  const paths = readFileSync('CONTRIBUTING.md', 'utf8').match(PATH) ?? [];
  const isThere = (path: string): boolean =>
    ['src/', ''].some(root => ['', '.ts', '.tsx'].some(ending => existsSync(root + path + ending)));
  const missing = paths.map(path => path.replace(/[./]+$/, '')).filter(path => !isThere(path));
  expect(missing.filter(path => !path.endsWith('/NAME.html'))).toEqual([]);
  expect(paths.length).toBeGreaterThan(100);
});
