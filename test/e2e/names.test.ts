import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { DEFAULT_PREFERENCES } from '../../src/core/preferences';
import { type E2eFixture, openFixture } from './fixture';
import { clickMenuItem } from './menu-click';
import { saveSource, setPreferences } from './web-source';

// What things from the web are called in the bucket, by the template in the options.

let fixture: E2eFixture;

beforeAll(async () => {
  fixture = await openFixture();
});

afterAll(() => fixture.close());

afterEach(() => setPreferences(fixture, DEFAULT_PREFERENCES));

const nameOf = (key: string | null): string => key?.slice(key.lastIndexOf('/') + 1) ?? '';

describe('the name of a saved image', () => {
  test.each([
    [
      'is the one that its server gives, first of all',
      'named/rocket.jpg',
      'An alt',
      '별 "deep-field" 🌌.jpg',
    ],
    ['is that of its URL, without one of the server', 'photos/rocket.jpg', 'An alt', 'rocket.jpg'],
    ['gets the extension of its bytes', 'no-extension', 'An alt', 'no-extension.jpg'],
  ])('%s: %s', async (_, path, alt, name) => {
    const transfer = await saveSource(fixture, { url: `${fixture.site.otherHostUrl}${path}`, alt });
    expect(nameOf(transfer.key)).toBe(name);
  });

  test('is its cleaned text alternative if it has no other', async () => {
    const url = `data:image/jpeg;base64,${Buffer.from(fixture.site.files.get('rocket.jpg') ?? '').toString('base64')}`;
    const transfer = await saveSource(fixture, { url, alt: 'Lift-off:\n\u202eApollo\u200b 11/12' });
    expect(nameOf(transfer.key)).toBe('Lift-off: Apollo 11-12.jpg');
    const titled = await saveSource(fixture, { url, pageTitle: '로켓' });
    expect(nameOf(titled.key)).toBe('로켓.jpg');
  });

  test('is cut to the length of a file’s name, and never inside a character', async () => {
    const url = `${fixture.site.otherHostUrl}slow/${encodeURIComponent('👩‍👩‍👧‍👦'.repeat(200))}?ms=1`;
    const transfer = await saveSource(fixture, { url });
    expect(transfer.failure).toBeNull();
    const bytes = Buffer.byteLength(nameOf(transfer.key));
    expect(bytes).toBeLessThanOrEqual(255);
    expect(bytes).toBeGreaterThan(255 - 8 - 25);
    expect(nameOf(transfer.key)).toMatch(/^(👩‍👩‍👧‍👦)+\.jpg$/u);
  });
});

test('the name template of the options makes the name of a saved image', async () => {
  await setPreferences(fixture, {
    nameTemplate: '{album} – {title} {name} {date} {time} {host} {hash} {ext}',
  });
  const transfer = await saveSource(
    fixture,
    { url: `${fixture.site.otherHostUrl}photos/rocket.jpg`, pageTitle: '{name} & co' },
    'Space/Rockets/',
  );
  expect(nameOf(transfer.key)).toMatch(
    /^Rockets – \{name\} & co rocket \d{4}-\d\d-\d\d \d\d-\d\d-\d\d localhost [\da-f]{12} jpg\.jpg$/,
  );
});

test('{album} in a name template is the album that is chosen after the click', async () => {
  await setPreferences(fixture, { nameTemplate: '{album}-{name}' });
  const before = fixture.browser.context.waitForEvent('page', page => page.url().includes('choose='));
  const page = await fixture.browser.context.newPage();
  await page.goto(fixture.site.url);
  await fixture.owner.put('Rockets/');
  await fixture.call('albums.list', undefined);
  const worker = await fixture.browser.worker();
  await worker.evaluate(
    async ([srcUrl, pageUrl]) => {
      const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
      const onClicked: unknown = chrome.contextMenus.onClicked; // `dispatch` is not in the types
      (onClicked as { dispatch(info: object, tab: unknown): void }).dispatch(
        { menuItemId: 'all-albums', parentMenuItemId: 'save-image', srcUrl, pageUrl, frameId: 0 },
        tab,
      );
    },
    [`${fixture.site.url}photos/two-friends.jpg`, fixture.site.url] as const,
  );
  await fixture.transferThat(({ state }) => state === 'choosing-album');
  const chooser = await before;
  const closed = chooser.waitForEvent('close');
  await chooser.getByRole('button', { name: 'Rockets', exact: true }).click();
  await closed;
  const transfer = await fixture.transferThat(
    ({ state, album }) => state === 'saved' && album === 'Rockets/',
  );
  expect(transfer.key).toBe('Rockets/Rockets-two-friends.jpg');
});

test('another picture of the same templated name gets a number', async () => {
  await setPreferences(fixture, { nameTemplate: 'picture' });
  await clickMenuItem(fixture, `${fixture.site.url}photos/rocket.jpg`, 'Numbered/');
  await fixture.transferThat(({ key }) => key === 'Numbered/picture.jpg');
  await clickMenuItem(fixture, `${fixture.site.url}photos/two-friends.jpg`, 'Numbered/');
  await fixture.transferThat(({ key }) => key === 'Numbered/picture (2).jpg');
});
