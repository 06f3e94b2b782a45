import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { builtExtension } from '../browser/built-extension';
import { buildPage } from './build-page';

/** Where the bench's own page is in the extension. */
export const BENCH_PAGE = 'bench/index.html';

/** The extension as it is built, and one page more. */
export interface StagedExtension {
  readonly dir: string;
  remove(): Promise<void>;
}

/** Copies the built extension, built anew if it is not up to date, and adds the bench's page to it. */
export async function stageExtension(): Promise<StagedExtension> {
  const { dir: built } = await builtExtension();
  const dir = await mkdtemp(join(tmpdir(), 'shoebox-bench-extension-'));
  await cp(built, dir, { recursive: true });
  await buildPage('extension', join(dir, 'bench'));
  return { dir, remove: () => rm(dir, { recursive: true, force: true }) };
}
