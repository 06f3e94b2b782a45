import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { withNamedMembers, wordsOf } from './sdk-members.ts';
import { SDK_STUBS, STORAGE_IMPORTS } from './sdk-stubs.ts';

/** The SDK's rules for endpoints, and the few lines that Shoebox needs of them. */
const ENDPOINT_RESOLVERS = [{ importer: '@aws-sdk/client-s3', module: '../src/aws/endpoint-resolver.ts' }];

/** What the SDK would load when it needs it. A service worker can't, and what makes it possible in pages is 1 KB. */
const LAZY_IMPORT = /await import\(("\.\/loadCognitoIdentity\.js")\)/;

/** The SDK's class for each error of an API's model. An error that it has no class for has its name just as well. */
const ERROR_CLASSES = [
  /^import \{[^}]*\} from "\.\.\/models\/errors";$/m,
  /^n0_registry\.registerError\(.*\);$/gm,
];

const EXPORT = /^\s*export (?:(?:const|class|function|async function) (\w+)|\{([^}]*)\})/gm;

/** Names that a module exports; what another one exports as a whole is not among them. */
const exportsOf = (code: string): readonly string[] =>
  [...code.matchAll(EXPORT)].flatMap(
    ([, name, list = '']) =>
      name ??
      list
        .split(',')
        .map(one => one.replace(/^.* as /s, '').trim())
        .filter(one => one !== ''),
  );

/** The stub with all the names that the module has: what is only named is a class, which no call gets through. */
function stubFor(id: string, code: string): string {
  const own = exportsOf(code);
  const named = exportsOf(readFileSync(id, 'utf8')).filter(name => !own.includes(name));
  return `${code}\n${named.map(name => `export class ${name} {}`).join('\n')}`;
}

/** All that asks S3 through the SDK. */
const OUR_REQUESTS = new URL('../src/aws/', import.meta.url);

const STORAGE_IMPORT_ID = '\0storage-import:';

/** Modules of the AWS SDK that can't serve in a service worker, or serve for nothing here, and what takes their place. */
export function sdkForWorkers(): Plugin {
  const pending = new Set(SDK_STUBS);
  return {
    name: 'shoebox:sdk-for-workers',
    enforce: 'pre',
    resolveId(source, importer = '') {
      // In browsers the SDK parses XML with DOMParser, which a worker lacks; its Node parser is plain JavaScript.
      if (importer.includes('@aws-sdk/xml-builder') && /xml-parser(\.browser)?$/.test(source)) {
        return this.resolve('./xml-parser.js', importer, { skipSelf: true });
      }
      if (source.endsWith('/endpointResolver')) {
        const resolver = ENDPOINT_RESOLVERS.find(one => importer.includes(one.importer));
        if (resolver !== undefined) return fileURLToPath(new URL(resolver.module, import.meta.url));
      }
      return importer.includes('@aws-sdk/lib-storage') && source in STORAGE_IMPORTS
        ? `${STORAGE_IMPORT_ID}${source}`
        : null;
    },
    load(id) {
      if (id.startsWith(STORAGE_IMPORT_ID)) return STORAGE_IMPORTS[id.slice(STORAGE_IMPORT_ID.length)];
      // The SDK's version, which goes nowhere; the whole file would be in the worker.
      if (/@aws-sdk\/[^/]+\/package\.json$/.test(id)) return '{}';
      const stub = SDK_STUBS.find(({ module }) => id.endsWith(module));
      if (stub === undefined) return null;
      pending.delete(stub);
      const { replaces } = stub;
      if (replaces !== undefined && createHash('sha256').update(readFileSync(id)).digest('hex') !== replaces)
        this.error(`It is not the one that was written anew any more: ${stub.module}`);
      return stubFor(id, stub.code);
    },
    transform: {
      filter: { id: /node_modules\/(@aws-sdk|@smithy)\// },
      handler(code, id) {
        const [expression, specifier] = LAZY_IMPORT.exec(code) ?? [];
        if (expression !== undefined) {
          return {
            code: `import * as loaded from ${specifier};\n${code.replace(expression, 'loaded')}`,
            map: null,
          };
        }
        if (!id.endsWith('/schemas_0.js')) return null;
        const rest = ERROR_CLASSES.reduce((left, pattern) => left.replace(pattern, ''), code);
        return { code: withNamedMembers(rest, wordsOf(OUR_REQUESTS)), map: null };
      },
    },
    buildEnd(error) {
      // An update of the SDK may have moved it.
      if (error === undefined && pending.size > 0) {
        this.error(`No such module any more: ${[...pending].map(({ module }) => module).join(', ')}`);
      }
    },
  };
}
