import type { Plugin } from 'vite';

/** Which functions of which APIs take a callback, and how many arguments: half of the polyfill. */
const API_METADATA = /const apiMetadata = \{\n[\s\S]*?\n {6}\};\n/;

/**
 * The polyfill without its table of functions that take a callback. In Manifest V3 they all return promises by themselves,
 * in every Chrome that Shoebox runs in; what the table does not name is handed on as it is. What Chrome still lacks,
 * listeners to messages that answer with a promise, is not in the table. Firefox uses none of it.
 *
 * As a module of its own, since the bundler's helpers for CommonJS would be in the popup's first load, for this alone.
 */
export function polyfillForMv3(): Plugin {
  return {
    name: 'shoebox:polyfill-for-mv3',
    enforce: 'pre',
    transform: {
      filter: { id: /webextension-polyfill\/dist\/browser-polyfill\.js$/ },
      handler(code) {
        // An update of the polyfill may have written it otherwise.
        if (!API_METADATA.test(code)) this.error('The polyfill has no such table any more');
        // The polyfill refuses to work with an empty one.
        const shorter = code.replace(API_METADATA, 'const apiMetadata = { runtime: {} };\n');
        return {
          code: `const module = { exports: {} };\nconst { exports } = module;\n${shorter}\nexport default module.exports;`,
          map: null,
        };
      },
    },
  };
}
