import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jpegTakenAt } from '../core/tiff-with';
import { sha256 } from './bucket-owner';
import { type E2eFixture, openFixture } from './fixture';
import { type Manager, managerOf } from './manager';

// The AWS photo album's addPhoto, for any file and many of them.

let fixture: E2eFixture;
let manager: Manager;

beforeAll(async () => {
  fixture = await openFixture();
  manager = managerOf(fixture);
});

afterAll(() => fixture.close());

describe('adding photos to an album', () => {
  const file = (name: string, bytes: Uint8Array, mimeType: string) => ({
    name,
    mimeType,
    buffer: Buffer.from(bytes),
  });
  const choose = async (...files: ReturnType<typeof file>[]): Promise<void> => {
    const chooser = manager.page.waitForEvent('filechooser');
    await manager.button('Add photos').first().click();
    await (await chooser).setFiles(files);
  };

  test('stores many files of any type byte for byte and shows them', async () => {
    await manager.open('Added/');
    const bytes = fixture.site.files.get('rocket.jpg') ?? new Uint8Array();
    await choose(
      file('rocket.jpg', bytes, 'image/jpeg'),
      file('notes #1 50%.txt', Buffer.from('hello'), 'text/plain'),
      file('빈 파일.bin', Buffer.from(''), ''),
    );
    await manager.photos().getByText('rocket.jpg').waitFor();
    await manager.photos().getByText('notes #1 50%.txt').waitFor();
    await expect.poll(() => fixture.owner.keys('Added/')).toHaveLength(3);
    expect(sha256(await fixture.owner.read('Added/rocket.jpg'))).toBe(sha256(bytes));
    expect((await fixture.owner.metadata('Added/notes #1 50%.txt')).contentType).toBe('text/plain');
  });

  test('keeps the date of a file, and when a photograph was taken, and says which is which', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'shoebox-dates-'));
    const path = join(folder, 'trip.jpg');
    const rocket = fixture.site.files.get('rocket.jpg') ?? new Uint8Array();
    await writeFile(path, Buffer.concat([jpegTakenAt('2019:07:04 08:09:10', '+09:00'), rocket.subarray(2)]));
    const changed = new Date('2020-02-03T04:05:06Z');
    await utimes(path, changed, changed);
    await manager.open('Dated/');
    const chooser = manager.page.waitForEvent('filechooser');
    await manager.button('Add photos').first().click();
    await (await chooser).setFiles(path);
    await manager.photos().getByText('trip.jpg').waitFor();
    expect((await fixture.owner.metadata('Dated/trip.jpg')).metadata).toMatchObject({
      'file-modified-at': '2020-02-03T04:05:06.000Z',
      'taken-at': '2019-07-04T08:09:10+09:00',
    });
    await manager.photos().getByRole('listitem').hover();
    await manager.button('Details').click();
    const fact = (name: string): Promise<string | null> => {
      const facts = manager.dialog().locator('.details > div');
      return facts
        .filter({ has: manager.page.getByText(name, { exact: true }) })
        .locator('dd')
        .textContent();
    };
    await manager.dialog().getByText('Taken', { exact: true }).waitFor();
    expect(await fact('Taken')).toMatch(/^Jul 4, 2019, 8:09\sAM \(UTC\+09:00\)$/);
    expect(await fact('File modified')).toMatch(/^Feb [234], 2020/);
    expect(await fact('Saved')).toContain(String(new Date().getFullYear()));
    await rm(folder, { recursive: true });
  });

  test('shows progress, and “Cancel” stops the upload and leaves nothing in S3', async () => {
    await manager.open('Cancelled/');
    const release = fixture.aws.intercept(({ operation }) =>
      operation === 'UploadPart' ? { delayMs: 3_600_000 } : undefined,
    );
    await choose(file('large.mp4', new Uint8Array(9 * 1024 * 1024), 'video/mp4'));
    await manager.page.getByRole('progressbar').first().waitFor();
    // Before that there is nothing in S3 to be removed.
    await expect
      .poll(() => fixture.aws.requests.some(({ operation }) => operation === 'UploadPart'))
      .toBe(true);
    await manager.button('Cancel').click();
    await expect.poll(() => manager.page.getByRole('progressbar').count()).toBe(0);
    await expect
      .poll(() => fixture.aws.requests.some(({ operation }) => operation === 'AbortMultipartUpload'))
      .toBe(true);
    release();
    expect(await fixture.owner.keys('Cancelled/')).toEqual([]);
  });

  test('shows why an upload failed, keeps the file, and “Try again” saves it', async () => {
    await manager.open('Retried/');
    const release = fixture.aws.intercept(({ operation }) =>
      operation === 'PutObject'
        ? { status: 403, body: '<Error><Code>AccessDenied</Code><Message>no</Message></Error>' }
        : undefined,
    );
    await choose(file('kept.txt', Buffer.from('kept'), 'text/plain'));
    await manager.page.getByText('Shoebox isn’t allowed to save to this bucket.', { exact: true }).waitFor();
    release();
    await manager.button('Try again').click();
    await expect.poll(() => fixture.owner.keys('Retried/')).toEqual(['Retried/kept.txt']);
  });

  /** What the browser tells a page of a drag, without a hand: the real mouse is at work in the side panel's tests. */
  const dragEvents = (
    types: readonly ('dragstart' | 'dragover' | 'drop')[],
    selector: string,
    name: string,
  ): Promise<void> =>
    manager.page.evaluate(
      ([types, selector, name]) => {
        const data = new DataTransfer();
        data.items.add(new File([name], name, { type: 'text/plain' }));
        for (const type of types)
          document
            .querySelector(selector)
            ?.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }));
      },
      [types, selector, name] as const,
    );

  /** The part that takes drops is loaded after the page; until then nothing invites to one. */
  const holdOver = async (selector: string, name: string): Promise<void> => {
    await expect
      .poll(async () => {
        await dragEvents(['dragover'], selector, name);
        return manager.page.locator('.drop-invitation').count();
      })
      .toBe(1);
  };

  test('accepts files that are dropped or pasted', async () => {
    await manager.open('Dropped/');
    await manager.page.getByRole('heading', { name: 'Dropped', level: 1 }).waitFor();
    await holdOver('main', 'drop.txt');
    await manager.page.getByText('Drop to add to “Dropped”').waitFor();
    await dragEvents(['drop'], 'main', 'drop.txt');
    await manager.page.locator('.drop-invitation').waitFor({ state: 'detached' });
    await manager.page.evaluate(() => {
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File(['paste'], 'paste.txt', { type: 'text/plain' }));
      document.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }));
    });
    await expect.poll(() => fixture.owner.keys('Dropped/')).toHaveLength(2);
  });

  test('stores files dropped on an album there, and asks for the album when they are dropped beside the albums', async () => {
    await fixture.call('albums.create', { parent: '', name: 'Onto' });
    await manager.open();
    const tile = '[data-album$="Onto/"]';
    await manager.albums().getByRole('button', { name: 'Onto' }).waitFor();
    await holdOver(tile, 'onto.txt');
    await dragEvents(['drop'], tile, 'onto.txt');
    await expect.poll(() => fixture.owner.keys('Onto/')).toContain('Onto/onto.txt');
    await holdOver('h1', 'beside.txt');
    await manager.page.getByText('Drop on an album, or here to choose one').waitFor();
    await dragEvents(['drop'], 'h1', 'beside.txt');
    await manager.dialog().getByRole('button', { name: 'Onto', exact: true }).click();
    await expect.poll(() => fixture.owner.keys('Onto/')).toContain('Onto/beside.txt');
  });

  test('ignores a photo of the album manager itself that is dropped on it', async () => {
    await manager.open('Onto/');
    await manager.photos().getByText('onto.txt').waitFor();
    await holdOver('main', 'foreign.txt');
    await dragEvents(['drop', 'dragstart', 'dragover', 'drop'], '.photo', 'own.txt');
    await manager.photos().getByText('own.txt', { exact: true }).waitFor();
    expect(await manager.page.locator('.drop-invitation').count()).toBe(0);
    expect(await fixture.owner.keys('Onto/')).toEqual([
      'Onto/',
      'Onto/beside.txt',
      'Onto/onto.txt',
      'Onto/own.txt',
    ]);
  });
});
