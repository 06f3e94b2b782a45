import { beforeEach, expect, test, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { credentialStorage, settingsInUse } from '../../src/background/credential-storage';
import { bucketOf, closeBucket, currentBucket, openedBucket } from '../../src/background/current-bucket';
import { saveFromWeb } from '../../src/background/save-from-web';
import { saveSettings } from '../../src/background/settings-store';
import { signIn } from '../../src/background/sign-in';
import { transferHandlers } from '../../src/background/transfer-handlers';
import { bucketIdentity, type Settings, withIdentity } from '../../src/core/settings';
import type { WebSource } from '../../src/core/source';
import type { Transfer } from '../../src/core/transfer';
import type { Transfers } from '../../src/transfers/transfers';
import { SETTINGS } from './settings';

const ISSUER = 'https://issuer.example';
const OWN: Settings = {
  ...SETTINGS,
  ...{ access: 'user', issuer: ISSUER, clientId: 'shoebox', folder: 'users/{identity}/' },
};
const ADAS = 'us-east-1:00000000-0000-4000-8000-00000000000a';
const BENS = 'us-east-1:00000000-0000-4000-8000-00000000000b';

/** Who was signed in last, as an earlier browser session left it. */
async function lastUser(subject: string | null, identityId: string | null = null): Promise<void> {
  const provider = `shoebox@${ISSUER}`;
  await browser.storage.local.set({ 'signed-in-user': { provider, subject, user: subject } });
  if (identityId !== null)
    await credentialStorage.identities.set(
      `${OWN.identityPoolId}@${OWN.cognitoEndpoint} ${subject}@${ISSUER}`,
      identityId,
    );
  await signIn.follow();
  closeBucket();
}

/** Of the transfers, what choosing an album needs. */
function transfersWith(all: Transfer[]) {
  const chosen: (Pick<Transfer, 'bucket' | 'owner'> | undefined)[] = [];
  const transfers = {
    add: async (added: readonly Transfer[]) => void all.push(...added),
    all: async () => all,
    get: async (id: string) => all.find(transfer => transfer.id === id) ?? null,
    dismiss: async () => {},
    chooseAlbum: async (_id: string, _album: string, place?: Pick<Transfer, 'bucket' | 'owner'>) =>
      void chosen.push(place),
  };
  return { transfers: transfers as unknown as Transfers, chosen }; // nothing else is asked of it here
}

const PICTURE: WebSource = {
  kind: 'web',
  wanted: 'image',
  ...{ url: 'https://h/a.jpg', betterUrls: [], alt: '', pageTitle: '' },
  ...{ pageUrl: 'https://h/', frameUrl: 'https://h/', tabId: 1, frameId: 0 },
};

beforeEach(async () => {
  await browser.storage.local.clear();
  await saveSettings(OWN);
});

test('a folder of the user’s own is that of the one who was signed in last, also after a restart', async () => {
  await lastUser('ada', ADAS);
  expect(await settingsInUse()).toEqual(withIdentity(OWN, ADAS));
  expect((await currentBucket()).settings.folder).toBe(`users/${ADAS}/`);
});

test('without anybody who was signed in the bucket needs a sign-in', async () => {
  await lastUser(null);
  expect(await settingsInUse()).toEqual(OWN);
  await expect(currentBucket()).rejects.toMatchObject({ code: 'sign-in-needed' });
});

const ownerOf = (subject: string) => ({ issuer: ISSUER, subject, user: subject });

test('what is saved is that of the user who was signed in last, and of nobody’s for guests and after a sign-out', async () => {
  const all: Transfer[] = [];
  const { transfers } = transfersWith(all);
  await lastUser('ada', ADAS);
  await saveFromWeb(transfers, 'Cats/', [PICTURE]);
  await lastUser(null);
  await saveFromWeb(transfers, 'Cats/', [PICTURE]);
  await saveSettings({ ...OWN, access: 'guest', folder: '' });
  await saveFromWeb(transfers, 'Cats/', [PICTURE]);
  expect(all.map(({ owner }) => owner)).toEqual([ownerOf('ada'), null, null]);
});

test.each([
  ['a folder of one’s own', OWN],
  ['a folder that is shared', { ...OWN, folder: 'team/' }],
])(
  'in %s, what is one user’s waits for them while another is known, and for a sign-in while nobody is',
  async (_case, settings) => {
    await saveSettings(settings);
    await lastUser('ada', ADAS);
    const bucket = bucketIdentity((await currentBucket()).settings);
    await lastUser('ben', BENS);
    await expect(bucketOf(bucket, ownerOf('ada'))).rejects.toMatchObject({
      code: 'other-user',
      detail: { user: 'ada' },
    });
    await lastUser(null);
    await expect(bucketOf(bucket, ownerOf('ada'))).rejects.toMatchObject({ code: 'sign-in-needed' });
  },
);

test.each([
  ['guests', { ...OWN, access: 'guest' as const, folder: 'team/' }],
  ['users of another provider', { ...OWN, folder: 'team/', issuer: 'https://other.example' }],
])('what is one user’s is not gone on with by settings with %s', async (_case, settings) => {
  await saveSettings(settings);
  await expect(bucketOf(bucketIdentity(settings), ownerOf('ada'))).rejects.toMatchObject({
    code: 'other-bucket',
    detail: { bucket: ISSUER },
  });
  await expect(
    bucketOf(bucketIdentity({ ...settings, bucket: 'before' }), ownerOf('ada')),
  ).rejects.toMatchObject({ code: 'other-bucket', detail: { bucket: 'before' } });
});

test.each([
  ['another bucket', { bucket: 'before' }, 'before'],
  ['another folder', { folder: 'a@b/c/' }, `${OWN.bucket}/a@b/c/`],
  ['no folder', { folder: '' }, `${OWN.bucket}/`],
])('what was meant for %s says what the options are to be changed back to', async (_, before, place) => {
  const settings: Settings = { ...OWN, access: 'guest', folder: 'team/' };
  await saveSettings(settings);
  closeBucket();
  await expect(bucketOf(bucketIdentity({ ...settings, ...before }), null)).rejects.toMatchObject({
    code: 'other-bucket',
    detail: { bucket: place },
  });
});

test('a bucket that was opened for one user never signs as another who has signed in since', async () => {
  await saveSettings({ ...OWN, folder: 'team/' });
  await lastUser('ada', ADAS);
  const { bucket } = await openedBucket();
  await browser.storage.local.set({
    'signed-in-user': { provider: `shoebox@${ISSUER}`, subject: 'ben', user: 'ben' },
  });
  await signIn.follow();
  await expect(bucket.identity.credentials()).rejects.toMatchObject({
    code: 'other-user',
    detail: { user: 'ada' },
  });
  expect((await openedBucket()).owner).toEqual(ownerOf('ben'));
});

test.each([
  ['another user signs in', 'ben', 'other-user'],
  ['the other user signs out', null, 'sign-in-needed'],
])('what is one user’s is never opened as another, also when %s meanwhile', async (_case, last, code) => {
  await saveSettings({ ...OWN, folder: 'team/' });
  await lastUser('ben', BENS);
  const { bucket } = await openedBucket();
  if (last !== null) await lastUser('ada', ADAS);
  const asked = vi.spyOn(signIn, 'assertNoOther').mockImplementationOnce(async () => {
    const provider = `shoebox@${ISSUER}`;
    await browser.storage.local.set({ 'signed-in-user': { provider, subject: last, user: last } });
    await signIn.follow();
  });
  await expect(bucketOf(bucketIdentity(bucket.settings), ownerOf('ada'))).rejects.toMatchObject({
    code,
    detail: { provider: `shoebox@${ISSUER}`, subject: 'ada', user: 'ada' },
  });
  asked.mockRestore();
});

test('without an owner, what was meant for one user’s folder is another bucket when somebody else has signed in', async () => {
  await lastUser('ben', BENS);
  const adas = bucketIdentity(withIdentity(OWN, ADAS));
  await expect(bucketOf(adas, null)).rejects.toMatchObject({ code: 'other-bucket' });
});

test('a picture that was saved while nobody was signed in goes to the one who chooses its album', async () => {
  await lastUser(null);
  const all: Transfer[] = [];
  const { transfers, chosen } = transfersWith(all);
  await saveFromWeb(transfers, 'users/somebody/Cats/', [PICTURE]);
  const [saved] = all;
  expect(saved).toMatchObject({ album: null, bucket: bucketIdentity(OWN) });
  const { chooseAlbum } = transferHandlers(transfers, () => Promise.reject(new Error('not called')));
  const choice = { id: saved?.id ?? '', album: `users/${BENS}/Cats/` };
  await expect(chooseAlbum(choice)).rejects.toMatchObject({ code: 'sign-in-needed' });
  await lastUser('ben', BENS);
  await chooseAlbum(choice);
  expect(chosen).toEqual([{ bucket: bucketIdentity(withIdentity(OWN, BENS)), owner: ownerOf('ben') }]);
});

test('files can’t be added to an album while nobody is known of', async () => {
  await lastUser(null);
  const { transfers } = transfersWith([]);
  const { addFiles } = transferHandlers(transfers, () => Promise.reject(new Error('not called')));
  const file = { blobId: 'x', name: 'a.jpg', size: 1, mediaType: 'image/jpeg' };
  await expect(addFiles({ album: 'Cats/', files: [file] })).rejects.toMatchObject({ code: 'sign-in-needed' });
});
