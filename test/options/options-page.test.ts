// @vitest-environment happy-dom
import { h, render } from 'preact';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import browser, { type Storage } from 'webextension-polyfill';
import { NO_POLICY, type Policy, parsePolicy } from '../../src/core/policy';
import { DEFAULT_PREFERENCES } from '../../src/core/preferences';
import type { Settings } from '../../src/core/settings';
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
  permissions: { contains: async () => true, request: async () => true },
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
    worker.lastCall('settings.get').resolve(settings);
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

const paste = (text: string): Promise<boolean> => {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
  return settle(() => void page.dispatchEvent(event)).then(() => event.defaultPrevented);
};

test('a set-up code that is pasted over settings fills the fields, and saves nothing by itself', async () => {
  const other = { ...SETTINGS, bucket: 'other-bucket', folder: 'team/' };
  expect(await paste(`Here it is: ${setupCodeOf(other)}`)).toBe(true);
  expect(field('Bucket').value).toBe('other-bucket');
  expect(page.querySelector<HTMLInputElement>('#field-folder')?.value).toBe('team/');
  expect(worker.callsOf('settings.save')).toEqual([]);
  expect(page.textContent).toContain('Press “Save” to use them');
});

test('a set-up code that is pasted while nothing is configured is saved at once', async () => {
  await storageChanges('settings', undefined);
  expect(await paste(setupCodeOf(SETTINGS))).toBe(true);
  expect(worker.lastCall('settings.save').args).toEqual(SETTINGS);
});

test('a set-up code is the same only if it is what is stored, whatever was typed', async () => {
  await type('Bucket', 'other-bucket');
  await paste(setupCodeOf({ ...SETTINGS, bucket: 'other-bucket' }));
  expect(page.textContent).toContain('Press “Save” to use them');
  await paste(setupCodeOf(SETTINGS));
  expect(page.textContent).toContain('These are the settings that you have');
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
  expect(field('Bucket').value).toBe('other-bucket');
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
    expect(notice).toContain('There is no setting of this name.');
    await show(NO_POLICY, SETTINGS);
    expect(page.querySelector('.policy-problems')).toBeNull();
    expect(field('Bucket').value).toBe('stored-bucket');
    expect(isLocked(field('Bucket'))).toBe(false);
  });
});
