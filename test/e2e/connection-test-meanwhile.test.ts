import { createHash } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { sha256 } from './bucket-owner';
import { connectionPanel } from './connection-panel';
import { type E2eFixture, GUEST_POOL, openFixture } from './fixture';
import { type Manager, managerOf } from './manager';

// What the owner of the bucket does, and the connection test, while something is on its way.

let fixture: E2eFixture;

afterEach(() => fixture.close());

const MIB = 1024 * 1024;

/** Four parts of 5 MiB and less, of which no two are the same. */
const LARGE = Buffer.concat([1, 2, 3, 4].map(byte => Buffer.alloc(4.5 * MIB, byte)));

async function add(manager: Manager, files: Readonly<Record<string, Buffer>>): Promise<void> {
  const chooser = manager.page.waitForEvent('filechooser');
  await manager.button('Add photos').first().click();
  await (await chooser).setFiles(
    Object.entries(files).map(([name, buffer]) => ({ name, buffer, mimeType: 'video/mp4' })),
  );
}

const isInTest = (key: string | undefined): boolean => key?.startsWith('.shoebox/connection-test') === true;

test('a connection test while uploads and a job are under way passes, and disturbs neither', async () => {
  fixture = await openFixture();
  const { aws, owner } = fixture;
  const names = Array.from({ length: 6 }, (_, index) => `${index}.png`);
  for (const name of names) await owner.put(`From/${name}`, `picture ${name}`);
  const manager = managerOf(fixture);
  await manager.open('To/');
  let goOn = (): void => {};
  const held = new Promise<void>(resolve => {
    goOn = resolve;
  });
  // One request of each: the browser has six connections to a host.
  aws.intercept(async ({ operation, key, url }) => {
    const isHeld =
      (operation === 'UploadPart' && key === 'To/large.mp4' && url.includes('partNumber=4')) ||
      (operation === 'PutObject' && key === 'To/small.mp4') ||
      (operation === 'CopyObject' && key === 'To/5.png');
    if (isHeld) await held;
    return undefined;
  });
  await add(manager, { 'large.mp4': LARGE, 'small.mp4': Buffer.from('small') });
  await expect.poll(() => aws.requests.some(({ operation }) => operation === 'UploadPart')).toBe(true);
  const photos = names.map(name => {
    const bytes = `picture ${name}`;
    return { key: `From/${name}`, size: bytes.length, etag: createHash('md5').update(bytes).digest('hex') };
  });
  const wish = { kind: 'copy-photos', photos, to: 'To/' } as const;
  const started = await fixture.call('jobs.start', { id: crypto.randomUUID(), wish });
  expect(started).toMatchObject({ ok: true });
  await expect.poll(() => aws.requests.some(({ operation }) => operation === 'CopyObject')).toBe(true);
  const page = await fixture.browser.extensionPage('src/options/index.html');
  expect(await connectionPanel(page).run()).toBe('Everything works.');
  goOn();
  await expect
    .poll(() => owner.keys('To/'), { timeout: 30_000 })
    .toEqual([...names, 'large.mp4', 'small.mp4'].map(name => `To/${name}`));
  expect(sha256(await owner.read('To/large.mp4'))).toBe(sha256(LARGE));
  expect((await fixture.transfers()).map(({ state }) => state)).toEqual(['saved', 'saved']);
  expect(await owner.keys('From/')).toHaveLength(names.length);
  expect(await owner.keys('.shoebox/connection-test')).toEqual([]);
  const removed = aws.requests.filter(({ operation }) =>
    /^(DeleteObject|AbortMultipartUpload)/.test(operation),
  );
  expect(removed.filter(({ key }) => key !== undefined && !isInTest(key))).toEqual([]);
});

test('a permission taken away in the middle of an upload is told; given again, it goes on, each part stored once', async () => {
  fixture = await openFixture();
  const { aws, owner } = fixture;
  const manager = managerOf(fixture);
  await manager.open('To/');
  const parts = () =>
    aws.requests.filter(({ operation, key }) => operation === 'UploadPart' && !isInTest(key));
  const isStored = (): boolean => parts().some(({ status }) => status === 200);
  const { Statement } = GUEST_POOL.role;
  const without = Statement.map(one => ({
    ...one,
    Action: one.Action.filter(action => action !== 's3:PutObject'),
  }));
  let asked = 0;
  aws.intercept(async ({ operation, key }) => {
    if (operation !== 'UploadPart' || isInTest(key)) return undefined;
    asked++;
    // The second part is refused, and what is asked after it until the permission is back.
    if (asked === 2) {
      await expect.poll(isStored, { timeout: 20_000 }).toBe(true);
      aws.setPools([{ ...GUEST_POOL, role: { ...GUEST_POOL.role, Statement: without } }]);
    }
    return undefined;
  });
  await add(manager, { 'large.mp4': LARGE });
  await manager.page
    .locator('.finding summary')
    .getByText('Shoebox isn’t allowed to save to this bucket.')
    .waitFor();
  expect(await owner.keys('To/')).toEqual([]);
  aws.setPools([GUEST_POOL]);
  await manager.button('Try again').click();
  await expect.poll(() => owner.keys('To/'), { timeout: 30_000 }).toEqual(['To/large.mp4']);
  expect(sha256(await owner.read('To/large.mp4'))).toBe(sha256(LARGE));
  const stored = parts().filter(({ status }) => status === 200);
  expect(stored.reduce((sum, { requestBytes }) => sum + requestBytes, 0)).toBe(LARGE.length);
  const begun = aws.requests.filter(
    ({ operation, key, status }) =>
      operation === 'CreateMultipartUpload' && key === 'To/large.mp4' && status === 200,
  );
  expect(begun).toHaveLength(1);
});
