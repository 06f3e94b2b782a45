// @vitest-environment happy-dom
import { h, render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import browser, { type Permissions } from 'webextension-polyfill';
import type { AccessKeysStatus } from '../../../src/core/access-keys';
import { ShoeboxError } from '../../../src/core/failure';
import { NO_POLICY, type Policy, parsePolicy } from '../../../src/core/policy';
import { EMPTY_SETTINGS, type Settings } from '../../../src/core/settings';
import { setupCodeOf } from '../../../src/core/setup-code';
import { OptionsPage } from '../../../src/options/options-page';
import { settle } from '../../ui/render-hook';
import { fakeBrowser, fakeEvent } from '../../webextension/fake-browser';
import { ScriptedWorker } from '../../webextension/scripted-worker';

const worker = new ScriptedWorker();
const request = vi.fn<(permissions: Permissions.Permissions) => Promise<boolean>>();
fakeBrowser({
  extension: { inIncognitoContext: false },
  permissions: {
    contains: async () => true,
    getAll: async () => ({}),
    onAdded: fakeEvent(),
    onRemoved: fakeEvent(),
    request,
  },
  runtime: { ...browser.runtime, getURL: path => path },
  storage: { ...browser.storage, sync: { onChanged: fakeEvent() }, onChanged: fakeEvent() },
});

const KEYS: Settings = {
  ...EMPTY_SETTINGS,
  bucket: 'my-bucket',
  region: 'auto',
  endpoint: 'https://0123456789abcdef0123456789abcdef.r2.cloudflarestorage.com',
  pathStyle: true,
  access: 'keys',
};
const ID = 'AKIAIOSFODNN7EXAMPLE';
const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const KEPT: AccessKeysStatus = { accessKeyId: ID, retention: 'session' };

let page: HTMLElement;

beforeEach(() => {
  worker.clear();
  request.mockReset().mockResolvedValue(true);
});
afterEach(() => settle(() => render(null, page)));

async function open(
  stored: Settings | null,
  kept: AccessKeysStatus | null = null,
  policy: Policy = NO_POLICY,
): Promise<void> {
  page = document.createElement('div');
  document.body.replaceChildren(page);
  await settle(() => render(h(OptionsPage, {}), page));
  await settle(() => {
    worker.lastCall('policy.get').resolve(policy);
    worker.lastCall('settings.stored').resolve(stored);
  });
  await settle();
  if (stored?.access === 'keys') await settle(() => worker.lastCall('access-keys.status').resolve(kept));
}

const field = (id: string): HTMLInputElement | null => page.querySelector<HTMLInputElement>(`#${id}`);
const type = (id: string, text: string): Promise<void> =>
  settle(() => {
    const input = field(id);
    if (input === null) throw new Error(`no ${id}`);
    input.value = text;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    input.dispatchEvent(new Event('change', { bubbles: true }));
    input.dispatchEvent(new Event('blur'));
  });
const typeKeys = async (id = ID, secret = SECRET): Promise<void> => {
  await type('field-accessKeyId', id);
  await type('field-secretAccessKey', secret);
};
const button = (name: string): HTMLButtonElement | undefined =>
  [...page.querySelectorAll('button')].find(
    one => one.textContent === name || one.getAttribute('aria-label') === name,
  );
const press = (name: string): Promise<void> => settle(() => button(name)?.click());
const save = (): Promise<void> =>
  settle(() => void page.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true })));
const paste = async (text: string, target: Element = page): Promise<boolean> => {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
  await settle(() => void target.dispatchEvent(event));
  return event.defaultPrevented;
};
const problem = (id: string): string => page.querySelector(`#${id}-problem`)?.textContent?.trim() ?? '';
const status = (): string => page.querySelector('#save-status')?.textContent ?? '';

test('with access keys nothing of AWS’s identity pools is asked for', async () => {
  await open({ ...KEYS, endpoint: '', region: 'eu-west-1' });
  expect(field('field-accessKeyId')).not.toBeNull();
  expect(field('field-identityPoolId')).toBeNull();
  expect(field('field-cognitoEndpoint')).toBeNull();
  expect(field('field-issuer')).toBeNull();
});

test('keys are kept before the settings are saved, and are gone from the page then', async () => {
  await open(KEYS);
  await typeKeys(` ${ID}`, `${SECRET}\t`);
  await settle(() => field('key-remember')?.click());
  await save();
  expect(worker.callsOf('settings.save')).toEqual([]);
  expect(worker.lastCall('access-keys.save').args).toEqual({
    settings: KEYS,
    keys: { accessKeyId: ID, secretAccessKey: SECRET },
    retention: 'computer',
  });
  await settle(() => worker.lastCall('access-keys.save').resolve({ ...KEPT, retention: 'computer' }));
  await settle(() => worker.lastCall('settings.save').resolve(KEYS));
  await settle();
  expect(worker.lastStream('connection.test').args).toEqual(KEYS);
  expect(page.querySelector('.kept-key')?.textContent).toContain(
    'Key AKIA…MPLE, remembered on this computer',
  );
  expect(field('field-secretAccessKey')).toBeNull();
  await press('Replace the access key');
  expect([field('field-accessKeyId')?.value, field('field-secretAccessKey')?.value]).toEqual(['', '']);
});

test('settings are not saved where the keys could not be kept, and the keys stay in the fields', async () => {
  await open(KEYS);
  await typeKeys();
  await save();
  await settle(() => worker.lastCall('access-keys.save').reject(new ShoeboxError('access-keys-not-kept')));
  expect(worker.callsOf('settings.save')).toEqual([]);
  expect(field('field-secretAccessKey')?.value).toBe(SECRET);
  expect(page.querySelector('[role=alert]')?.textContent).toContain('can’t keep the access key');
});

test('keys that are kept are told by their ends, and saving other settings leaves them alone', async () => {
  await open(KEYS, KEPT);
  expect(page.querySelector('.kept-key')?.textContent).toContain(
    'Key AKIA…MPLE, kept until the browser closes',
  );
  expect(field('field-accessKeyId')).toBeNull();
  await type('field-folder', 'pictures');
  await save();
  expect(worker.callsOf('access-keys.save')).toEqual([]);
  expect(worker.lastCall('settings.save').args).toMatchObject({ folder: 'pictures/' });
});

test('the key in the place of one that is remembered is remembered, too', async () => {
  await open(KEYS, { ...KEPT, retention: 'computer' });
  await press('Replace the access key');
  expect(field('key-remember')?.checked).toBe(true);
});

test('a key is replaced by another, or kept all the same', async () => {
  await open(KEYS, KEPT);
  await press('Replace the access key');
  await type('field-accessKeyId', 'AKIAOTHEROTHEROTHER1');
  expect(button('Test connection')).toBeUndefined();
  await press('Keep the saved key');
  expect(page.querySelector('.kept-key')?.textContent).toContain('AKIA…MPLE');
  await press('Replace the access key');
  expect(field('field-accessKeyId')?.value).toBe('');
});

test('a key is forgotten only after its dialog, and then asked for', async () => {
  await open(KEYS, KEPT);
  await press('Forget the access key');
  await press('Cancel');
  expect(worker.callsOf('access-keys.forget')).toEqual([]);
  await press('Forget the access key');
  const dialog = page.querySelector('dialog');
  await settle(() => dialog?.querySelector<HTMLButtonElement>('.button-danger')?.click());
  await settle(() => worker.lastCall('access-keys.forget').resolve(undefined));
  expect(page.querySelector('dialog')).toBeNull();
  expect(field('field-accessKeyId')).not.toBeNull();
  expect(status()).toContain('Shoebox has no access key for this bucket');
});

test('where none is kept, as after a new start of the browser, the page says so and asks', async () => {
  await open(KEYS);
  expect(status()).toContain('Shoebox has no access key for this bucket');
  await type('field-accessKeyId', ID);
  expect(status()).toBe('');
});

test('keys that were entered in another window are known once this one has the focus', async () => {
  await open(KEYS);
  await settle(() => void window.dispatchEvent(new Event('focus')));
  await settle(() => worker.lastCall('access-keys.status').resolve(KEPT));
  expect(page.querySelector('.kept-key')?.textContent).toContain('AKIA…MPLE');
});

test('keys of one bucket are not taken for those of another', async () => {
  await open(KEYS, KEPT);
  await type('field-bucket', 'other-bucket');
  expect(worker.lastCall('access-keys.status').args).toMatchObject({ bucket: 'other-bucket' });
  await settle(() => worker.lastCall('access-keys.status').resolve(null));
  expect(page.querySelector('.kept-key')).toBeNull();
  await save();
  expect(problem('field-accessKeyId')).toBe('Enter the access key ID.');
  expect(worker.callsOf('settings.save')).toEqual([]);
  await type('field-bucket', 'my-bucket');
  await settle(() => worker.lastCall('access-keys.status').resolve(KEPT));
  expect(page.querySelector('.kept-key')?.textContent).toContain('AKIA…MPLE');
});

test.each([
  ['', '', 'Enter the access key ID.', 'Enter the secret access key.'],
  [`${ID} x`, SECRET, 'There are spaces in it. Copy the key again, and nothing around it.', ''],
  ['é', SECRET, 'This isn’t an access key ID. It has only letters, digits and signs.', ''],
  [
    `ASIA${ID.slice(4)}`,
    SECRET,
    'This key is temporary and would soon stop working. Enter a long-term one, which begins with AKIA.',
    '',
  ],
])('the keys %j and %j are refused with what is wrong', async (id, secret, idProblem, secretProblem) => {
  await open(KEYS);
  await typeKeys(id, secret);
  await save();
  expect(status()).toContain(id === '' ? 'Not saved yet' : 'Not saved. Please correct the marked fields.');
  expect([problem('field-accessKeyId'), problem('field-secretAccessKey')]).toEqual([
    idProblem,
    secretProblem,
  ]);
  expect(worker.callsOf('access-keys.save')).toEqual([]);
  expect(field('field-accessKeyId')?.getAttribute('aria-describedby')).toContain('field-accessKeyId-problem');
});

test('halves that are in each other’s place are swapped with one button', async () => {
  await open(KEYS);
  await typeKeys(SECRET, ID);
  expect(problem('field-secretAccessKey')).toContain('in each other’s place');
  await press('Swap them');
  expect([field('field-accessKeyId')?.value, field('field-secretAccessKey')?.value]).toEqual([ID, SECRET]);
  expect(problem('field-secretAccessKey')).toBe('');
});

test('the secret is shown only on demand, and taken for no login of this page', async () => {
  await open(KEYS);
  const secret = field('field-secretAccessKey');
  expect([secret?.type, secret?.getAttribute('autocomplete')]).toEqual(['password', 'new-password']);
  await press('Show secret access key');
  expect([field('field-secretAccessKey'), secret?.type]).toEqual([secret, 'text']);
  await press('Hide secret access key');
  expect(secret?.type).toBe('password');
});

test('what it means to remember a key is said as soon as that is chosen', async () => {
  await open(KEYS);
  expect(page.querySelector('#key-remember-help')?.textContent).toContain('each time the browser starts');
  await settle(() => field('key-remember')?.click());
  expect(page.querySelector('[role=status] > .field-warning')?.textContent).toContain('shared computer');
});

test('a pair that is pasted anywhere goes into its fields, and nowhere else', async () => {
  await open({ ...KEYS, access: 'guest', identityPoolId: 'us-east-1:11111111-2222-3333-4444-555555555555' });
  const bucket = field('field-bucket');
  if (bucket === null) throw new Error('no bucket');
  expect(await paste(`Access key ID,Secret access key\n${ID},${SECRET}\n`, bucket)).toBe(true);
  expect(bucket.value).toBe('my-bucket');
  expect([field('field-accessKeyId')?.value, field('field-secretAccessKey')?.value]).toEqual([ID, SECRET]);
  expect(page.textContent).toContain('Filled in from what you pasted: Access key ID and Secret access key.');
});

test('in the first run a pasted pair leads to the fields of a bucket that there is', async () => {
  await open(null);
  await paste(`aws_access_key_id = ${ID}\naws_secret_access_key = ${SECRET}`);
  expect(field('field-accessKeyId')?.value).toBe(ID);
  expect(page.querySelector('#setup-guide')?.textContent).not.toContain('IAM role');
});

test('settings that come as a set-up code are saved, and then wait for the key of this computer', async () => {
  await open(null);
  await paste(setupCodeOf(KEYS));
  await settle();
  await settle(() => worker.lastCall('settings.save').resolve(KEYS));
  for (const asked of worker.callsOf('access-keys.status')) await settle(() => asked.resolve(null));
  expect(status()).toContain('Shoebox has no access key for this bucket');
  expect(worker.streamsOf('connection.test')).toEqual([]);
});

test('keys that were typed are not saved for the bucket of a set-up code that is pasted then', async () => {
  await open(null);
  await paste(`${ID}\n${SECRET}`);
  expect(field('field-secretAccessKey')?.value).toBe(SECRET);
  await paste(setupCodeOf({ ...KEYS, endpoint: 'https://s3.elsewhere.example' }));
  await settle();
  expect(worker.lastCall('settings.save').args).toMatchObject({ endpoint: 'https://s3.elsewhere.example' });
  expect(worker.callsOf('access-keys.save')).toEqual([]);
  expect(page.innerHTML).not.toContain(SECRET);
  expect(field('field-secretAccessKey')?.value ?? '').toBe('');
});

test.each([
  [ID, 'field-accessKeyId'],
  [SECRET, 'field-secretAccessKey'],
])('half a pair in the bucket’s field, %s, goes where it belongs', async (half, target) => {
  await open({ ...KEYS, access: 'guest', identityPoolId: 'us-east-1:11111111-2222-3333-4444-555555555555' });
  await type('field-bucket', half);
  expect([field('field-bucket')?.value, field(target)?.value]).toEqual(['', half]);
});

test('where the organization has guests come in, no keys are taken', async () => {
  const policy = parsePolicy({ settings: { access: 'guest' } });
  await open(
    { ...KEYS, access: 'guest', identityPoolId: 'us-east-1:11111111-2222-3333-4444-555555555555' },
    null,
    policy,
  );
  expect(await paste(`${ID}\n${SECRET}`)).toBe(false);
  expect(field('field-accessKeyId')).toBeNull();
});

test('for an endpoint without identity pools the page says that it takes access keys', async () => {
  await open({ ...KEYS, access: 'guest', identityPoolId: 'us-east-1:11111111-2222-3333-4444-555555555555' });
  expect(page.textContent).toContain('Only AWS has identity pools.');
  await settle(() => page.querySelectorAll<HTMLInputElement>('[name=field-access]')[2]?.click());
  expect(page.textContent).not.toContain('Only AWS has identity pools.');
});

test.each([
  ['https://s3.us-west-004.backblazeb2.com', 'Application Keys', 'https://secure.backblaze.com/'],
  ['https://s3.example.com', 'list, read, save and delete in this bucket', null],
])('which key to make is said in the words of the store at %s', async (endpoint, words, link) => {
  await open({ ...KEYS, endpoint });
  const advice = [...page.querySelectorAll('details')].find(({ textContent }) =>
    textContent?.startsWith('Which key to make'),
  );
  expect(advice?.textContent).toContain(words);
  expect(advice?.querySelector('a')?.href.slice(0, link?.length) ?? null).toBe(link);
});

test('for AWS the policy is written for exactly this bucket', async () => {
  await open({ ...KEYS, endpoint: '', region: 'eu-west-1' });
  expect(page.textContent).toContain('arn:aws:s3:::my-bucket/*');
  expect(page.querySelector('.console-link')?.getAttribute('href')).toContain('console.aws.amazon.com/iam');
});
