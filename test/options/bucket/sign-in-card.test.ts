// @vitest-environment happy-dom
import { h, render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import browser, { type Permissions } from 'webextension-polyfill';
import { ShoeboxError, toFailure } from '../../../src/core/failure';
import { NO_POLICY } from '../../../src/core/policy';
import { EMPTY_SETTINGS, type Settings } from '../../../src/core/settings';
import type { SignInStatus } from '../../../src/core/sign-in-status';
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

const USERS: Settings = {
  ...EMPTY_SETTINGS,
  bucket: 'my-bucket',
  region: 'eu-central-1',
  identityPoolId: 'eu-central-1:11111111-2222-3333-4444-555555555555',
  access: 'user',
  issuer: 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI',
  clientId: 'abc123',
};

let page: HTMLElement;

beforeEach(() => {
  worker.clear();
  request.mockReset().mockResolvedValue(true);
});
afterEach(() => settle(() => render(null, page)));

async function open(stored: Settings | null): Promise<void> {
  page = document.createElement('div');
  document.body.replaceChildren(page);
  await settle(() => render(h(OptionsPage, {}), page));
  await settle(() => {
    worker.lastCall('policy.get').resolve(NO_POLICY);
    worker.lastCall('settings.stored').resolve(stored);
  });
  // What is drawn for them asks in its turn.
  await settle();
}

const status = (now: Partial<SignInStatus>): SignInStatus => ({
  ...{ state: 'signed-out', user: null, failure: null },
  ...now,
});
const tell = (now: Partial<SignInStatus>): Promise<void> =>
  settle(() => worker.lastStream('sign-in.watch').tell(status(now)));

const card = (): HTMLElement | null => page.querySelector('.sign-in')?.closest('section') ?? null;
const button = (name: string): HTMLButtonElement | undefined =>
  [...page.querySelectorAll('button')].find(({ textContent }) => textContent === name);
const press = (name: string): Promise<void> => settle(() => button(name)?.click());
const save = (): Promise<void> =>
  settle(() => void page.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true })));

test('where guests get in, nothing is said of a sign-in', async () => {
  await open({ ...USERS, access: 'guest' });
  await tell({ state: 'not-used' });
  expect(card()).toBeNull();
});

test('the card says who is signed in, and signs out', async () => {
  await open(USERS);
  await tell({ state: 'signed-in', user: 'mina@example.com' });
  expect(card()?.textContent).toContain('Signed in as mina@example.com');
  expect(button('Sign in')).toBeUndefined();
  await press('Sign out');
  expect(card()?.textContent).toContain('Signing out…');
  await settle(() => worker.lastCall('sign-in.end').resolve(status({})));
  expect(card()?.textContent).toContain('You aren’t signed in.');
});

test('“Sign in” asks for the permission in the very turn of the click, then for the window, and keeps the focus', async () => {
  await open(USERS);
  await tell({});
  const way = button('Sign in');
  way?.focus();
  way?.click();
  expect(request).toHaveBeenCalledExactlyOnceWith({ permissions: ['identity'] });
  await settle();
  expect(card()?.textContent).toContain('Continue in the sign-in window.');
  await settle(() =>
    worker.lastCall('sign-in.start').resolve(status({ state: 'signed-in', user: 'mina@example.com' })),
  );
  expect(card()?.textContent).toContain('Signed in as mina@example.com');
  expect(document.activeElement?.textContent).toBe('Sign out');
});

test('what went wrong is told with its next step, also after the page was opened again, until it is mended', async () => {
  const failure = toFailure(new ShoeboxError('sign-in-client-unknown', { client: 'abc123' }));
  await open(USERS);
  await tell({ failure });
  expect(card()?.querySelector('[role=alert]')?.textContent).toContain('abc123');
  await press('Sign in');
  expect(card()?.querySelector('[role=alert]')).toBeNull();
  await settle(() => worker.lastCall('sign-in.start').reject(new ShoeboxError('sign-in-interrupted')));
  expect(card()?.querySelector('[role=alert]')?.textContent).toContain('interrupted');
  // From another page.
  await tell({ state: 'signed-in', user: 'mina@example.com' });
  expect(card()?.querySelector('[role=alert]')).toBeNull();
});

test('of a sign-in whose worker died it is told what the next worker says', async () => {
  await open(USERS);
  await tell({});
  await press('Sign in');
  await settle(() => worker.lastCall('sign-in.start').reject(new ShoeboxError('interrupted')));
  expect(card()?.querySelector('[role=alert]')?.textContent).toContain('This was interrupted.');
  await tell({ failure: toFailure(new ShoeboxError('sign-in-interrupted')) });
  expect(card()?.querySelector('[role=alert]')?.textContent).toContain(
    'The browser interrupted the sign-in.',
  );
});

test('a window that the user closed is told as no failure', async () => {
  await open(USERS);
  await tell({ failure: toFailure(new ShoeboxError('sign-in-cancelled')) });
  expect(card()?.querySelector('[role=alert]')).toBeNull();
  expect(card()?.textContent).toContain('The sign-in window was closed');
});

test('settings with users that are saved ask for hosts and window at once, sign in, and are tested', async () => {
  await open({ ...USERS, access: 'guest' });
  await tell({ state: 'not-used' });
  await settle(() => page.querySelectorAll<HTMLInputElement>('[name=field-access]')[1]?.click());
  page.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
  expect(request).toHaveBeenCalledExactlyOnceWith({
    origins: ['https://my-bucket.s3.eu-central-1.amazonaws.com/*'],
    permissions: ['identity'],
  });
  await settle();
  expect(worker.callsOf('sign-in.start')).toEqual([]);
  await settle(() => worker.lastCall('settings.save').resolve(USERS));
  expect(page.querySelector('.save-status')?.textContent).toContain('One last step: sign in.');
  expect(worker.streamsOf('connection.test')).toEqual([]);
  await settle(() =>
    worker.lastCall('sign-in.start').resolve(status({ state: 'signed-in', user: 'mina@example.com' })),
  );
  await settle();
  expect(worker.lastStream('connection.test').args).toEqual(USERS);
  expect(request).toHaveBeenCalledOnce();
});

test('settings are not tested when the sign-in after saving them came to nothing', async () => {
  await open(null);
  await settle(() => [...page.querySelectorAll<HTMLInputElement>('[name=way]')].at(-1)?.click());
  await settle(() => page.querySelectorAll<HTMLInputElement>('[name=field-access]')[1]?.click());
  for (const [name, value] of Object.entries(USERS))
    await settle(() => {
      const input = page.querySelector<HTMLInputElement>(`input.input#field-${name}`);
      if (input === null || typeof value !== 'string') return;
      input.value = value;
      input.dispatchEvent(new Event('input', { bubbles: true }));
    });
  await save();
  await settle(() => worker.lastCall('settings.save').resolve(USERS));
  await settle(() => worker.lastCall('sign-in.start').reject(new ShoeboxError('sign-in-cancelled')));
  expect(worker.streamsOf('connection.test')).toEqual([]);
  expect(card()?.textContent).toContain('window was closed');
});

test('whoever is signed in stays so when settings with the same provider are saved', async () => {
  await open(USERS);
  await tell({ state: 'signed-in', user: 'mina@example.com' });
  await save();
  await settle(() => worker.lastCall('settings.save').resolve({ ...USERS, folder: 'team/' }));
  expect(worker.callsOf('sign-in.start')).toEqual([]);
  expect(page.querySelector('.save-status')?.textContent).not.toContain('One last step');
});

test('the address that the provider has to know is this extension’s own', async () => {
  await open(USERS);
  const address = [...page.querySelectorAll('textarea')].find(
    area => area.getAttribute('aria-label') === 'Return address',
  );
  expect(address?.value).toBe('https://shoebox.chromiumapp.org/');
});
