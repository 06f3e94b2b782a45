import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { parseSync } from 'vite';
import type { Module } from './modules';

interface Import {
  /** As it is written: `../core/failure`, `preact/hooks`. */
  readonly specifier: string;
  readonly line: number;
}

/** All imports of a source; re-exports, dynamic imports and those of types included. */
function importsOf(file: string, source: string): readonly Import[] {
  const found: Import[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { source: from } = node as {
      readonly source?: { readonly value?: string; readonly start: number } | null;
    }; // of nodes that import
    if (typeof from?.value === 'string')
      found.push({ specifier: from.value, line: source.slice(0, from.start).split('\n').length });
    for (const child of Object.values(node)) visit(child);
  };
  visit(parseSync(file, source).program);
  return found;
}

const isIn = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);

/** The folder of a module in which a path stands; `.` is the module itself. */
const folderOf = (path: string): string => path.split('/').slice(1, -1)[0] ?? '.';

/** Place in {@link Module.folders}: each may import those with a smaller one. */
function rankOf({ folders = [] }: Module, path: string): number {
  const rank = folders.indexOf(folderOf(path));
  return rank === -1 ? folders.length : rank;
}

/**
 * What breaks the table in a tree's `src/`, each with file and line, and what the table allows though nothing needs it.
 * @param modules in order: those above are imported by those below, so that there are no circles
 */
export function importProblems(root: string, modules: readonly Module[]): readonly string[] {
  const problems: string[] = [];
  const used = new Set<string>();
  const moduleOf = (path: string): Module | undefined => modules.find(({ name }) => isIn(path, name));

  /** Why it may not be; null when it may. Notes which entry of the table allows it. */
  function refusalOf(file: string, from: Module, specifier: string): string | null {
    const isPackage = !specifier.startsWith('.');
    const path = isPackage ? specifier : normalize(join(dirname(file), specifier.replace(/\?.*/, '')));
    if (!isPackage && moduleOf(path) === from)
      return rankOf(from, path) <= rankOf(from, file) ? null : `${dirname(file)} may not import ${path}`;
    const entry = ((isPackage ? from.packages : from.imports) ?? []).find(allowed => isIn(path, allowed));
    if (entry === undefined) return `${from.name} may not import ${path}`;
    used.add(`${from.name} ${entry}`);
    return null;
  }

  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' });
  for (const file of files.filter(name => /\.tsx?$/.test(name)).sort()) {
    const from = moduleOf(file);
    if (from === undefined || ![...(from.folders ?? []), '.'].includes(folderOf(file))) {
      problems.push(`src/${file}:1 stands in no folder that lint/modules.ts knows`);
      continue;
    }
    for (const { specifier, line } of importsOf(file, readFileSync(join(root, 'src', file), 'utf8'))) {
      const refusal = refusalOf(file, from, specifier);
      if (refusal !== null) problems.push(`src/${file}:${line} ${refusal}: see CONTRIBUTING.md#modules`);
    }
  }

  for (const [index, { name, imports, packages = [] }] of modules.entries()) {
    const above = modules.slice(0, index);
    for (const entry of imports.filter(path => !above.some(module => isIn(path, module.name))))
      problems.push(`lint/modules.ts: ${name} may not import ${entry}, which does not stand above it`);
    for (const entry of [...imports, ...packages].filter(path => !used.has(`${name} ${path}`)))
      problems.push(`lint/modules.ts: ${name} does not import ${entry} any more`);
  }
  return problems;
}
