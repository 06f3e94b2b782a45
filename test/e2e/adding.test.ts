import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sha256 } from './bucket-owner';
import { type Manager, managerOf } from './manager';
import { openWorld, type World } from './world';

// The AWS photo album's addPhoto, for any file and many of them.

let world: World;
let manager: Manager;

beforeAll(async () => {
  world = await openWorld();
  manager = managerOf(world);
});

afterAll(() => world.close());

describe('addPhoto', () => {
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

  test('many files of any type arrive byte for byte and show up', async () => {
    await manager.open('Added/');
    const bytes = world.site.files.get('rocket.jpg') ?? new Uint8Array();
    await choose(
      file('rocket.jpg', bytes, 'image/jpeg'),
      file('notes #1 50%.txt', Buffer.from('hello'), 'text/plain'),
      file('빈 파일.bin', Buffer.from(''), ''),
    );
    await manager.photos().getByText('rocket.jpg').waitFor();
    await manager.photos().getByText('notes #1 50%.txt').waitFor();
    await expect.poll(() => world.owner.keys('Added/')).toHaveLength(3);
    expect(sha256(await world.owner.read('Added/rocket.jpg'))).toBe(sha256(bytes));
    expect((await world.owner.metadata('Added/notes #1 50%.txt')).contentType).toBe('text/plain');
  });

  test('shows progress, and “Cancel” stops it and leaves nothing in S3', async () => {
    await manager.open('Cancelled/');
    const release = world.aws.intercept(({ operation }) =>
      operation === 'UploadPart' ? { delayMs: 3_600_000 } : undefined,
    );
    await choose(file('large.mp4', new Uint8Array(9 * 1024 * 1024), 'video/mp4'));
    await manager.page.getByRole('progressbar').first().waitFor();
    // Before that there is nothing in S3 to be removed.
    await expect
      .poll(() => world.aws.requests.some(({ operation }) => operation === 'UploadPart'))
      .toBe(true);
    await manager.button('Cancel').click();
    await expect.poll(() => manager.page.getByRole('progressbar').count()).toBe(0);
    await expect
      .poll(() => world.aws.requests.some(({ operation }) => operation === 'AbortMultipartUpload'))
      .toBe(true);
    release();
    expect(await world.owner.keys('Cancelled/')).toEqual([]);
  });

  test('a failure says why, keeps the file, and “Try again” saves it', async () => {
    await manager.open('Retried/');
    const release = world.aws.intercept(({ operation }) =>
      operation === 'PutObject'
        ? { status: 403, body: '<Error><Code>AccessDenied</Code><Message>no</Message></Error>' }
        : undefined,
    );
    await choose(file('kept.txt', Buffer.from('kept'), 'text/plain'));
    await manager.page.getByText('AWS does not allow s3:PutObject.').waitFor();
    release();
    await manager.button('Try again').click();
    await expect.poll(() => world.owner.keys('Retried/')).toEqual(['Retried/kept.txt']);
  });

  test('files can be dropped and pasted', async () => {
    await manager.open('Dropped/');
    await manager.page.getByRole('heading', { name: 'Dropped', level: 1 }).waitFor();
    for (const kind of ['drop', 'paste'] as const) {
      await manager.page.evaluate(event => {
        const data = new DataTransfer();
        data.items.add(new File([event], `${event}.txt`, { type: 'text/plain' }));
        const init = { bubbles: true, cancelable: true };
        const target = document.querySelector('main') ?? document.body;
        if (event === 'drop') target.dispatchEvent(new DragEvent('drop', { ...init, dataTransfer: data }));
        else document.dispatchEvent(new ClipboardEvent('paste', { ...init, clipboardData: data }));
      }, kind);
    }
    await expect.poll(() => world.owner.keys('Dropped/')).toHaveLength(2);
  });
});
