import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FirefoxPage } from '../browser/firefox/page';
import { answerPermission } from '../browser/firefox/permission-prompt';
import { openSidebar, type Sidebar } from '../browser/firefox/sidebar';
import { sha256 } from '../e2e/bucket-owner';
import { startXvfb, type VirtualDisplay } from '../machine/display';
import { type FirefoxFixture, openFirefoxFixture } from './fixture';

// Pictures dragged by a real mouse from a page into the sidebar. Nothing is granted but the bucket.

let display: VirtualDisplay;
let fixture: FirefoxFixture;
let page: FirefoxPage;
let sidebar: Sidebar;

const MOODBOARD = '[data-album="Moodboard/"] .cover';

beforeAll(async () => {
  display = await startXvfb();
  fixture = await openFirefoxFixture({
    display: display.display,
    extraHostPermissions: ['http://127.0.0.1/*'],
  });
  await fixture.call('albums.create', { parent: '', name: 'Moodboard' });
  const own = await fixture.firefox.extensionPage('src/options/index.html');
  page = await fixture.firefox.newPage();
  await page.goto(fixture.site.url);
  sidebar = await openSidebar(display, page, own);
});

afterAll(async () => {
  await fixture.close();
  await display.close();
});

const show = (url: string): Promise<void> =>
  page.evaluate(async (url: string) => {
    document.body.innerHTML = '<img width="300" height="200">';
    const [image] = document.images;
    if (image === undefined) return;
    image.src = url;
    await image.decode();
  }, url);

const saved = async (name: string): Promise<void> => {
  await expect.poll(() => fixture.owner.keys()).toContain(`Moodboard/${name}`);
  const bytes = fixture.site.files.get(name) ?? new Uint8Array();
  expect(sha256(await fixture.owner.read(`Moodboard/${name}`))).toBe(sha256(bytes));
};

test('a picture of the page’s own host dropped on the sidebar is saved, and its page is noted', async () => {
  await show('photos/rocket.jpg');
  await sidebar.drop('img', MOODBOARD);
  await saved('rocket.jpg');
  const { metadata } = await fixture.owner.metadata('Moodboard/rocket.jpg');
  expect(metadata['source-page']).toBe(fixture.site.url);
  await expect.poll(sidebar.text).toContain('Saving to “Moodboard”.');
});

test('a picture of another host dropped on the sidebar fails, since a drop is no user gesture in Firefox, and “Allow access and save” asks for it', async () => {
  await show(`${fixture.site.otherHostUrl}photos/dandelions.jpg`);
  await sidebar.drop('img', MOODBOARD);
  await expect.poll(sidebar.text).toContain('1 not saved');
  await sidebar.click('.footer-toggle');
  await expect.poll(sidebar.text).toContain('photos.localhost');
  await sidebar.click('.tray-row [data-action="allow_and_save"]');
  await answerPermission(fixture.firefox.session, 'allow');
  await saved('dandelions.jpg');
});
