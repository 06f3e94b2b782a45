import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Builds one of the bench's pages into a folder, as `index.html` and `assets/`. */
export async function buildPage(name: 'extension' | 'web', outDir: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'warn',
    root: fileURLToPath(new URL(`pages/${name}/`, import.meta.url)),
    base: './',
    build: { outDir, emptyOutDir: true, target: 'chrome127', modulePreload: false },
  });
}
