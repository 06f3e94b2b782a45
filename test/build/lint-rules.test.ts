import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

// Our own lint rules (`lint/`), shown what they are to find. `biome.json` says where they hold.

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shoebox-lint-'));
});

afterAll(() => rm(folder, { recursive: true }));

/** Numbers of the lines that a rule finds fault with. */
async function linesFound(rule: string, lines: readonly string[]): Promise<readonly number[]> {
  const file = join(folder, `${rule}.ts`);
  await writeFile(file, lines.join('\n'));
  await writeFile(
    join(folder, 'biome.json'),
    JSON.stringify({
      ...{ root: true, plugins: [resolve('lint', `${rule}.grit`)] },
      ...{ linter: { rules: { preset: 'none' } } },
    }),
  );
  const found = await new Promise<string>(told => {
    const args = ['lint', '--reporter=github', '--max-diagnostics=100', file];
    execFile(resolve('node_modules/.bin/biome'), args, { cwd: folder }, (_, stdout) => told(stdout));
  });
  return [...found.matchAll(/^::error title=plugin,.*?\bline=(\d+)/gm)].map(([, line]) => Number(line));
}

test('no-silent-catch finds what drops a failure, and nothing that uses it', async () => {
  const silent = [
    'try { f(); } catch {}',
    'try { f(); } catch { g(); } finally { h(); }',
    'p.catch(() => {});',
    'p.catch(() => null);',
    'p.catch(async () => null);',
    'p.then(f).catch(() => { g(); });',
    'p.catch(_error => null);',
    'p.catch((error: unknown) => null);',
    'p.then(f, () => null);',
    'try { f(); } catch (_error) {}',
    'try { f(); } catch (_error) { g(); } finally { h(); }',
    'p.catch(function () {});',
    'p.catch(async () => { g(); });',
    'p.catch(async error => null);',
  ];
  const heard = [
    'try { f(); } catch (error) { g(error); }',
    'try { f(); } finally { h(); }',
    'try { try { f(); } catch (error) { g(error); } } finally { h(); }',
    'p.catch(error => { report("a.b", error); });',
    'p.catch(reportedAs("a.b", null));',
    'p.catch(async error => { await report("a.b", error); });',
    'p.then(f, g);',
    'p.then(() => null);',
    '// biome-ignore lint/plugin/no-silent-catch: a reason',
    'try { f(); } catch {}',
  ];
  const found = await linesFound('no-silent-catch', [...silent, ...heard]);
  expect(found).toEqual(silent.map((_, index) => index + 1));
});

test('no-unreported-event finds listeners of the browser’s events', async () => {
  const lines = [
    'browser.alarms.onAlarm.addListener(() => {});',
    'port.onMessage.addListener(listener);',
    'onEvent("alarm.rang", browser.alarms.onAlarm, () => {});',
    'element.addEventListener("click", listener);',
  ];
  expect(await linesFound('no-unreported-event', lines)).toEqual([1, 2]);
});

test('no-unreported-promise finds promises that nobody waits for', async () => {
  const lines = [
    'void f();',
    'void browser.alarms.create("a", {});',
    'void f().then(g);',
    'void sideEffect("a.b", f);',
    'void settled(f());',
    'const g = async (): Promise<void> => void (await f());',
  ];
  expect(await linesFound('no-unreported-promise', lines)).toEqual([1, 2, 3]);
});

test('a circle of imports is refused, one of types alone as well', async () => {
  const { linter } = JSON.parse(await readFile('biome.json', 'utf8'));
  const { noImportCycles } = linter.rules.suspicious;
  await writeFile(
    join(folder, 'biome.json'),
    JSON.stringify({ root: true, linter: { rules: { preset: 'none', suspicious: { noImportCycles } } } }),
  );
  await writeFile(join(folder, 'one.ts'), "import type { Two } from './two';\nexport type One = Two[];\n");
  await writeFile(join(folder, 'two.ts'), "import type { One } from './one';\nexport type Two = One[];\n");
  const found = await new Promise<string>(told => {
    const args = ['lint', '--reporter=github', folder];
    execFile(resolve('node_modules/.bin/biome'), args, { cwd: folder }, (_, stdout) => told(stdout));
  });
  expect(found).toMatch(/noImportCycles,file=.*one\.ts/);
  expect(found).toMatch(/noImportCycles,file=.*two\.ts/);
});
