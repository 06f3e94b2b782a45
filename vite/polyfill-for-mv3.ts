import type { Plugin } from 'vite';

/** What of the polyfill goes, and what stands in its place. */
const CUTS: readonly (readonly [text: RegExp, replacement: string])[] = [
  // Which functions of which APIs take a callback, and how many arguments; and what calls them. In Manifest V3 they all
  // return promises by themselves, in every Chrome that Shoebox runs in.
  [/const apiMetadata = \{\n[\s\S]*?(?=class DefaultWeakMap)/, ''],
  [/const makeCallback = [\s\S]*?(?=const wrapMethod = )/, ''],
  [/const settingMetadata = \{\n[\s\S]*?(?=return wrapObject\()/, ''],
  [/wrapObject\(extensionAPIs, staticWrappers, apiMetadata\)/, 'wrapObject(extensionAPIs, staticWrappers)'],
  [/\} else if \(hasOwnProperty\(metadata, prop\)\) \{\n[\s\S]*?(?=\} else \{)/, ''],
  [
    /\(hasOwnProperty\(wrappers, prop\) \|\| hasOwnProperty\(metadata, prop\)\)/,
    'hasOwnProperty(wrappers, prop)',
  ],
  [/wrapObject\(value, wrappers\[prop\], metadata\[prop\]\)/, 'wrapObject(value, wrappers[prop])'],
  [/\} else if \(hasOwnProperty\(metadata, "\*"\)\) \{\n[\s\S]*?(?=\} else \{)/, ''],
  [/if \(args\.length < metadata\.minArgs\) \{\n[\s\S]*?(?=return new Promise\()/, ''],
  // Of what Chrome still lacks: developer tools, other extensions, messages to tabs.
  [/const onRequestFinishedWrappers = [\s\S]*?(?=const onMessageWrappers = )/, ''],
  [/devtools: \{\n[\s\S]*?(?=runtime: \{)/, ''],
  [/onMessageExternal: wrapEvent\(onMessageWrappers\),\n/, ''],
  [/,\s*tabs: \{\n\s*sendMessage: [\s\S]*?\n {8}\}/, ''],
  // Nobody changes an API.
  [/,\n {10}set\(proxyTarget, prop, value, receiver\) \{\n[\s\S]*?\n {8}\};/, '\n};'],
  // Other ways to load it.
  [/^\(function \(global, factory\) \{\n[\s\S]*?function \(module\) \{/, '(function (module) {'],
  [/\n\}\);\n(?=\/\/# sourceMappingURL)/, '\n})(module);\n'],
];

/**
 * The polyfill with the one thing that Chrome still lacks: listeners to messages that answer with a promise. Firefox uses
 * none of it.
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
        const shorter = CUTS.reduce((rest, [text, replacement]) => {
          // An update of the polyfill may have written it otherwise.
          if (rest.search(text) === -1) this.error(`The polyfill has no such text any more: ${text}`);
          return rest.replace(text, () => replacement);
        }, code);
        return {
          code: `const module = {};\n${shorter}\nexport default module.exports;`,
          map: null,
        };
      },
    },
  };
}
