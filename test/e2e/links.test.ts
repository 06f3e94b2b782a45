import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_PREFERENCES, type LinkPreferences } from '../../src/core/preferences';
import { BUCKET, type E2eFixture, openFixture, optionsPage } from './fixture';
import { inFolder } from './in-folder';
import { managerOf } from './manager';

// What "Copy link" puts onto the clipboard, and where a person says so.

const KEY = 'Trips/cat (a).jpg';

/** Where it is in the bucket, as an address writes it. */
const PATH = 'team/a%20b/Trips/cat%20%28a%29.jpg';

let fixture: E2eFixture;
let options: Page;

beforeAll(async () => {
  fixture = await openFixture();
  options = await optionsPage(fixture.browser);
  await options.reload();
  await fixture.owner.put(KEY, fixture.site.files.get('rocket.jpg') ?? '', 'image/jpeg');
  await fixture.browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
});

afterAll(() => fixture.close());

const DEFAULTS = DEFAULT_PREFERENCES.links;

const prefer = (links: Partial<LinkPreferences>) =>
  fixture.call('preferences.save', { links: { ...DEFAULTS, ...links } });

/** Copies the photo's link in its album, and tells what was copied and what was said. */
async function copied(): Promise<{ readonly text: string; readonly said: string | null }> {
  const manager = managerOf(fixture);
  await manager.open('Trips/');
  await manager.photos().getByRole('listitem').first().hover();
  await manager.button('Copy link').click();
  const said = manager.page.getByRole('status').getByText(/Link copied/);
  await said.waitFor();
  const result = {
    text: await manager.page.evaluate(() => navigator.clipboard.readText()),
    said: await said.textContent(),
  };
  await manager.page.close();
  return result;
}

describe('a link to a photo', () => {
  beforeEach(() => prefer({}));

  test('is signed, opens the photo, and says when it expires', async () => {
    const { text, said } = await copied();
    expect(said).toMatch(/It works until/);
    expect((await fetch(text)).headers.get('content-type')).toBe('image/jpeg');
  });

  test('expires after the chosen time', async () => {
    await prefer({ lifeSeconds: 300 });
    const query = new URL((await copied()).text).searchParams;
    const seconds = Number(query.get('X-Amz-Expires'));
    expect(seconds).toBeLessThanOrEqual(300);
    expect(seconds).toBeGreaterThan(290);
  });

  test('can be the bucket’s public address, which does not expire', async () => {
    await prefer({ address: 'public' });
    expect(await copied()).toEqual({
      text: `${fixture.aws.endpoint}/${BUCKET}/${PATH}`,
      said: 'Link copied.',
    });
  });

  test('can begin with the user’s own base URL, and is signed without one', async () => {
    await prefer({ address: 'own', baseUrl: 'https://cdn.example.com/pictures' });
    expect((await copied()).text).toBe(`https://cdn.example.com/pictures/${PATH}`);
    await prefer({ address: 'own' });
    expect((await copied()).text).toContain('X-Amz-Signature');
  });

  test('is copied in the preferred format, and in any other from the details', async () => {
    await prefer({ address: 'own', baseUrl: 'https://cdn.example.com/', format: 'markdown' });
    const url = `https://cdn.example.com/${PATH}`;
    expect((await copied()).text).toBe(`![cat \\(a\\)\\.jpg](${url})`);
    const manager = managerOf(fixture);
    await manager.open('Trips/');
    await manager.photos().getByRole('listitem').first().hover();
    await manager.button('Details').click();
    const clipboard = (): Promise<string> => manager.page.evaluate(() => navigator.clipboard.readText());
    for (const [name, text] of [
      ['HTML', `<img src="${url}" alt="cat (a).jpg">`],
      ['BBCode', `[img]${url}[/img]`],
      ['s3://', `s3://${BUCKET}/${inFolder(KEY)}`],
      ['URL', url],
    ] as const) {
      await manager.dialog().getByRole('button', { name, exact: true }).click();
      await manager.dialog().getByText(`${name}: Link copied.`).waitFor();
      expect(await clipboard()).toBe(text);
    }
    await manager.page.close();
  });
});

describe('a link that access keys sign', () => {
  beforeAll(async () => {
    await prefer({});
    const settings = {
      ...fixture.settings,
      access: 'keys' as const,
      identityPoolId: '',
      cognitoEndpoint: '',
    };
    const { accessKeyId, secretAccessKey } = fixture.aws.owner;
    const keys = { accessKeyId, secretAccessKey };
    await fixture.call('access-keys.save', { settings, keys, retention: 'session' });
    await fixture.call('settings.save', settings);
  });
  afterAll(() => fixture.call('settings.save', fixture.settings));

  /** How long the link on the clipboard works, in seconds; the photo is got with it. */
  async function lifeOfCopied({ page }: { readonly page: Page }): Promise<string | null> {
    const text = await page.evaluate(() => navigator.clipboard.readText());
    expect((await fetch(text)).headers.get('content-type')).toBe('image/jpeg');
    return new URL(text).searchParams.get('X-Amz-Expires');
  }

  test('works for as long as was chosen, in the menu or in the details, and says until when', async () => {
    const manager = managerOf(fixture);
    await manager.open('Trips/');
    const photo = manager.photos().getByRole('listitem').first();
    await photo.click({ button: 'right' });
    await manager.page.getByRole('menuitem', { name: 'Copy link for', exact: true }).click();
    await manager.page.getByRole('menuitem', { name: '7 days', exact: true }).click();
    const end = new Date(Date.now() + 7 * 24 * 3_600_000);
    const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium' }).format(end);
    await manager.page.getByRole('status').getByText(`Link copied. It works until ${day}, `).waitFor();
    expect(await lifeOfCopied(manager)).toBe('604800');
    await photo.hover();
    await manager.button('Details').click();
    await manager.dialog().getByRole('button', { name: '24 hr', exact: true }).click();
    await manager
      .dialog()
      .getByText(/^24 hr: Link copied. It works until /)
      .waitFor();
    expect(await lifeOfCopied(manager)).toBe('86400');
    await manager.page.close();
  });

  test('works for seven days where that is preferred, which is offered where keys sign', async () => {
    await options.reload();
    const links = options.getByRole('region', { name: 'Links' });
    await links.getByRole('combobox', { name: 'Expires after' }).selectOption({ label: '7 days' });
    await links.getByRole('status').getByText('Saved', { exact: true }).waitFor();
    expect(new URL((await copied()).text).searchParams.get('X-Amz-Expires')).toBe('604800');
  });

  test('is offered for an hour at most where a guest signs', async () => {
    await fixture.call('settings.save', fixture.settings);
    await options.reload();
    const life = options
      .getByRole('region', { name: 'Links' })
      .getByRole('combobox', { name: 'Expires after' });
    await life.waitFor();
    expect(await life.locator('option').allTextContents()).toEqual(['5 min', '15 min', '1 hr']);
    expect(await life.inputValue()).toBe('3600');
  });
});

describe('link preferences in the options', () => {
  const card = () => options.getByRole('region', { name: 'Links' });
  const stored = async () => {
    const reply = await fixture.call('preferences.get', undefined);
    if (!reply.ok) throw new Error(JSON.stringify(reply.failure));
    return reply.value;
  };

  beforeAll(async () => {
    await prefer({});
    await options.reload();
  });

  test('store address, format and life, and refuse invalid values', async () => {
    await card().getByRole('combobox', { name: 'Format' }).selectOption({ label: 'Markdown' });
    await card().getByRole('combobox', { name: 'Expires after' }).selectOption({ label: '5 min' });
    await card().getByRole('radio', { name: 'Permanent link to your own website' }).check();
    const base = card().getByRole('textbox', { name: 'Address' });
    await base.fill('https://cdn.example.com/?a');
    await card()
      .getByText(/Enter an address that starts with/)
      .waitFor();
    await base.fill('https://cdn.example.com/a');
    await card().getByText('https://cdn.example.com/a/Trips/sunset.jpg').waitFor();
    await card().getByRole('status').getByText('Saved', { exact: true }).waitFor();
    expect((await stored()).links).toEqual({
      format: 'markdown',
      address: 'own',
      lifeSeconds: 300,
      baseUrl: 'https://cdn.example.com/a',
      copyAfterSaving: false,
    });
  });

  test('keep two changes made at the same moment', async () => {
    await prefer({});
    await Promise.all([
      fixture.call('preferences.save', { nameTemplate: '{title}' }),
      fixture.call('preferences.save', { keepProvenance: false }),
    ]);
    expect(await stored()).toMatchObject({ nameTemplate: '{title}', keepProvenance: false });
  });

  test('changed in one card leave those changed in another', async () => {
    await options
      .getByRole('region', { name: 'Saving from the web' })
      .getByRole('radio', { name: 'Exactly what is shown' })
      .check();
    await card().getByRole('combobox', { name: 'Format' }).selectOption({ label: 'HTML' });
    await expect.poll(async () => (await stored()).version).toBe('shown');
    await expect.poll(async () => (await stored()).links.format).toBe('html');
    expect((await stored()).version).toBe('shown');
  });
});
