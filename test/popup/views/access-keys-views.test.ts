// @vitest-environment happy-dom
import { h, render } from 'preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { ShoeboxError, toFailure } from '../../../src/core/failure';
import { waitingForKeys } from '../../../src/popup/model/access-keys-failure';
import { AccessKeysBar, AccessKeysNeeded } from '../../../src/popup/views/access-keys-views';
import { settle } from '../../ui/render-hook';
import { fakeBrowser } from '../../webextension/fake-browser';
import { ScriptedWorker } from '../../webextension/scripted-worker';

const openOptionsPage = vi.fn<() => Promise<void>>();
const worker = new ScriptedWorker();
fakeBrowser({ runtime: { ...browser.runtime, openOptionsPage } });

let page: HTMLElement;
beforeEach(() => {
  openOptionsPage.mockReset().mockResolvedValue();
  page = document.createElement('div');
  document.body.replaceChildren(page);
});
afterEach(() => settle(() => render(null, page)));

test.each([
  ['access-keys-needed', 'Shoebox has no access key for this bucket.'],
  ['access-key-unknown', 'The access key was deleted, deactivated or mistyped.'],
  ['access-key-mismatch', 'The secret access key doesn’t belong to the access key ID.'],
] as const)('%s is told with the way to the fields for access keys', async (code, sentence) => {
  for (const view of [AccessKeysBar, AccessKeysNeeded]) {
    const failure = toFailure(new ShoeboxError(code));
    await settle(() => render(h(view, { failure, onEntered: () => {} }), page));
    expect(page.textContent).toContain(sentence);
    await settle(() => page.querySelector('button')?.click());
    expect(openOptionsPage).toHaveBeenCalledOnce();
    openOptionsPage.mockClear();
  }
});

test('what failed is asked for again once keys are entered on another page', async () => {
  const onEntered = vi.fn<() => void>();
  const failure = toFailure(new ShoeboxError('access-keys-needed'));
  await settle(() => render(h(AccessKeysNeeded, { failure, onEntered }), page));
  await settle(() => worker.lastStream('access-keys.watch').tell(null));
  expect(onEntered).not.toHaveBeenCalled();
  await settle(() =>
    worker
      .lastStream('access-keys.watch')
      .tell({ accessKeyId: 'AKIAIOSFODNN7EXAMPLE', retention: 'session' }),
  );
  expect(onEntered).toHaveBeenCalledOnce();
});

test('a row says what access keys it waits for', () => {
  expect(waitingForKeys('access-keys-needed')).toBe('Waiting for an access key');
  expect(waitingForKeys('access-key-mismatch')).toBe('Access key refused');
});
