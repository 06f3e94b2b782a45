import { readdir, readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CHROMIUM_DEVELOPMENT_KEY, FIREFOX_ADDON_ID } from '../../src/core/extension-ids';
import { gzipBytes, loadedFiles } from './loaded-files';

// What `npm run build` made. `npm run check` builds first.

const KB = 1024;

async function workerEntry(extensionDir: string): Promise<string> {
  const manifest = JSON.parse(await readFile(`${extensionDir}/manifest.json`, 'utf8'));
  return manifest.background.service_worker ?? manifest.background.scripts[0];
}

/** Whether a script has the SDK's way to sign requests in it, which nothing else says. */
const holdsSdk = async (file: string): Promise<boolean> =>
  (await readFile(file, 'utf8')).includes('aws4_request');

describe.each(['dist/chrome', 'dist/firefox'] as const)('the build in %s', extensionDir => {
  test('has a worker of at most 135 KB gzip with all that it loads', async () => {
    const files = await loadedFiles(extensionDir, await workerEntry(extensionDir));
    expect((await Promise.all(files.map(holdsSdk))).filter(holds => holds)).toEqual([true]);
    expect(await gzipBytes(files)).toBeLessThanOrEqual(135 * KB);
  });

  test('has a popup that first loads at most 25 KB gzip', async () => {
    const files = await loadedFiles(extensionDir, 'src/popup/index.html');
    expect(files.length).toBeGreaterThan(1);
    expect(await gzipBytes(files)).toBeLessThanOrEqual(25 * KB);
  });

  test('loads the AWS SDK in the worker alone: no page does, and no part of one that is loaded later', async () => {
    const worker = await loadedFiles(extensionDir, await workerEntry(extensionDir));
    const scripts = (await readdir(extensionDir, { recursive: true }))
      .filter(file => file.endsWith('.js'))
      .map(file => resolve(extensionDir, file));
    const withSdk = await Promise.all(scripts.map(holdsSdk));
    expect(scripts.filter((_, index) => withSdk[index])).toEqual(worker.slice(-1));
    // It is built by itself: nothing of it is shared with a page.
    const ofPages = await Promise.all(
      scripts.filter(script => !worker.includes(script)).map(script => readFile(script, 'utf8')),
    );
    expect(ofPages.filter(code => worker.some(file => code.includes(basename(file))))).toEqual([]);
  });

  test('has a worker that calls nothing that a service worker lacks', async () => {
    for (const file of await loadedFiles(extensionDir, await workerEntry(extensionDir))) {
      const code = await readFile(file, 'utf8');
      expect(code, file).not.toMatch(/\bimport\s*\(/);
      expect(code, file).not.toContain('DOMParser');
    }
  });

  test('has a worker for its own browser: Chrome’s copies in a page, and its notifications have buttons', async () => {
    // Firefox has no such pages, and refuses a notification with buttons as a whole.
    for (const file of (await loadedFiles(extensionDir, await workerEntry(extensionDir))).slice(-1)) {
      const code = await readFile(file, 'utf8');
      expect(code.includes('offscreen'), file).toBe(extensionDir === 'dist/chrome');
      expect(/\bbuttons:/.test(code), file).toBe(extensionDir === 'dist/chrome');
    }
  });

  test('sets no innerHTML in any page', async () => {
    for (const page of ['popup', 'options']) {
      for (const file of await loadedFiles(extensionDir, `src/${page}/index.html`)) {
        expect(await readFile(file, 'utf8'), file).not.toMatch(/innerHTML\s*=|outerHTML|insertAdjacentHTML/);
      }
    }
  });

  test('holds no script that nothing loads', async () => {
    const files = (await readdir(extensionDir, { recursive: true })).filter(file =>
      /\.(js|html|json)$/.test(file),
    );
    const texts = await Promise.all(files.map(file => readFile(`${extensionDir}/${file}`, 'utf8')));
    const isNamed = (name: string): boolean =>
      texts.some((text, index) => basename(files[index] ?? '') !== name && text.includes(name));
    const scripts = files.filter(file => file.endsWith('.js')).map(file => basename(file));
    expect(scripts.filter(name => !isNamed(name))).toEqual([]);
  });

  test('lets its pages and its worker load what they need and nothing else', async () => {
    const manifest = JSON.parse(await readFile(`${extensionDir}/manifest.json`, 'utf8'));
    expect(manifest.content_security_policy).toEqual({
      extension_pages: [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' blob: data: https: http:",
        'media-src blob: https: http:',
        "connect-src 'self' blob: data: https: http:",
        'frame-src https: http:',
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
      ].join('; '),
    });
    expect(manifest.sandbox).toBeUndefined();
    expect(manifest.externally_connectable).toBeUndefined();
  });

  test('has a worker that listens to no other extension, and to no web page', async () => {
    for (const file of await loadedFiles(extensionDir, await workerEntry(extensionDir))) {
      expect(await readFile(file, 'utf8'), file).not.toMatch(
        /on(?:Message|Connect)External\s*\.\s*addListener|onUserScript/,
      );
    }
  });

  test('asks for these permissions and no others', async () => {
    const manifest = JSON.parse(await readFile(`${extensionDir}/manifest.json`, 'utf8'));
    expect(manifest.permissions).toEqual([
      'contextMenus',
      'storage',
      'unlimitedStorage',
      'activeTab',
      'scripting',
      'notifications',
      'alarms',
      'declarativeNetRequestWithHostAccess',
      // Firefox knows no optional `identity`, and asks nobody for it.
      ...(extensionDir === 'dist/firefox' ? ['menus', 'identity'] : ['sidePanel']),
    ]);
    // For "copy the link after saving", and for sign-in, when somebody wants that.
    expect(manifest.optional_permissions).toEqual(
      extensionDir === 'dist/firefox' ? ['clipboardWrite'] : ['clipboardWrite', 'offscreen', 'identity'],
    );
    expect(manifest.host_permissions).toBeUndefined();
    expect(manifest.content_scripts).toBeUndefined();
    expect(manifest.web_accessible_resources ?? []).toEqual([]);
  });
});

test('both manifests hold the ids that were decided', async () => {
  const read = async (dir: string) => JSON.parse(await readFile(`${dir}/manifest.json`, 'utf8'));
  expect(await read('dist/chrome')).toMatchObject({ key: CHROMIUM_DEVELOPMENT_KEY });
  expect(await read('dist/firefox')).toMatchObject({
    browser_specific_settings: { gecko: { id: FIREFOX_ADDON_ID } },
  });
});
