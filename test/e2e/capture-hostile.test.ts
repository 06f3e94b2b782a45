import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TransferView } from '../../src/messaging/protocol';
import { watchMemory } from '../bench/watched-memory';
import { dispatchMenuClick } from '../demo/menu-click';
import { type E2eFixture, openFixture } from './fixture';
import { inFolder } from './in-folder';

// Pictures that are meant to do harm after they were saved.

let fixture: E2eFixture;

beforeAll(async () => {
  fixture = await openFixture();
});

afterAll(() => fixture.close());

async function saved(path: string, album: string): Promise<TransferView> {
  const page = await fixture.browser.context.newPage();
  await page.goto(`${fixture.site.url}cases/`);
  await dispatchMenuClick(await fixture.browser.worker(), page, fixture.site.url + path, inFolder(album));
  const transfer = await fixture.transferThat(one => one.album === album && one.state === 'saved');
  await page.close();
  return transfer;
}

test('the link to a saved SVG with a script does not run the script', async () => {
  const { key } = await saved('cases/photos/scripted.svg', 'Scripted/');
  const reply = await fixture.call('photos.link', { key: key ?? '' });
  if (!reply.ok) throw new Error(JSON.stringify(reply));
  const page = await fixture.browser.context.newPage();
  // Where it is downloaded, nothing is opened.
  await page.goto(reply.value.url).catch(() => null);
  expect(await page.evaluate(() => [document.title, window.name])).not.toContain('it ran');
  await page.close();
});

describe.each(['bomb.png', 'lying.gif'])('a decompression bomb: %s', name => {
  /** A picture of a few megapixels, small and large at once, takes less than a tenth of this. */
  const AT_MOST = 300 * 1024 ** 2;

  async function costs(work: () => Promise<unknown>): Promise<number> {
    const devtools = await fixture.browser.devtools();
    const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
    const { idle, peak } = await watchMemory(
      processInfo.find(({ type }) => type === 'browser')?.id ?? 0,
      work,
    );
    return peak - idle;
  }

  test('is saved and shown in the tray without being decoded', async () => {
    const work = async (): Promise<void> => {
      const { id } = await saved(`cases/photos/${name}`, `Bomb ${name}/`);
      const worker = await fixture.browser.worker();
      const told = (): Promise<object> => worker.evaluate(() => chrome.notifications.getAll());
      await expect.poll(told).toHaveProperty([id]);
    };
    expect(await costs(work)).toBeLessThan(AT_MOST);
  });

  test('is listed in its album without being decoded', async () => {
    const album = `Bomb ${name} in an album/`;
    await saved(`cases/photos/${name}`, album);
    const work = async (): Promise<void> => {
      const page = await fixture.popup(`?album=${encodeURIComponent(album)}`);
      // The sign of its file type stands in its place.
      await page.getByRole('img', { name }).getByText(name.slice(-3).toUpperCase()).waitFor();
      await page.close();
    };
    expect(await costs(work)).toBeLessThan(AT_MOST);
  });
});
