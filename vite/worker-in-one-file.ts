import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';
import { libraryCuts } from './library-cuts.ts';
import { polyfillForMv3 } from './polyfill-for-mv3.ts';
import { sdkForWorkers } from './sdk-for-workers.ts';

const WORKER = fileURLToPath(new URL('../src/background/index.ts', import.meta.url));

/** Scripts that the worker injects, which crxjs builds and gives their names. */
const scriptsOfCrxjs: Plugin = {
  name: 'shoebox:scripts-of-crxjs',
  enforce: 'pre',
  async resolveId(source, importer) {
    const [path = '', query] = source.split('?script');
    if (query === undefined) return null;
    const resolved = await this.resolve(path, importer);
    return resolved === null ? null : { id: `${resolved.id}?script${query}`, external: 'absolute' };
  },
};

/**
 * Builds the worker by itself, and hands it to the build of the pages as one module. What both use is in the extension twice
 * then, but neither loads what only the other one calls, and the worker is read, parsed and compressed as one file: 5 KB
 * less of it, gzipped.
 * @param mode for which browser: sources ask `import.meta.env.MODE`, of which each build makes a constant
 * @param target for whose JavaScript
 */
export function workerInOneFile(mode: string, target: string): Plugin {
  return {
    name: 'shoebox:worker-in-one-file',
    enforce: 'pre',
    async load(id) {
      if (id !== WORKER) return null;
      const built = await build({
        configFile: false,
        mode,
        publicDir: false,
        logLevel: 'warn',
        plugins: [scriptsOfCrxjs, libraryCuts(true), sdkForWorkers(), polyfillForMv3()],
        build: {
          target,
          write: false,
          // The build of the pages does, with all that it is made of.
          minify: false,
          modulePreload: false,
          // `import()` throws in a service worker, and the SDK has some: in one file they become plain calls.
          rolldownOptions: { input: WORKER, output: { codeSplitting: false } },
        },
      });
      const chunks = [built].flat().flatMap(one => ('output' in one ? one.output : []));
      const [chunk, ...others] = chunks;
      if (chunk?.type !== 'chunk' || others.length > 0) this.error('The worker is not one file');
      return { code: chunk.code, map: null };
    },
  };
}
