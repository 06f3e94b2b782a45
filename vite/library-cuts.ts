import type { Plugin } from 'vite';
import { type LibraryCut, SDK_CUTS } from './sdk-cuts.ts';

const IDB = '/idb/build/index.js';
const OAUTH = '/oauth4webapi/build/index.js';
const VALIBOT = '/valibot/dist/index.mjs';

const CUTS: readonly LibraryCut[] = [
  ...SDK_CUTS,

  // The compiler says what is wrong with arguments. What it says of answers stays: it stands behind "Details".
  { module: OAUTH, text: /CodedTypeError\('[^']*'/g, replacement: "CodedTypeError(''" },
  { module: OAUTH, text: /^ +assert(As|Client)\(\w+\);$/gm, replacement: '' },
  { module: OAUTH, text: /!looseInstanceOf\(response, Response\)/g, replacement: 'false' },
  { module: OAUTH, text: /looseInstanceOf\(input, Headers\)/g, replacement: 'false' },
  // Where an error was made is known to it without.
  { module: OAUTH, text: /Error\.captureStackTrace\?\.\(this, this\.constructor\);/g, replacement: '' },
  // Nobody is told who asks.
  { module: OAUTH, text: /^if \(typeof navigator === 'undefined' .*\{\n(.*\n)*?\}$/m, replacement: '' },
  // The oldest browsers lack it, and can do without.
  { module: OAUTH, text: /\(Uint8Array\.(prototype\.toBase64|fromBase64)\)/g, replacement: '(false)' },
  // What Shoebox never asks for: DPoP, mutual TLS, encrypted tokens, an age of the sign-in, other kinds of tokens, answers
  // without an ID token, metadata of OAuth without OpenID.
  { module: OAUTH, text: /options\?\.DPoP( !== undefined)?\)/g, replacement: 'false)' },
  { module: OAUTH, text: /options\?\.DPoP\?\.cacheNonce\(response, url\);/g, replacement: '' },
  { module: OAUTH, text: /client\.use_mtls_endpoint_aliases/g, replacement: 'false' },
  { module: OAUTH, text: /useMtlsAlias \?[^:]*: /g, replacement: '' },
  { module: OAUTH, text: /if \(useMtlsAlias && /g, replacement: 'if (false && ' },
  { module: OAUTH, text: /decryptJwt !== undefined/g, replacement: 'false' },
  { module: OAUTH, text: /if \(maxAge !== skipAuthTimeCheck\)/g, replacement: 'if (false)' },
  { module: OAUTH, text: /maxAge = resolveIdTokenMaxAge\(client, maxAge\);/g, replacement: '' },
  { module: OAUTH, text: /validateIdTokenAuthTime\(client, claims, maxAge\);/g, replacement: '' },
  {
    module: OAUTH,
    text: /client\.(require_auth_time === true|default_max_age !== undefined)/g,
    replacement: 'false',
  },
  {
    module: OAUTH,
    text: /recognizedTokenTypes\?\.\[json\.token_type\] !== undefined/g,
    replacement: 'false',
  },
  { module: OAUTH, text: / +return processAuthorizationCodeOAuth2Response\(.*\);/, replacement: '' },
  { module: OAUTH, text: / \(\$\{jwtClaimNames\[claim\]\}\)/g, replacement: '' },
  {
    module: OAUTH,
    text: /case 'oauth2':\n.*\n +break;\n/,
    replacement: '',
  },
  // Of a challenge nothing is read but that there is one.
  {
    module: OAUTH,
    text: /const challenges = \[\];\n +let rest = header;\n +while \(rest\) \{\n(.*\n)*? {4}return challenges;\n/,
    replacement: 'return schemeRE.test(header) ? [] : undefined;\n',
  },

  // Of what is wrong with a value, `core/settings` and `core/preferences` read where, and the code that they gave it.
  { module: VALIBOT, text: /^\t+(reference: [\w$]+|async: false|expects: .*),\n/gm, replacement: '' },
  {
    module: VALIBOT,
    text: /^function _addIssue\(.*\n(.*\n)*?\}$/m,
    replacement: `function _addIssue(context, _label, dataset, _config, other) {
      if (context.kind === "schema") dataset.typed = false;
      (dataset.issues ??= []).push({ message: other?.message ?? context.message, path: other?.path });
    }`,
  },
  { module: VALIBOT, text: /, \{ received: .* \}\);$/gm, replacement: ');' },
  { module: VALIBOT, text: /^\t+(origin: "\w+"|expected: `.*`),\n/gm, replacement: '' },
  // Nothing here speaks to other libraries that check values, and all that there is to configure is what it is.
  { module: VALIBOT, text: /^\tschema\["~standard"\] = \{\n(.*\n)*?\t\};\n/m, replacement: '' },
  {
    module: VALIBOT,
    text: /if \(!config\$1 && !store\$4\) return DEFAULT_CONFIG;\n(.*\n)*?\t\};\n/,
    replacement: 'return config$1 ?? DEFAULT_CONFIG;',
  },

  // Cursors are moved on by their own functions; `for await` would need as much again.
  {
    module: IDB,
    text: /^const advanceMethodProps = (.*\n)*(?=export \{)/m,
    replacement: '',
  },
];

/**
 * Takes out of libraries what nothing here needs; the unit tests have it no more than the build.
 * @param isWhole whether what is built has all these libraries, as the worker does
 */
export function libraryCuts(isWhole = false): Plugin {
  const pending = new Set(CUTS.map(({ module }) => module));
  return {
    name: 'shoebox:library-cuts',
    enforce: 'pre',
    transform(code, id) {
      const cuts = CUTS.filter(({ module }) => id.endsWith(module));
      if (cuts.length === 0) return null;
      for (const { module } of cuts) pending.delete(module);
      const left = cuts.reduce((rest, { text, replacement }) => {
        // An update of the library may have changed it.
        if (rest.search(text) === -1) this.error(`No such text any more: ${text}`);
        return rest.replace(text, () => replacement);
      }, code);
      return { code: left, map: null };
    },
    buildEnd(error) {
      // An update may have moved it: nothing would be cut, and nobody be told.
      if (isWhole && error === undefined && pending.size > 0)
        this.error(`No such module any more: ${[...pending].join(', ')}`);
    },
  };
}
