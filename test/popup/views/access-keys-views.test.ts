// @vitest-environment happy-dom
import { h, render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { ShoeboxError, toFailure } from '../../../src/core/failure';
import { waitingForKeys } from '../../../src/popup/model/access-keys-failure';
import { AccessKeysBar, AccessKeysNeeded } from '../../../src/popup/views/access-keys-views';
import { settle } from '../../ui/render-hook';
import { fakeBrowser } from '../../webextension/fake-browser';

const openOptionsPage = vi.fn<() => Promise<void>>();
fakeBrowser({ runtime: { ...browser.runtime, openOptionsPage } });

let page: HTMLElement;
beforeEach(() => {
  openOptionsPage.mockReset().mockResolvedValue();
  page = document.createElement('div');
  document.body.replaceChildren(page);
});
afterEach(() => settle(() => render(null, page)));

test.each([
  ['access-keys-needed', 'Shoebox has no access keys for this bucket.'],
  ['access-key-unknown', 'The access key was deleted, deactivated or mistyped.'],
  ['access-key-mismatch', 'The secret access key doesn’t belong to the access key ID.'],
] as const)('%s is told with the way to the fields for access keys', async (code, sentence) => {
  for (const view of [AccessKeysBar, AccessKeysNeeded]) {
    const failure = toFailure(new ShoeboxError(code));
    await settle(() => render(h(view, { failure, onReturn: () => {} }), page));
    expect(page.textContent).toContain(sentence);
    await settle(() => page.querySelector('button')?.click());
    expect(openOptionsPage).toHaveBeenCalledOnce();
    openOptionsPage.mockClear();
  }
});

test('whoever comes back to the page may have entered keys elsewhere', async () => {
  const onReturn = vi.fn<() => void>();
  const failure = toFailure(new ShoeboxError('access-keys-needed'));
  await settle(() => render(h(AccessKeysNeeded, { failure, onReturn }), page));
  window.dispatchEvent(new Event('focus'));
  expect(onReturn).toHaveBeenCalledOnce();
});

test('a row says what access keys it waits for', () => {
  expect(waitingForKeys('access-keys-needed')).toBe('Waiting for an access key');
  expect(waitingForKeys('access-key-mismatch')).toContain('doesn’t belong');
});
