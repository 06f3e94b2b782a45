import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AccessKeys, KEY_RETENTIONS } from '../../src/core/access-keys';
import type { InterceptedRequest } from '../local-aws/index';
import { ACCESS_KEYS, BUCKET, type E2eFixture, GUEST_POOL, openFixture, optionsPage } from './fixture';
import { clickMenuItem } from './menu-click';

// Where the secret of an access key is, after it was entered and everything was done with it: wherever the browser keeps or
// sends anything.

/** Entered in the page, unlike the fixture's. */
const TYPED: AccessKeys = {
  accessKeyId: 'AKIATYPEDINTHEPAGE00',
  secretAccessKey: 'typedSecretThatIsLookedForEverywhere0000',
};
const SECRET = TYPED.secretAccessKey;

/** All that the pages of an extension can read of what it stores. */
const storedIn = (page: Page): Promise<Readonly<Record<string, string>>> =>
  page.evaluate(async () => {
    const found: Record<string, string> = {};
    for (const area of ['local', 'sync', 'session'] as const)
      found[area] = JSON.stringify(await chrome.storage[area].get(null));
    found['localStorage'] = JSON.stringify({ ...localStorage, ...sessionStorage });
    const databases = await indexedDB.databases();
    for (const { name = '' } of databases) found[`indexedDB ${name}`] = await contentOf(name);
    return found;

    /** Every record; keys of `crypto.subtle` by whether they can be had. */
    async function contentOf(name: string): Promise<string> {
      const asked = <Value>(request: IDBRequest<Value>): Promise<Value> =>
        new Promise((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      const database = await asked(indexedDB.open(name));
      const texts: string[] = [];
      for (const store of database.objectStoreNames) {
        const records: unknown[] = await asked(database.transaction(store).objectStore(store).getAll());
        for (const record of records) texts.push(await textOf(record));
      }
      database.close();
      return texts.join('\n');
    }

    async function textOf(value: unknown): Promise<string> {
      if (value instanceof CryptoKey) {
        const raw = await crypto.subtle.exportKey('raw', value).catch(() => null);
        return raw === null ? 'a key that nothing exports' : new TextDecoder().decode(raw);
      }
      if (value instanceof Blob) return value.text();
      if (typeof value !== 'object' || value === null) return String(value);
      return (await Promise.all(Object.values(value).map(textOf))).join(' ');
    }
  });

/** Files below a folder, by their path in it, that hold the text, also in UTF-16. */
async function filesWith(folder: string, text: string): Promise<readonly string[]> {
  const forms = [Buffer.from(text), Buffer.from(text, 'utf16le')];
  const all = await readdir(folder, { recursive: true, withFileTypes: true });
  const found = await Promise.all(
    all
      .filter(entry => entry.isFile())
      .map(async entry => {
        const path = join(entry.parentPath, entry.name);
        const bytes = await readFile(path);
        return forms.some(form => bytes.includes(form)) ? [relative(folder, path)] : [];
      }),
  );
  return found.flat();
}

describe.each(KEY_RETENTIONS)('the secret of an access key that is kept for the %s', retention => {
  let fixture: E2eFixture;
  let dir: string;
  let options: Page;
  const requests: InterceptedRequest[] = [];
  const replies: unknown[] = [];

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'shoebox-secret-'));
    fixture = await openFixture({ access: 'keys', retention, profile: dir });
    fixture.aws.setUsers([ACCESS_KEYS, TYPED].map(keys => ({ ...keys, policy: GUEST_POOL.role })));
    fixture.aws.intercept(request => void requests.push(request));
    options = await optionsPage(fixture.browser);
    await options.reload();
    await options.getByRole('button', { name: 'Replace the access key' }).click();
    await options.getByLabel('Access key ID', { exact: true }).fill(TYPED.accessKeyId);
    await options.getByLabel('Secret access key', { exact: true }).fill(SECRET);
    if (retention === 'computer') await options.getByLabel('Remember on this computer').check();
    await options.getByRole('button', { name: 'Save', exact: true }).click();
    await options
      .locator('.save-status .notice-title')
      .getByText(/^Saved and working/)
      .waitFor();
    await use();
  }, 120_000);

  afterAll(async () => {
    await fixture.close();
    await rm(dir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  });

  /** Does what people do, and what fails, and asks for all that the worker tells. */
  async function use(): Promise<void> {
    await clickMenuItem(fixture, `${fixture.site.url}photos/rocket.jpg`, 'Keys/');
    await fixture.transferThat(({ key, state }) => key === 'Keys/rocket.jpg' && state === 'saved');
    await fixture.browser.killWorker();
    replies.push(await fixture.testConnection());
    fixture.aws.setUsers([{ ...TYPED, secretAccessKey: 'another', policy: GUEST_POOL.role }]);
    replies.push(await fixture.call('photos.details', { key: 'Keys/rocket.jpg' }));
    for (const name of [
      'settings.get',
      'policy.get',
      'preferences.get',
      'albums.list',
      'diagnostics.get',
    ] as const)
      replies.push(await fixture.call(name, undefined));
    replies.push(await fixture.call('access-keys.status', null), await fixture.transfers());
  }

  test('is in no request and in nothing that the worker tells', () => {
    expect(requests.length).toBeGreaterThan(3);
    expect(requests.some(({ headers }) => headers['authorization']?.includes(TYPED.accessKeyId))).toBe(true);
    expect(JSON.stringify(requests)).not.toContain(SECRET);
    expect(JSON.stringify(replies)).toContain(TYPED.accessKeyId); // of its status
    expect(JSON.stringify(replies)).not.toContain(SECRET);
  });

  test('is no longer in the page that it was typed into, nor in what that exports', async () => {
    const values = await options
      .locator('input, textarea')
      .evaluateAll(all => all.map(one => (one as HTMLInputElement | HTMLTextAreaElement).value));
    expect(`${await options.content()} ${values.join(' ')}`).not.toContain(SECRET);
    const [download] = await Promise.all([
      options.waitForEvent('download'),
      options.getByRole('button', { name: 'Save settings as a file' }).click(),
    ]);
    const exported = await readFile(await download.path(), 'utf8');
    expect(exported).toContain('"access": "keys"');
    expect(exported).not.toMatch(/Secret|AKIA/u);
  });

  test(`can be read from ${retention === 'session' ? 'the session’s storage alone' : 'no storage'}`, async () => {
    const stored = await storedIn(options);
    expect(Object.keys(stored)).toContain('indexedDB shoebox-transfers');
    const places = Object.keys(stored).filter(name => stored[name]?.includes(SECRET));
    expect(places).toEqual(retention === 'session' ? ['session'] : []);
  });

  // Last: the browser has written all of it only when it has ended.
  test('is in no file of the browser’s profile but, where the computer keeps it, in its key', async () => {
    await fixture.browser.close();
    const files = await filesWith(dir, SECRET);
    expect(await filesWith(dir, BUCKET)).not.toEqual([]); // of the settings: what is looked for can be found
    const isKey = (path: string): boolean => /(?:^|\/)IndexedDB\/chrome-extension_/u.test(path);
    expect(files.filter(path => retention === 'session' || !isKey(path))).toEqual([]);
  });
});
