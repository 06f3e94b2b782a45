import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { afterEach, expect, test } from 'vitest';
import { MAX_PARTS, partBytesFor } from '../../src/core/parts';
import { isLoginShown } from '../browser/login-page';
import { managerOf } from './manager';
import { openSignInFixture, type SignInFixture } from './sign-in-fixture';
import { ADA } from './user-pool';

const MIB = 1024 ** 2;
const SIZE = 1024 * MIB;

let fixture: SignInFixture;
let folder: string;

afterEach(async () => {
  await rm(folder, { recursive: true });
  await fixture.close();
});

/** A file with holes, of which no two MiB are the same. */
async function writeLarge(path: string): Promise<void> {
  const file = await open(path, 'w');
  await file.truncate(SIZE);
  for (let at = 0; at < SIZE; at += MIB) await file.write(`MiB ${at / MIB}`, at);
  await file.close();
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: MIB }), hash);
  return hash.digest('hex');
}

const answered = (operation: string, status: number): number =>
  fixture.aws.requests.filter(request => request.operation === operation && request.status === status).length;

test('1 GiB outlives tokens and credentials several times, waits where nothing renews them, and goes on after the sign-in with no part stored twice', async () => {
  fixture = await openSignInFixture({ credentialLifeSeconds: 3, provider: { lives: { tokens: 3 } } });
  expect(await fixture.signIn()).toMatchObject({ ok: true });
  const ada = await fixture.identity();
  folder = await mkdtemp(join(tmpdir(), 'shoebox-large-'));
  const path = join(folder, 'large.mp4');
  await writeLarge(path);
  await fixture.owner.put('Trips/');
  const manager = managerOf(fixture);
  await manager.open('Trips/');

  let parts = 0;
  fixture.aws.intercept(({ operation }) => {
    // Half of it is there: nothing renews her sign-in any more.
    if (operation === 'UploadPart' && ++parts === 64) fixture.provider.revokeUser(ADA.name);
    return operation === 'UploadPart' ? { delayMs: 300 } : undefined;
  });
  const chooser = manager.page.waitForEvent('filechooser');
  await manager.button('Add photos').first().click();
  await (await chooser).setFiles(path);
  const { uploaded } = await fixture.transferThat(({ waiting }) => waiting?.kind === 'sign-in', 60_000);
  expect(uploaded).toBeGreaterThan(SIZE / 3);
  expect(uploaded).toBeLessThan(SIZE);
  expect([fixture.grants('refresh_token') > 1, answered('GetCredentialsForIdentity', 200) > 2]).toEqual([
    true,
    true,
  ]);
  expect(isLoginShown(fixture.browser.context)).toBe(false);

  expect(await fixture.signIn()).toMatchObject({ ok: true });
  await fixture.transferThat(({ state }) => state === 'saved', 60_000);
  expect(await fixture.owner.sha256('Trips/large.mp4')).toBe(await sha256Of(path));
  expect(answered('UploadPart', 200)).toBe(Math.ceil(SIZE / partBytesFor(SIZE, MAX_PARTS)));
  expect([answered('CreateMultipartUpload', 200), answered('AbortMultipartUpload', 204)]).toEqual([1, 0]);
  expect([await fixture.identity(), answered('GetId', 200)]).toEqual([ada, 1]);
}, 180_000);
