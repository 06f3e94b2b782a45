import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page, Worker } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type E2eFixture, openFixture } from './fixture';

// Who else may speak to the extension, read what it stores, or have its pages load something: nobody.

let fixture: E2eFixture;
let strangerDir: string;
let page: Page;

beforeAll(async () => {
  strangerDir = await mkdtemp(join(tmpdir(), 'shoebox-stranger-'));
  const background = { service_worker: 'worker.js' };
  const manifest = { manifest_version: 3, name: 'Stranger', version: '1', background };
  await writeFile(join(strangerDir, 'manifest.json'), JSON.stringify(manifest));
  await writeFile(join(strangerDir, 'worker.js'), '');
  fixture = await openFixture({ otherExtensionDirs: [strangerDir] });
  page = await fixture.browser.context.newPage();
  await page.goto(fixture.site.url);
}, 60_000);

afterAll(async () => {
  await fixture.close();
  await rm(strangerDir, { recursive: true });
});

describe('a content script', () => {
  /** What one of ours gets, were the page to take over its process. */
  const attempt = async (): Promise<unknown> => {
    const worker = await fixture.browser.worker();
    return worker.evaluate(async pageUrl => {
      const [tab] = await chrome.tabs.query({ url: `${pageUrl}*` });
      const [injected] = await chrome.scripting.executeScript({
        target: { tabId: tab?.id ?? -1 },
        func: async () => {
          const outcome = (asked: Promise<unknown>): Promise<unknown> =>
            asked.then(
              value => value ?? null,
              () => 'refused',
            );
          const areas = [chrome.storage.local, chrome.storage.session, chrome.storage.sync];
          const port = chrome.runtime.connect({ name: 'transfers.watch' });
          const told = new Promise(resolve => {
            port.onMessage.addListener(resolve);
            port.onDisconnect.addListener(() => resolve('disconnected'));
          });
          return {
            read: await Promise.all(areas.map(area => outcome(area.get()))),
            written: await Promise.all(areas.map(area => outcome(area.set({ settings: {} })))),
            answer: await outcome(chrome.runtime.sendMessage({ type: 'settings.get' })),
            told: await told,
          };
        },
      });
      return injected?.result;
    }, fixture.site.url);
  };

  test('reads and writes nothing that is stored, and is neither answered nor connected', async () => {
    expect(await attempt()).toEqual({
      read: ['refused', 'refused', 'refused'],
      written: ['refused', 'refused', 'refused'],
      answer: null,
      told: 'disconnected',
    });
  });
});

test('another extension is neither answered nor connected', async () => {
  const { context, extensionId } = fixture.browser;
  const isStranger = (worker: Worker): boolean => worker.url().endsWith('/worker.js');
  const stranger =
    context.serviceWorkers().find(isStranger) ??
    (await context.waitForEvent('serviceworker', { predicate: isStranger }));
  const outcome = await stranger.evaluate(async id => {
    const answer = await chrome.runtime.sendMessage(id, { type: 'settings.get' }).catch(() => 'nobody');
    const told = await new Promise(resolve => {
      const port = chrome.runtime.connect(id, { name: 'transfers.watch' });
      port.onMessage.addListener(resolve);
      port.onDisconnect.addListener(() => resolve('disconnected'));
    });
    return [answer, told];
  }, extensionId);
  expect(outcome).toEqual(['nobody', 'disconnected']);
});

test.each(['options', 'popup'])('a web page that puts the %s in a frame gets an empty one', async name => {
  const address = `chrome-extension://${fixture.browser.extensionId}/src/${name}/index.html`;
  await page.evaluate(
    src =>
      new Promise(resolve => {
        const frame = document.createElement('iframe');
        frame.onload = resolve;
        frame.src = src;
        document.body.append(frame);
      }),
    address,
  );
  const frame = page.frames().at(-1);
  expect(await frame?.evaluate(() => document.querySelector('#app'))).toBeNull();
});

describe.each(['options', 'popup'])('the %s', name => {
  let own: Page;

  beforeEach(async () => {
    own = await fixture.browser.extensionPage(`src/${name}/index.html`);
    await own.locator('h1').first().waitFor();
    return () => own.close();
  });

  test('runs no script, and loads, frames and sends nothing, that somebody’s markup names', async () => {
    await own.evaluate(site => {
      const directives = new Set<string>();
      document.addEventListener('securitypolicyviolation', event => {
        directives.add(event.effectiveDirective);
        document.documentElement.dataset['refused'] = [...directives].sort().join(' ');
      });
      const markup = [
        `<script>globalThis.stranger = 'inline'</script>`,
        `<script src="${site}stranger.js"></script>`,
        '<iframe src="data:text/html,stranger"></iframe>',
        `<object data="${site}photos/rocket.jpg"></object>`,
        `<base href="${site}">`,
        `<form action="${site}"><button>Send</button></form>`,
        `<link rel="stylesheet" href="${site}stranger.css">`,
      ].join('');
      document.body.append(document.createRange().createContextualFragment(markup));
      document.querySelector<HTMLButtonElement>('form[action] button')?.click();
    }, fixture.site.url);
    await expect
      .poll(() => own.locator('html').getAttribute('data-refused'))
      .toBe('base-uri form-action frame-src object-src script-src-elem style-src-elem');
    const { ran, base } = await own.evaluate(() => ({
      ran: 'stranger' in globalThis,
      base: document.baseURI,
    }));
    expect({ ran, base }).toEqual({ ran: false, base: own.url() });
    expect(fixture.refusedLoads.splice(0)).not.toEqual([]);
  });
});
