import { readFile } from 'node:fs/promises';
import { chromium, type Page } from 'playwright-core';
import type { ContentCalls, ContentFunctions } from '../../src/content/functions';
import { QUIET_SWITCHES, sandboxAvailable } from '../browser/switches';
import { startSampleSite } from '../demo/site';
import { findDebianChromium } from '../machine/find-browser';

/** What is injected into pages, as it is built, in real pages without the extension around it. */
export interface InjectionFixture {
  /** Where relative URLs lead to. */
  readonly photosUrl: string;
  /** A page of 800 × 600 that shows some HTML, all its images loaded, with the script in it; the one before is closed. */
  show(html: string): Promise<Page>;
  /** A document that is not HTML, likewise. */
  open(url: string): Promise<Page>;
  close(): Promise<void>;
}

/** In the page, what the script left there: `page.evaluate(() => (globalThis as unknown as Injected).shoeboxContent…)`. */
export interface Injected {
  readonly shoeboxContent: ContentFunctions;
}

export async function openInjectionFixture(): Promise<InjectionFixture> {
  const { executablePath } = await findDebianChromium();
  const site = await startSampleSite();
  const chromiumSandbox = sandboxAvailable();
  const browser = await chromium.launch({ executablePath, chromiumSandbox, args: [...QUIET_SWITCHES] });
  const script = await readFile('dist/chrome/src/content/content-script.js', 'utf8');
  const photosUrl = `${site.url}photos/`;
  let last: Page | undefined;
  const newPage = async (url: string): Promise<Page> => {
    await last?.close();
    last = await browser.newPage({ viewport: { width: 800, height: 600 } });
    await last.goto(url);
    return last;
  };
  return {
    photosUrl,
    async open(url) {
      const page = await newPage(url);
      await page.evaluate(script);
      return page;
    },
    async show(html) {
      const page = await newPage(site.url);
      await page.evaluate(
        ([base, content]) => {
          document.head.innerHTML = `<base href="${base}">`;
          document.body.innerHTML = content;
        },
        [photosUrl, html] as const,
      );
      await page.evaluate(() =>
        Promise.all([...document.images].map(image => image.decode().catch(() => undefined))),
      );
      await page.evaluate(script);
      return page;
    },
    async close() {
      await browser.close();
      await site.close();
    },
  };
}

/** Calls what the script left in the page. */
export const ask = <Name extends keyof ContentCalls>(
  page: Page,
  name: Name,
  ...args: ContentCalls[Name]['args']
): Promise<ContentCalls[Name]['result']> =>
  page.evaluate(
    ([asked, given]) => {
      const { shoeboxContent } = globalThis as unknown as Injected;
      const answers: Readonly<Record<string, (...args: never) => unknown>> = shoeboxContent;
      return answers[asked]?.(...(given as never)); // as ContentCalls says
    },
    [name, args] as const,
  ) as Promise<ContentCalls[Name]['result']>; // as ContentCalls says

/** The texts of the element picker. */
export const TEXTS: ContentCalls['pickElement']['args'][0] = {
  task: 'Point',
  nothingHere: 'Nothing',
  keys: [],
  kinds: { image: '', poster: '', background: '', drawing: '', canvas: '', 'frame-of-video': '' },
  language: 'en',
};
