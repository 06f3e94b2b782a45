import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SettingsInput } from '../../src/core/settings';
import { type E2eFixture, guestPool, openFixture, POOL_ID } from './fixture';
import { type Manager, managerOf } from './manager';
import { testedConditions } from './tested-conditions';

// The policy that is offered for the whole bucket, and for a folder of everybody's own. All other suites run in a folder.

let fixture: E2eFixture;
let manager: Manager;

beforeAll(async () => {
  fixture = await openFixture({ folder: '', versioned: true });
  manager = managerOf(fixture);
});

afterAll(() => fixture.close());

/** Shoebox in this folder, from now on. */
async function settleIn(folder: string): Promise<void> {
  const settings: SettingsInput = { ...fixture.settings, folder };
  const { worker } = fixture.browser;
  await (await worker()).evaluate(
    items => chrome.storage.local.set({ ...items }),
    testedConditions(settings),
  );
  expect(await fixture.call('settings.save', settings)).toMatchObject({ ok: true });
}

/** The id that Cognito gave this browser. */
async function identityOf({ browser, aws }: E2eFixture): Promise<string> {
  const key = `identity:${POOL_ID}@${aws.cognitoEndpoint}`;
  const stored = await (await browser.worker()).evaluate(name => chrome.storage.local.get(name), key);
  return String(stored[key]);
}

const photo = (name: string) => manager.photos().getByRole('listitem').filter({ hasText: name });

/** What takes each of the rights that the policy gives: a large file, another that is called off, a new name, a deletion, and back. */
async function useEverything(folder: string): Promise<void> {
  const { owner, aws } = fixture;
  const album = `${folder}Cats/`;
  const add = async (name: string): Promise<void> => {
    const chooser = manager.page.waitForEvent('filechooser');
    await manager.button('Add photos').first().click();
    await (await chooser).setFiles({
      ...{ name, mimeType: 'video/mp4', buffer: Buffer.alloc(9 * 1024 ** 2, name) },
    });
  };
  aws.clearRequests();
  await manager.open(album);
  await add('large.mp4');
  await photo('large.mp4').waitFor();
  const release = aws.intercept(({ operation }) =>
    operation === 'UploadPart' ? { delayMs: 3_600_000 } : undefined,
  );
  await add('stopped.mp4');
  await expect.poll(() => aws.requests.some(({ key }) => key === `${album}stopped.mp4`)).toBe(true);
  await manager.button('Cancel').click();
  await expect
    .poll(() => aws.requests.some(({ operation }) => operation === 'AbortMultipartUpload'))
    .toBe(true);
  release();
  const [stored] = (await owner.keys(album)).filter(key => key.endsWith('large.mp4'));
  expect(stored).toBe(`${album}large.mp4`);
  await photo('large.mp4').hover();
  await photo('large.mp4').getByRole('button', { name: 'Delete photo' }).click();
  await expect.poll(() => owner.keys(album)).toEqual([]);
  await manager.more('Recently deleted');
  await manager.page.getByRole('list', { name: 'Recently deleted' }).getByText('large.mp4').click();
  await manager.button('Restore 1 photo').click();
  await expect.poll(() => owner.keys(album)).toEqual([`${album}large.mp4`]);
  expect(aws.requests.filter(({ status }) => status === 403)).toEqual([]);
}

test('in the whole bucket, what Shoebox does is allowed', async () => {
  fixture.aws.setPools([guestPool('', { restore: true })]);
  await useEverything('');
});

test('in a folder of one’s own, what Shoebox does is allowed, and other folders are shut', async () => {
  // What was deleted in the whole bucket is on the page still, and would be listed once more.
  await manager.page.goto('about:blank');
  fixture.aws.setPools([guestPool('people/{identity}/', { restore: true })]);
  const own = `people/${await identityOf(fixture)}/`;
  await fixture.owner.put('people/us-east-1:other/Cats/a.png', 'theirs');
  await settleIn(own);
  await useEverything(own);
  await manager.open('people/us-east-1:other/Cats/');
  await manager.page
    .getByRole('alert')
    .getByText('Shoebox isn’t allowed to see what is in this bucket.')
    .waitFor();
  expect(await manager.photos().getByRole('listitem').count()).toBe(0);
});
