import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { importProblems } from '../../lint/import-rules';
import type { Module } from '../../lint/modules';

const MODULES: readonly Module[] = [
  { name: 'core', about: '', imports: [], packages: ['valibot'] },
  { name: 'transfers', about: '', imports: ['core'] },
  { name: 'aws', about: '', imports: ['core', 'transfers/ports'], packages: ['@aws-sdk/client-s3'] },
  { name: 'popup', about: '', imports: ['core'], packages: ['preact'], folders: ['model', 'views'] },
];

/** A tree that keeps the table and needs all of it. */
const KEPT = {
  'core/album.ts': "import * as v from 'valibot';",
  'transfers/ports.ts': "import type { Album } from '../core/album';",
  'transfers/upload.ts': "import { Ports } from './ports';",
  'aws/objects.ts':
    "import '@aws-sdk/client-s3';\nimport type { Ports } from '../transfers/ports';\nexport * from '../core/album';",
  'popup/index.tsx': "import { useState } from 'preact/hooks';\nimport { View } from './views/view';",
  'popup/model/album.ts': "import type { Album } from '../../core/album';",
  'popup/views/view.tsx': "import '../model/album';",
};

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'shoebox-imports-'));
});
afterEach(() => rmSync(root, { recursive: true }));

/** What is found in the kept tree with these files in it besides. */
function problemsWith(files: Readonly<Record<string, string>>, modules = MODULES): readonly string[] {
  for (const [name, source] of Object.entries({ ...KEPT, ...files })) {
    mkdirSync(dirname(join(root, 'src', name)), { recursive: true });
    writeFileSync(join(root, 'src', name), source);
  }
  return importProblems(root, modules);
}

test('a tree that keeps the table has no import problems', () => {
  expect(problemsWith({})).toEqual([]);
});

test.each([
  ['an import', "import { upload } from '../../transfers/upload';"],
  ['an import of a type', "import type { Upload } from '../../transfers/upload';"],
  ['a re-export', "export { upload } from '../../transfers/upload';"],
  ['a dynamic import', "export const load = () => import('../../transfers/upload');"],
  ['a type of an import', "export type Upload = typeof import('../../transfers/upload');"],
])('%s from a module that the table does not allow is refused, with its place', (_, source) => {
  expect(problemsWith({ 'popup/views/other.tsx': `\n${source}` })).toEqual([
    'src/popup/views/other.tsx:2 popup may not import transfers/upload: see CONTRIBUTING.md#modules',
  ]);
});

test('of a module that is allowed for one file, all others are refused', () => {
  expect(problemsWith({ 'aws/other.ts': "import '../transfers/upload';" })).toEqual([
    'src/aws/other.ts:1 aws may not import transfers/upload: see CONTRIBUTING.md#modules',
  ]);
});

test.each([
  ['preact/hooks', 'preact/hooks'],
  ['@aws-sdk/client-s3', '@aws-sdk/client-s3'],
])('the package %s is refused in a module that does not name it', (_, specifier) => {
  expect(problemsWith({ 'core/other.ts': `import '${specifier}';` })).toEqual([
    `src/core/other.ts:1 core may not import ${specifier}: see CONTRIBUTING.md#modules`,
  ]);
});

test('a folder may not import a folder that stands below it, nor the files of its module', () => {
  expect(problemsWith({ 'popup/model/other.ts': "import '../views/view';\nimport '../index';" })).toEqual([
    'src/popup/model/other.ts:1 popup/model may not import popup/views/view: see CONTRIBUTING.md#modules',
    'src/popup/model/other.ts:2 popup/model may not import popup/index: see CONTRIBUTING.md#modules',
  ]);
});

test('a file in a folder that the table does not know is refused', () => {
  expect(problemsWith({ 'popup/tray/row.tsx': '', 'utils/all.ts': '' })).toEqual([
    'src/popup/tray/row.tsx:1 stands in no folder that lint/modules.ts knows',
    'src/utils/all.ts:1 stands in no folder that lint/modules.ts knows',
  ]);
});

test.each([
  ['a module', { imports: ['core', 'aws'] }, 'aws'],
  ['a file', { imports: ['core', 'transfers/ports'] }, 'transfers/ports'],
  ['a package', { packages: ['preact', 'valibot'] }, 'valibot'],
])('an entry for %s that nobody imports any more is refused', (_, change, entry) => {
  const modules = MODULES.map(module => (module.name === 'popup' ? { ...module, ...change } : module));
  expect(problemsWith({}, modules)).toEqual([`lint/modules.ts: popup does not import ${entry} any more`]);
});

test('a module that stands below another may not be allowed to it, so that there is no circle', () => {
  const [core, ...others] = MODULES as readonly [Module, ...Module[]]; // there are four
  const modules = [{ ...core, imports: ['popup/model'] }, ...others];
  expect(problemsWith({ 'core/other.ts': "import '../popup/model/album';" }, modules)).toEqual([
    'lint/modules.ts: core may not import popup/model, which does not stand above it',
  ]);
});
