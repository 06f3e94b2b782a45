import { crx, type ManifestV3Export } from '@crxjs/vite-plugin';
import { defineConfig, type Plugin } from 'vite';
import manifest from './manifest.json' with { type: 'json' };

/** Where Firefox differs: an event page instead of a service worker, and what its linter asks for. */
const firefoxManifest = {
  ...manifest,
  minimum_chrome_version: undefined,
  background: { scripts: [manifest.background.service_worker], type: 'module' },
  browser_specific_settings: {
    gecko: {
      id: 'shoebox@shoebox.invalid',
      strict_min_version: '140.0',
      data_collection_permissions: { required: ['none'] },
    },
  },
};

/**
 * The AWS SDK parses XML with DOMParser in browsers, which a service worker lacks; its Node parser is plain JavaScript.
 */
const xmlParserForWorkers: Plugin = {
  name: 'shoebox:xml-parser-for-workers',
  enforce: 'pre',
  async resolveId(source, importer) {
    if (importer?.includes('@aws-sdk/xml-builder') !== true || !/xml-parser(\.browser)?$/.test(source))
      return null;
    const resolved = await this.resolve('./xml-parser.js', importer, { skipSelf: true });
    return resolved;
  },
};

export default defineConfig(({ mode }) => {
  const firefox = mode === 'firefox';
  return {
    publicDir: 'src/public',
    plugins: [
      xmlParserForWorkers,
      crx({
        manifest: (firefox ? firefoxManifest : manifest) as ManifestV3Export,
        browser: firefox ? 'firefox' : 'chrome',
      }),
    ],
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      outDir: firefox ? 'dist/firefox' : 'dist/chrome',
      emptyOutDir: true,
      target: firefox ? 'firefox140' : 'chrome127',
      modulePreload: false,
      rolldownOptions: {
        output: {
          // `import()` throws in a service worker, and the SDK has some: in one chunk they become plain calls.
          codeSplitting: {
            groups: [{ name: 'aws-sdk', test: /node_modules\/(@aws-sdk|@smithy|@aws-crypto|tslib)/ }],
          },
        },
      },
    },
  };
});
