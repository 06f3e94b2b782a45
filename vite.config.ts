import { fileURLToPath } from 'node:url';
import { crx, type ManifestV3Export } from '@crxjs/vite-plugin';
import { defineConfig, type Plugin } from 'vite';
import manifest from './manifest.json' with { type: 'json' };
import { CHROMIUM_DEVELOPMENT_KEY, FIREFOX_ADDON_ID } from './src/core/extension-ids.ts';
import { CONTENT_SECURITY_POLICY } from './vite/content-security-policy.ts';
import { libraryCuts } from './vite/library-cuts.ts';
import { minifyAgain } from './vite/minify-again.ts';
import { polyfillForMv3 } from './vite/polyfill-for-mv3.ts';
import { workerInOneFile } from './vite/worker-in-one-file.ts';

/** Chromium's, with the id that it has until a store gives it one. */
const chromiumManifest = {
  ...manifest,
  key: CHROMIUM_DEVELOPMENT_KEY,
  // What an organization can impose. Firefox wants no schema, and its linter no such key.
  storage: { managed_schema: 'managed-schema.json' },
  content_security_policy: CONTENT_SECURITY_POLICY,
};

/** Where Firefox differs: an event page instead of a service worker, a sidebar, and what its linter asks for. */
const firefoxManifest = {
  ...manifest,
  minimum_chrome_version: undefined,
  // Firefox knows no worker of their own for private windows, and the other one would write to the disk what is theirs.
  incognito: 'not_allowed',
  side_panel: undefined,
  sidebar_action: {
    default_title: manifest.action.default_title,
    default_panel: manifest.action.default_popup,
    default_icon: manifest.action.default_icon,
    // After the installation the options are what matters.
    open_at_install: false,
  },
  content_security_policy: CONTENT_SECURITY_POLICY,
  // `menus` tells which element the menu was opened on; Chrome has nothing like it.
  // `identity` can't be optional there, and asks the user nothing.
  permissions: [
    ...manifest.permissions.filter(permission => permission !== 'sidePanel'),
    'menus',
    'identity',
  ],
  optional_permissions: manifest.optional_permissions.filter(
    permission => permission !== 'offscreen' && permission !== 'identity',
  ),
  background: { scripts: [manifest.background.service_worker], type: 'module' },
  browser_specific_settings: {
    gecko: {
      id: FIREFOX_ADDON_ID,
      strict_min_version: '142.0',
      data_collection_permissions: { required: ['none'] },
    },
  },
};

/**
 * Preact can set markup; nothing here ever asks it to. With this, nothing can: a name is text, even by mistake.
 */
const preactWithoutMarkup: Plugin = {
  name: 'shoebox:preact-without-markup',
  transform: {
    filter: { id: /node_modules\/preact\// },
    handler: code => ({ code: code.replaceAll('.innerHTML', '.textContent'), map: null }),
  },
};

/**
 * Scripts that are injected need not be reachable for pages, though crxjs makes them so: a page that can load one
 * knows who has Shoebox.
 */
const nothingForPages: Plugin = {
  name: 'shoebox:nothing-for-pages',
  enforce: 'post',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      const file = bundle['manifest.json'];
      if (file?.type !== 'asset') return;
      const { web_accessible_resources: _, ...kept } = JSON.parse(String(file.source));
      file.source = JSON.stringify(kept, null, 2);
    },
  },
};

/**
 * A script that is injected is built by itself, as crxjs wants it; all the same crxjs makes a chunk of it as well, which
 * nothing loads, and which has chunks of its own.
 */
const nothingForNobody: Plugin = {
  name: 'shoebox:nothing-for-nobody',
  enforce: 'post',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      const needed = new Set<string>();
      const need = (fileName: string): void => {
        const file = bundle[fileName];
        if (file?.type !== 'chunk' || needed.has(fileName)) return;
        needed.add(fileName);
        for (const other of [...file.imports, ...file.dynamicImports]) need(other);
      };
      for (const [fileName, file] of Object.entries(bundle)) {
        if (file.type === 'chunk' && file.isEntry && file.name !== 'content-script.ts') need(fileName);
      }
      for (const [fileName, file] of Object.entries(bundle)) {
        if (file.type === 'chunk' && !needed.has(fileName)) delete bundle[fileName];
      }
    },
  },
};

/** What a bundler knows of modules. */
interface ModuleGraph {
  readonly getModuleInfo: (id: string) => { readonly importedIds: readonly string[] } | null;
}

/** What a module imports, and what that imports; not what is loaded later. */
function importsOf(entry: string, graph: ModuleGraph): ReadonlySet<string> {
  const all = new Set<string>();
  const visit = (id: string): void => {
    for (const imported of graph.getModuleInfo(id)?.importedIds ?? []) {
      if (all.has(imported)) continue;
      all.add(imported);
      visit(imported);
    }
  };
  visit(fileURLToPath(new URL(entry, import.meta.url)));
  return all;
}

/**
 * Names the chunks of the popup's first paint: what it has in common with the worker, with the options, and the rest.
 * The bundler would make a chunk of each module that a part which is loaded later needs as well: a dozen, each compressed
 * by itself. Those that both need come first, for a chunk takes along what its modules import.
 */
const firstPaint = (name: string, other?: string) => {
  let ids: ReadonlySet<string> | undefined;
  return (id: string, graph: ModuleGraph): string | null => {
    if (ids === undefined) {
      const shared = other === undefined ? null : importsOf(other, graph);
      ids = new Set([...importsOf('./src/popup/index.tsx', graph)].filter(one => shared?.has(one) ?? true));
    }
    return ids.has(id) ? name : null;
  };
};

export default defineConfig(({ mode }) => {
  const firefox = mode === 'firefox';
  const target = firefox ? 'firefox142' : 'chrome127';
  return {
    publicDir: 'src/public',
    plugins: [
      workerInOneFile(mode, target),
      libraryCuts(),
      polyfillForMv3(),
      preactWithoutMarkup,
      crx({
        manifest: (firefox ? firefoxManifest : chromiumManifest) as ManifestV3Export,
        browser: firefox ? 'firefox' : 'chrome',
      }),
      nothingForPages,
      nothingForNobody,
      minifyAgain,
    ],
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      outDir: firefox ? 'dist/firefox' : 'dist/chrome',
      emptyOutDir: true,
      target,
      modulePreload: false,
      rolldownOptions: {
        // No other page leads there: the worker opens it.
        ...(!firefox && { input: { clipboard: 'src/background/clipboard-page/index.html' } }),
        output: {
          codeSplitting: {
            groups: [
              { name: firstPaint('page', './src/options/index.tsx'), priority: 6 },
              { name: firstPaint('popup'), priority: 5 },
            ],
          },
        },
      },
    },
  };
});
