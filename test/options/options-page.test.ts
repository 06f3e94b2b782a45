// @vitest-environment happy-dom
import { h, render } from 'preact';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import browser, { type Storage } from 'webextension-polyfill';
import { NO_POLICY, type Policy, parsePolicy } from '../../src/core/policy';
import { DEFAULT_PREFERENCES } from '../../src/core/preferences';
import type { Settings } from '../../src/core/settings';
import { settingsFileOf } from '../../src/core/settings-file';
import { setupCodeOf } from '../../src/core/setup-code';
import { OptionsPage } from '../../src/options/options-page';
import { settle } from '../ui/render-hook';
import { fakeBrowser, fakeEvent } from '../webextension/fake-browser';
import { ScriptedWorker } from '../webextension/scripted-worker';

const worker = new ScriptedWorker();
const onChanged = fakeEvent<(changes: Storage.StorageAreaOnChangedChangesType) => void>();
const onAnyChange = fakeEvent<(changes: object, area: string) => void>();
const storageChanges = (key: string, newValue: unknown): Promise<void> =>
  settle(() => void onChanged.emit({ [key]: { newValue } }));
fakeBrowser({
  extension: { inIncognitoContext: false },
  permissions: {
    contains: async () => true,
    request: async () => true,
    getAll: async () => ({ origins: [] }),
    onAdded: fakeEvent(),
    onRemoved: fakeEvent(),
  },
  runtime: { ...browser.runtime, getURL: path => path },
  storage: { ...browser.storage, sync: { onChanged }, onChanged: onAnyChange },
});

const SETTINGS: Settings = {
  bucket: 'stored-bucket',
  region: 'eu-central-1',
  identityPoolId: 'eu-central-1:11111111-2222-3333-4444-555555555555',
  folder: '',
  endpoint: '',
  pathStyle: false,
  cognitoEndpoint: '',
  ...{ encryption: 'none', kmsKey: '', requesterPays: false, access: 'guest', issuer: '', clientId: '' },
};

let page: HTMLElement;

/** What the worker says when the page asks what is imposed, and what is in force. */
const answer = (policy: Policy, settings: Settings | null): Promise<void> =>
  settle(() => {
    worker.lastCall('policy.get').resolve(policy);
    worker.lastCall('settings.stored').resolve(settings);
  });

beforeEach(async () => {
  worker.clear();
  page = document.createElement('div');
  document.body.replaceChildren(page);
  await settle(() => render(h(OptionsPage, {}), page));
  await answer(NO_POLICY, SETTINGS);
  await settle(() => {
    for (const call of worker.callsOf('preferences.get')) call.resolve(DEFAULT_PREFERENCES);
  });
});
afterEach(() => settle(() => render(null, page)));

const field = (label: string): HTMLInputElement => {
  const found = [...page.querySelectorAll('label')].find(({ textContent }) => textContent === label);
  return page.querySelector<HTMLInputElement>(`#${found?.htmlFor}`) ?? document.createElement('input');
};
const type = (label: string, text: string): Promise<void> =>
  settle(() => {
    field(label).value = text;
    field(label).dispatchEvent(new Event('input', { bubbles: true }));
  });
const save = (): Promise<void> =>
  settle(() => void page.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true })));

const paste = (text: string, target: Element = page): Promise<boolean> => {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
  return settle(() => void target.dispatchEvent(event)).then(() => event.defaultPrevented);
};

const card = (): HTMLElement | null => page.querySelector('.import');
/** The rows of the card: a name, and what stands beside it. */
const rows = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...page.querySelectorAll('.import-rows > div')].map(row => [
      row.querySelector('dt')?.textContent ?? '',
      row.querySelector('dd')?.textContent ?? '',
    ]),
  );
const press = (name: string): Promise<void> =>
  settle(() => {
    const buttons = [...page.querySelectorAll('button')];
    buttons.find(({ textContent }) => textContent === name)?.click();
  });

test('a set-up code that is pasted over settings shows what it would change, and saves nothing before that is confirmed', async () => {
  const other = { ...SETTINGS, bucket: 'other-bucket', folder: 'team/' };
  await type('Bucket', 'typed-bucket');
  expect(await paste(`Here it is: ${setupCodeOf(other)}`)).toBe(true);
  expect(rows()).toEqual({
    Bucket: 'other-bucketNow: stored-bucket',
    Region: 'eu-central-1',
    'Folder in the bucket': 'team/Now: The whole bucket',
    'How Shoebox gets in': 'Guests',
  });
  expect(field('Bucket').value).toBe('typed-bucket');
  expect(worker.callsOf('settings.save')).toEqual([]);
  await press('Use these settings');
  expect(worker.lastCall('settings.save').args).toEqual(other);
  expect(card()).toBeNull();
  await settle(() => worker.lastCall('settings.save').resolve(other));
  expect(field('Bucket').value).toBe('other-bucket');
  expect(page.querySelector('.save-status')?.textContent).toContain('Saved');
});

test('a set-up code of a bucket with access keys says so in words', async () => {
  await paste(setupCodeOf({ ...SETTINGS, access: 'keys', identityPoolId: '' }));
  expect(rows()['How Shoebox gets in']).toBe('An access keyNow: Guests');
});

test('a set-up code that is not confirmed leaves everything as it was', async () => {
  await paste(setupCodeOf({ ...SETTINGS, bucket: 'other-bucket' }));
  await press('Cancel');
  expect(card()).toBeNull();
  expect(field('Bucket').value).toBe('stored-bucket');
  expect(worker.callsOf('settings.save')).toEqual([]);
});

test('a second set-up code takes the place of one that waits to be confirmed', async () => {
  await paste(setupCodeOf({ ...SETTINGS, bucket: 'first-bucket' }));
  await paste(setupCodeOf({ ...SETTINGS, bucket: 'second-bucket' }));
  expect(rows()['Bucket']).toContain('second-bucket');
  await paste(setupCodeOf(SETTINGS));
  expect(card()).toBeNull();
});

test('a set-up code that is pasted while another one is being saved waits to be confirmed', async () => {
  await storageChanges('settings', undefined);
  await paste(setupCodeOf(SETTINGS));
  await paste(setupCodeOf({ ...SETTINGS, bucket: 'second-bucket' }));
  expect(worker.callsOf('settings.save')).toHaveLength(1);
  expect(rows()['Bucket']).toBe('second-bucket');
  await settle(() => worker.lastCall('settings.save').resolve(SETTINGS));
  expect(field('Bucket').value).toBe('stored-bucket');
  expect(rows()['Bucket']).toBe('second-bucketNow: stored-bucket');
});

test('a set-up code that is pasted while nothing is configured is saved at once', async () => {
  await storageChanges('settings', undefined);
  expect(await paste(setupCodeOf(SETTINGS))).toBe(true);
  expect(worker.lastCall('settings.save').args).toEqual(SETTINGS);
});

test('what is pasted while nothing is configured finds its field, also from a choice that was just clicked', async () => {
  await storageChanges('settings', undefined);
  const choice = page.querySelector('input[type=radio]') ?? page;
  expect(await paste('my-photos', choice)).toBe(true);
  expect(await paste('ap-northeast-2', choice)).toBe(true);
  expect(field('Bucket').value).toBe('my-photos');
  expect(field('Region').value).toBe('ap-northeast-2');
});

test('settings from another computer are not called saved, and tested, for those that were saved here', async () => {
  await type('Bucket', 'new-bucket');
  await save();
  await settle(() => worker.lastCall('settings.save').resolve({ ...SETTINGS, bucket: 'new-bucket' }));
  const status = (): string | null | undefined => page.querySelector('#save-status')?.textContent;
  expect(status()).toContain('Saved');
  await storageChanges('settings', { ...SETTINGS, bucket: 'their-bucket' });
  expect(status()).toBe('');
});

test('access that was refused to settings which were tried out is no matter of those that stand there again', async () => {
  vi.spyOn(browser.permissions, 'request').mockResolvedValueOnce(false);
  await type('Region', 'us-east-1');
  await press('Test connection');
  const warning = 'Shoebox has no access to stored-bucket.s3.us-east-1.amazonaws.com';
  await type('Region', SETTINGS.region);
  expect(page.textContent).not.toContain(warning);
});

test('a set-up code is the same only if it is what is stored, whatever was typed', async () => {
  await type('Bucket', 'other-bucket');
  await paste(setupCodeOf({ ...SETTINGS, bucket: 'other-bucket' }));
  expect(card()).not.toBeNull();
  await paste(setupCodeOf(SETTINGS));
  expect(page.textContent).toContain('You already use these settings');
});

test('a typed set-up code that is cut off stays in its field, and a whole one is taken out of it', async () => {
  const commit = (code: string): Promise<void> =>
    settle(() => {
      field('Set-up code').value = code;
      field('Set-up code').dispatchEvent(new Event('change', { bubbles: true }));
    });
  const code = setupCodeOf({ ...SETTINGS, bucket: 'other-bucket' });
  await commit(code.slice(0, 40));
  expect(field('Set-up code').value).toBe(code.slice(0, 40));
  expect(page.textContent).toContain('damaged or cut off');
  await commit(code);
  expect(field('Set-up code').value).toBe('');
  expect(rows()['Bucket']).toContain('other-bucket');
});

test('a damaged set-up code changes no field', async () => {
  // What was pasted into a field is left there.
  expect(await paste(setupCodeOf(SETTINGS).slice(0, 40))).toBe(false);
  expect(field('Bucket').value).toBe('stored-bucket');
  expect(page.textContent).toContain('damaged or cut off');
});

test('a pasted text without a set-up code is left to its field', async () => {
  expect(await paste('arn:aws:s3:::my-bucket')).toBe(false);
});

test('the answer to a save leaves what was typed meanwhile, and shows the rest as it was stored', async () => {
  await type('Bucket', ' new-bucket ');
  await type('Region', 'eu-west-1');
  await save();
  await type('Region', 'eu-west-3');
  await settle(() =>
    worker.lastCall('settings.save').resolve({ ...SETTINGS, bucket: 'new-bucket', region: 'eu-west-1' }),
  );
  expect(field('Bucket').value).toBe('new-bucket');
  expect(field('Region').value).toBe('eu-west-3');
  expect(page.querySelector('.unsaved')).not.toBeNull();
});

test('the answer to a save leaves a field that was typed back to what was stored before', async () => {
  await type('Bucket', 'new-bucket');
  await save();
  await type('Bucket', 'stored-bucket');
  await settle(() => worker.lastCall('settings.save').resolve({ ...SETTINGS, bucket: 'new-bucket' }));
  expect(field('Bucket').value).toBe('stored-bucket');
});

test('settings from another computer are shown, but not in a field that a person has edited', async () => {
  await type('Bucket', 'typed-bucket');
  await storageChanges('settings', { ...SETTINGS, bucket: 'other-bucket', region: 'eu-west-1' });
  expect(field('Bucket').value).toBe('typed-bucket');
  expect(field('Region').value).toBe('eu-west-1');
});

test('settings from another computer leave what is being saved until the answer is there', async () => {
  await type('Bucket', 'typed-bucket');
  await save();
  await storageChanges('settings', { ...SETTINGS, bucket: 'other-bucket' });
  expect(field('Bucket').value).toBe('typed-bucket');
  await settle(() => worker.lastCall('settings.save').reject(new Error('no')));
  expect(field('Bucket').value).toBe('typed-bucket');
});

test('preferences from another computer are shown, but not in the place of what was just changed here', async () => {
  const name = () => page.querySelector<HTMLInputElement>('#name-template')?.value;
  await storageChanges('preferences', {
    ...DEFAULT_PREFERENCES,
    nameTemplate: '{title}',
    maxBytes: 1024 ** 3,
  });
  expect(name()).toBe('{title}');
  expect(page.querySelector<HTMLInputElement>('#size-cap')?.value).toBe('1');
  await settle(() => {
    const input = page.querySelector<HTMLInputElement>('#name-template');
    if (input === null) return;
    input.value = '{host}';
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await storageChanges('preferences', { ...DEFAULT_PREFERENCES, nameTemplate: '{date}' });
  expect(name()).toBe('{host}');
});

describe('what the organization imposes', () => {
  const policy = parsePolicy({
    settings: { bucket: 'team-bucket', region: 'eu-west-1' },
    preferences: { conversion: { stripLocation: true } },
  });
  const isLocked = (input: Element | null): boolean => input?.closest('fieldset[disabled]') != null;
  const show = async (imposed: Policy, settings: Settings | null): Promise<void> => {
    await settle(() => void onAnyChange.emit({ settings: {} }, 'managed'));
    await answer(imposed, settings);
    await settle(() => {
      for (const call of worker.callsOf('preferences.get')) call.resolve(DEFAULT_PREFERENCES);
    });
  };

  test('is shown in its fields, which say so and can’t be edited, while the others can', async () => {
    await show(policy, null);
    expect(field('Bucket').value).toBe('team-bucket');
    expect(isLocked(field('Bucket'))).toBe(true);
    expect(field('Bucket').closest('fieldset')?.textContent).toContain('Set by your organization');
    expect(isLocked(field('Identity pool ID'))).toBe(false);
    await show(policy, { ...SETTINGS, bucket: 'team-bucket', region: 'eu-west-1' });
    expect(isLocked(page.querySelector('#location'))).toBe(true);
    expect(isLocked(page.querySelector('#format'))).toBe(false);
  });

  test('stays when something else comes from another computer, or is pasted', async () => {
    await show(policy, { ...SETTINGS, bucket: 'team-bucket', region: 'eu-west-1' });
    await storageChanges('settings', { ...SETTINGS, bucket: 'other-bucket', folder: 'own/' });
    expect(field('Bucket').value).toBe('team-bucket');
    expect(page.querySelector<HTMLInputElement>('#field-folder')?.value).toBe('own/');
    await type('Bucket', 'other-bucket');
    await save();
    expect(worker.lastCall('settings.save').args).toMatchObject({ bucket: 'team-bucket' });
  });

  test('and can’t be so is told with the name that its author knows', async () => {
    await show(parsePolicy({ settings: { region: 'eu central', buket: 'x' } }), null);
    const notice = page.querySelector('.policy-problems')?.textContent;
    expect(notice).toContain('settings.region');
    expect(notice).toContain('settings.buket');
    expect(notice).toContain('There is no setting with this name.');
    await show(NO_POLICY, SETTINGS);
    expect(page.querySelector('.policy-problems')).toBeNull();
    expect(field('Bucket').value).toBe('stored-bucket');
    expect(isLocked(field('Bucket'))).toBe(false);
  });
});

describe('a settings file that is dropped on the page', () => {
  const drop = async (content: string): Promise<void> => {
    // As the browser hands over a file: happy-dom's own events bring none.
    const files = [new File([content], 'shoebox-settings.json')];
    const event = new Event('drop', { bubbles: true, cancelable: true });
    Object.assign(event, { dataTransfer: { types: ['Files'], files } });
    await settle(() => void page.dispatchEvent(event));
    await vi.waitFor(() => expect(page.querySelector('.import, p[role=alert]')).not.toBeNull());
  };
  const preferences = { ...DEFAULT_PREFERENCES, keepProvenance: false, maxBytes: 1024 ** 3 };

  test('shows what it would change, and is stored as a whole once that is confirmed', async () => {
    const settings = { ...SETTINGS, bucket: 'other-bucket' };
    await drop(settingsFileOf(settings, preferences));
    await settle(() => worker.lastCall('preferences.get').resolve(DEFAULT_PREFERENCES));
    expect(rows()).toMatchObject({
      Bucket: 'other-bucketNow: stored-bucket',
      'Remember where images came from': 'OffNow: On',
      'Largest file': '1 GiBNow: 2 GiB',
    });
    await press('Use these settings');
    expect(worker.lastCall('settings.import').args).toEqual({ settings, preferences });
    expect(worker.callsOf('settings.save')).toEqual([]);
  });

  test('waits to be confirmed also while nothing is configured', async () => {
    await storageChanges('settings', undefined);
    await drop(settingsFileOf(SETTINGS, preferences));
    await settle(() => worker.lastCall('preferences.get').resolve(DEFAULT_PREFERENCES));
    expect(card()).not.toBeNull();
    expect(worker.callsOf('settings.import')).toEqual([]);
  });

  test('with preferences alone changes no settings', async () => {
    await drop(JSON.stringify({ shoebox: 1, preferences }));
    await settle(() => worker.lastCall('preferences.get').resolve(DEFAULT_PREFERENCES));
    expect(rows()['Bucket']).toBeUndefined();
    await press('Use these settings');
    expect(worker.lastCall('settings.import').args).toEqual({ preferences });
  });

  test.each([
    ['that was cut off', '{"shoebox": 1, "settings": {', 'damaged or cut off'],
    ['of a newer version', '{"shoebox": 2}', 'newer Shoebox'],
    ['of something else', 'Dear all', 'isn’t a Shoebox settings file'],
    ['of a megabyte', ' '.repeat(2 ** 20), 'isn’t a Shoebox settings file'],
  ])('%s is refused with a sentence, and changes nothing', async (_, content, sentence) => {
    await drop(content);
    expect(page.querySelector('p[role=alert]')?.textContent).toContain(sentence);
    expect(card()).toBeNull();
    expect(field('Bucket').value).toBe('stored-bucket');
  });
});

describe('a set-up code in the address of the page', () => {
  const openWith = async (code: string, settings: Settings | null): Promise<void> => {
    await settle(() => render(null, page));
    location.hash = code;
    await settle(() => render(h(OptionsPage, {}), page));
    await answer(NO_POLICY, settings);
  };

  test('is shown before it is used, also while nothing is configured, and leaves the address', async () => {
    await openWith(setupCodeOf(SETTINGS), null);
    expect(rows()['Bucket']).toBe('stored-bucket');
    expect(worker.callsOf('settings.save')).toEqual([]);
    expect(location.hash).toBe('');
    await press('Use these settings');
    expect(worker.lastCall('settings.save').args).toEqual(SETTINGS);
  });

  test('that is damaged is told, and changes nothing', async () => {
    await openWith('shoebox1:abc', SETTINGS);
    expect(page.querySelector('p[role=alert]')?.textContent).toContain('damaged');
    expect(field('Bucket').value).toBe('stored-bucket');
  });
});

test('a set-up code says what of it the organization keeps from being used', async () => {
  await settle(() => void onAnyChange.emit({ settings: {} }, 'managed'));
  await answer(parsePolicy({ settings: { bucket: 'stored-bucket' } }), SETTINGS);
  await paste(setupCodeOf({ ...SETTINGS, bucket: 'other-bucket', folder: 'team/' }));
  expect(rows()['Bucket']).toBe('stored-bucketSet by your organization, so “other-bucket” isn’t used.');
  await press('Use these settings');
  expect(worker.lastCall('settings.save').args).toEqual({ ...SETTINGS, folder: 'team/' });
});

test('the set-up code says that it is the key for everybody where guests get in, and where to sign in elsewhere', async () => {
  expect(page.textContent).toContain('This code is a key');
  const user = { access: 'user', issuer: 'https://login.example.com', clientId: 'client' } as const;
  await storageChanges('settings', { ...SETTINGS, ...user });
  expect(page.textContent).toContain('This code only says where to sign in');
  expect(page.textContent).not.toContain('This code is a key');
});
