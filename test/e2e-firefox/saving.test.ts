import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { button, field, picture, pictureOf, textWith } from '../browser/firefox/element-path';
import { chooseFromImageMenu } from '../browser/firefox/image-menu';
import type { FirefoxPage } from '../browser/firefox/page';
import { answerPermission } from '../browser/firefox/permission-prompt';
import { sha256 } from '../e2e/bucket-owner';
import { BUCKET, POOL_ID } from '../e2e/fixture';
import { addFile } from './add-file';
import { type FirefoxFixture, openFirefoxFixture } from './fixture';

// One person's first day with Shoebox in Firefox, as it ships: nothing granted, nothing configured, the browser's own
// menu and prompts. The steps build on each other.

let fixture: FirefoxFixture;
let page: FirefoxPage;

const SAVE = 'Save to Shoebox';

const fromMenu = (name: string, ...labels: string[]): Promise<void> =>
  chooseFromImageMenu(fixture.firefox.session, page, picture(`/${name}`), [SAVE, ...labels]);

async function shaInBucket(key: string): Promise<string> {
  await expect.poll(() => fixture.owner.keys()).toContain(key);
  return sha256(await fixture.owner.read(key));
}

const shaOnSite = (name: string): string => {
  const bytes = fixture.site.files.get(name);
  if (bytes === undefined) throw new Error(`the sample site has no ${name}`);
  return sha256(bytes);
};

beforeAll(async () => {
  fixture = await openFirefoxFixture({ configured: false, extraHostPermissions: [] });
});

afterAll(() => fixture.close());

describe('a first day with Shoebox in Firefox', () => {
  test('the options page opens by itself, is filled in, saved and tested', async () => {
    const options = await fixture.firefox.openedPage('src/options/index.html');
    await options.click(textWith('I have a bucket'));
    await options.fill(field('Bucket'), BUCKET);
    await options.fill(field('Region'), 'us-east-1');
    await options.fill(field('Identity pool ID'), POOL_ID);
    await options.click(textWith('Advanced'));
    await options.fill(field('S3 endpoint'), fixture.aws.endpoint);
    await options.click(field('Bucket name in the path'));
    await options.fill(field('Cognito endpoint'), fixture.aws.cognitoEndpoint);
    await options.click(button('Save'));
    await answerPermission(fixture.firefox.session, 'allow');
    await options.textOf(textWith('Saved and working'));
    await options.textOf(textWith('Right-click any image'));
    await options.click(button('Test connection'));
    await options.textOf(textWith('Everything works.'));
    expect(await fixture.owner.keys()).toEqual([]);
  });

  test('an album is made in the popup, and a picture saved to it from the menu', async () => {
    const popup = await fixture.firefox.extensionPage('src/popup/index.html');
    await popup.click(button('New album'));
    await popup.fill(field('Album name'), 'Moodboard');
    await popup.click(button('Create album'));
    await expect.poll(() => fixture.owner.keys()).toEqual(['Moodboard/']);
    await popup.close();

    page = await fixture.firefox.newPage();
    await page.goto(fixture.site.url);
    await fromMenu('rocket.jpg', 'Moodboard');
    expect(await shaInBucket('Moodboard/rocket.jpg')).toBe(shaOnSite('rocket.jpg'));
    const stored = await fixture.owner.metadata('Moodboard/rocket.jpg');
    expect(stored.contentType).toBe('image/jpeg');
    expect(stored.metadata).toMatchObject({ 'source-page': fixture.site.url });
  });

  test('a file added in the popup is in the bucket byte for byte', async () => {
    const bytes = randomBytes(9 * 1024 * 1024 + 1);
    await addFile(fixture, 'Moodboard/', 'large.bin', bytes);
    expect(await shaInBucket('Moodboard/large.bin')).toBe(sha256(bytes));
  });

  test('the popup shows the albums and in them the picture, read back from S3', async () => {
    const popup = await fixture.firefox.extensionPage('src/popup/index.html');
    await popup.click(textWith('Moodboard'));
    await popup.textOf(pictureOf('rocket.jpg'));
    const width = (): Promise<number> =>
      popup.evaluate(
        () => document.querySelector<HTMLImageElement>('img[alt="rocket.jpg"]')?.naturalWidth ?? 0,
      );
    await expect.poll(width).toBeGreaterThan(0);
    await popup.close();
  });

  test('“New album…” asks for a name in a window of its own and saves into it', async () => {
    await fromMenu('two-friends.jpg', 'New album…');
    const dialog = await fixture.firefox.openedPage('?choose=');
    await dialog.fill(field('Album name'), 'Köln & 서울 100%');
    await dialog.click(button('Create album'));
    expect(await shaInBucket('Köln & 서울 100%/two-friends.jpg')).toBe(shaOnSite('two-friends.jpg'));
  });

  test('a click on a picture of another host asks for access, also when it wakes the event page', async () => {
    await fixture.firefox.background.kill();
    expect(await fixture.firefox.background.isAlive()).toBe(false);
    await fromMenu('paint-brushes.jpg', 'Moodboard');
    await answerPermission(fixture.firefox.session, 'allow');
    expect(await shaInBucket('Moodboard/paint-brushes.jpg')).toBe(shaOnSite('paint-brushes.jpg'));
  });
});
