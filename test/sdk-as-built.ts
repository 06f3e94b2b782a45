import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';
import { libraryCuts } from '../vite/library-cuts.ts';
import { sdkForWorkers } from '../vite/sdk-for-workers.ts';

const SOURCES = fileURLToPath(new URL('../src/', import.meta.url));

/** Packages of the SDK that `src/aws` imports, and the names of their files when they are built. */
const PACKAGES: Readonly<Record<string, string>> = {
  '@aws-sdk/client-s3': 'client-s3',
  '@aws-sdk/credential-provider-cognito-identity': 'credential-provider-cognito-identity',
  '@aws-sdk/lib-storage': 'lib-storage',
  '@smithy/signature-v4': 'signature-v4',
};

/** Gives `src/` the SDK as the extension's worker has it, for browsers and with its stubs; tests keep Node's. */
export function sdkAsBuilt(): Plugin {
  let outDir: string | undefined;
  return {
    name: 'test:sdk-as-built',
    enforce: 'pre',
    async buildStart() {
      if (outDir !== undefined) return;
      outDir = await mkdtemp(join(tmpdir(), 'shoebox-sdk-'));
      await build({
        configFile: false,
        logLevel: 'warn',
        plugins: [libraryCuts(), sdkForWorkers()],
        build: {
          outDir,
          emptyOutDir: false, // it is empty, and not below the project
          minify: false,
          target: 'es2024',
          rolldownOptions: {
            input: Object.fromEntries(Object.entries(PACKAGES).map(([name, file]) => [file, name])),
            preserveEntrySignatures: 'strict',
            output: {
              entryFileNames: '[name].mjs',
              chunkFileNames: '[name].mjs',
              // As in `vite.config.ts`: what the SDK imports when it needs it becomes part of it.
              codeSplitting: { groups: [{ name: 'aws-sdk', test: /node_modules/ }] },
            },
          },
        },
      });
    },
    resolveId(source, importer = '') {
      const file = PACKAGES[source];
      return file !== undefined && outDir !== undefined && importer.startsWith(SOURCES)
        ? { id: join(outDir, `${file}.mjs`), external: true }
        : null;
    },
    async closeBundle() {
      if (outDir !== undefined) await rm(outDir, { recursive: true });
    },
  };
}
