import { readFileSync, writeFileSync } from 'node:fs';
import { importProblems } from './import-rules';
import { MODULES, type Module } from './modules';

// `npm run lint` holds `src/` and CONTRIBUTING.md against `lint/modules.ts`; with --write (`npm run format`) it writes the
// table of CONTRIBUTING.md.

const TABLE = /(?<=^<!-- modules: .*-->\n).*(?=^<!-- \/modules -->)/ms;

const list = (names: readonly string[] = []): string => names.map(name => `\`${name}\``).join(', ');

const rowOf = ({ name, about, imports, packages, folders }: Module): string => {
  const inside = folders === undefined ? '' : `. Folders, in order: ${list(folders)}`;
  return `| \`${name}/\` | ${about}${inside} | ${list(imports) || 'nothing'} | ${list(packages)} |`;
};

const problems = [...importProblems('.', MODULES)];
const rows = ['| module | what lives there | may import | packages |', '| --- | --- | --- | --- |'];
const table = `\n${[...rows, ...MODULES.map(rowOf)].join('\n')}\n\n`;
const text = readFileSync('CONTRIBUTING.md', 'utf8');
if (process.argv.includes('--write'))
  writeFileSync(
    'CONTRIBUTING.md',
    text.replace(TABLE, () => table),
  );
else if (TABLE.exec(text)?.[0] !== table)
  problems.push('CONTRIBUTING.md: not the modules of lint/modules.ts; `npm run format` writes them');

for (const problem of problems) process.stderr.write(`${problem}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
