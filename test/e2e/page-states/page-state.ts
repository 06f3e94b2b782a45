import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import type { MessageKey } from '../../../src/i18n/message';
import { type E2eFixture, openFixture } from '../fixture';
import { type GallerySite, startGallerySite } from '../gallery-site';
import { fillBucket } from './bucket-contents';

// What the pages of Shoebox can look like, each as a state that can be brought about: for tests that look at all of it.

/** What the states are brought about in. Of all hosts only `localhost` and the bucket's may be read. */
export interface Scene {
  readonly fixture: E2eFixture;
  readonly gallery: GallerySite;
  /** A text as the pages show it, with what stands for `$1`, `$2` … in it. */
  text(key: MessageKey, ...values: readonly string[]): string;
  close(): Promise<void>;
}

export interface PageState {
  readonly name: string;
  /** Opens it in a page of its own, which whoever asked for it closes. */
  open(scene: Scene): Promise<Page>;
}

/** An album manager's page as large as the toolbar's popup. */
export const POPUP_SIZE = { width: 440, height: 600 };

/** With photos in the bucket, or before Shoebox knows one. */
export async function openScene(locale: 'en' | 'ko', configured: boolean): Promise<Scene> {
  const fixture = await openFixture({
    locale,
    configured,
    versioned: true,
    newestFirst: true,
    granted: ['http://127.0.0.1/*', 'http://localhost/*'],
  });
  const gallery = await startGallerySite();
  if (configured) await fillBucket(fixture);
  const texts: Readonly<Record<string, { readonly message: string }>> = JSON.parse(
    readFileSync(`src/public/_locales/${locale}/messages.json`, 'utf8'),
  );
  return {
    fixture,
    gallery,
    text(key, ...values) {
      const text = texts[key]?.message;
      if (text === undefined) throw new Error(`No text ${key} in ${locale}`);
      return text.replace(/\$(\d)/g, (_, place) => values[Number(place) - 1] ?? '');
    },
    async close() {
      await fixture.close();
      await gallery.close();
    },
  };
}

/** The album manager as the toolbar shows it. */
export async function openManager(scene: Scene, parameters = ''): Promise<Page> {
  const page = await scene.fixture.browser.context.newPage();
  await showManager(scene, page, parameters);
  return page;
}

/** The same in a page that was prepared for it. */
export async function showManager({ fixture }: Scene, page: Page, parameters = ''): Promise<void> {
  await page.setViewportSize(POPUP_SIZE);
  await page.goto(fixture.managerUrl(parameters));
}

/** Opens the footer, or closes it, once there is something in it. */
export async function openFooter(page: Page, isOpen = true): Promise<void> {
  const toggle = page.locator('.footer-toggle');
  await toggle.waitFor();
  if ((await toggle.getAttribute('aria-expanded')) !== String(isOpen)) await toggle.click();
}
