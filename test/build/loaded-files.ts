import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

const STATIC_IMPORT = /(?:^|[;\s}])(?:import|export)(?:[\w*{}$\s,]+from)?\s*["'](\.[^"']+)["']/g;
const PAGE_REFERENCE = /(?:src|href)="(\/[^"]+\.(?:js|css))"/g;

/** Every file that `entry` makes the browser load before anything is done: itself and its static imports, all the way. */
export async function loadedFiles(extensionDir: string, entry: string): Promise<string[]> {
  const root = resolve(extensionDir);
  const found = new Set<string>();
  const visit = async (file: string): Promise<void> => {
    if (found.has(file)) return;
    found.add(file);
    const text = await readFile(file, 'utf8');
    const references = file.endsWith('.html')
      ? [...text.matchAll(PAGE_REFERENCE)].map(([, path = '']) => join(root, path))
      : [...text.matchAll(STATIC_IMPORT)].map(([, path = '']) => resolve(dirname(file), path));
    for (const reference of references) await visit(reference);
  };
  await visit(join(root, entry));
  return [...found];
}

/** Bytes of the files as gzip at its best would carry them, each by itself. */
export async function gzipBytes(files: readonly string[]): Promise<number> {
  const sizes = await Promise.all(
    files.map(async file => gzipSync(await readFile(file), { level: 9 }).length),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
