import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { FAILURE_CODES } from '../../src/core/failure';
import english from '../../src/public/_locales/en/messages.json' with { type: 'json' };

const OF_FAILURES = new Set(
  FAILURE_CODES.flatMap(code => {
    const key = `error_${code.replaceAll('-', '_')}`;
    return [key, `${key}_next`];
  }),
);

/** The stem of a plural's forms, by which the source names them. */
const named = (key: string): string => key.replace(/_(?:one|other)$/, '');

test('every message is used', async () => {
  const sources = (await readdir('src', { recursive: true })).filter(file => /\.tsx?$/.test(file));
  const source = (
    await Promise.all(
      ['manifest.json', ...sources.map(file => `src/${file}`)].map(file => readFile(file, 'utf8')),
    )
  ).join('\n');
  const words = new Set(source.match(/\b[a-z][a-z0-9]*(?:_[a-z0-9]+)*\b/g));
  // `connection_step_${step}_about`: whatever stands in the middle.
  const patterns = [...source.matchAll(/`((?:[a-z0-9_]|\$\{[^`{}]*\})*_(?:[a-z0-9_]|\$\{[^`{}]*\})*)`/g)]
    .map(([, text = '']) => text.split(/\$\{[^}]*\}/))
    .filter(parts => parts.length > 1 && parts.join('').length > 5)
    .map(parts => new RegExp(`^${parts.join('[a-z_]*')}$`));
  const isUsed = (key: string): boolean =>
    OF_FAILURES.has(key) ||
    words.has(named(key)) ||
    words.has(key) ||
    source.includes(`__MSG_${key}__`) ||
    patterns.some(pattern => pattern.test(named(key)));
  expect(Object.keys(english).filter(key => !isUsed(key))).toEqual([]);
});
