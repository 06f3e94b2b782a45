// @vitest-environment happy-dom
import { h, render } from 'preact';
import { expect, test, vi } from 'vitest';
import { ShoeboxError, toFailure } from '../../../src/core/failure';
import { ChoiceButtons, TransferButtons } from '../../../src/popup/tray/transfer-buttons';
import { settle } from '../../ui/render-hook';
import { fakeBrowser } from '../../webextension/fake-browser';
import { ScriptedWorker } from '../../webextension/scripted-worker';
import { textsIn } from '../../webextension/texts';
import { view } from './views';

const task = {
  ...{ busy: false, failure: null, retry: () => undefined, abort: () => undefined, dismiss: () => undefined },
  run: (work: (signal: AbortSignal) => Promise<void>) => work(new AbortController().signal),
};

const failed = (error: ShoeboxError) => view('a', { state: 'failed', failure: toFailure(error) });

const buttonsOf = (error: ShoeboxError): HTMLElement => {
  const page = document.createElement('div');
  const transfer = failed(error);
  render([h(ChoiceButtons, { transfers: [transfer], task }), h(TransferButtons, { transfer, task })], page);
  return page;
};

const labels = (page: HTMLElement): (string | null)[] =>
  [...page.querySelectorAll('button')].map(button => button.getAttribute('aria-label') ?? button.textContent);

test('where only access is missing, one labelled button asks for it in the click, and saves', async () => {
  const worker = new ScriptedWorker();
  const request = vi.fn().mockResolvedValue(true);
  fakeBrowser({ i18n: textsIn('en'), permissions: { request } });
  const page = buttonsOf(
    new ShoeboxError('source-needs-permission', { host: 'a.example', origin: 'https://a.example/*' }),
  );
  expect(labels(page)).toEqual(['Allow access and save', 'Dismiss']);
  await settle(() => page.querySelector('button')?.click());
  expect(request).toHaveBeenCalledOnce();
  expect(worker.callsOf('transfers.retry')).toHaveLength(1);
});

test('“Try again” stands only where it can help', () => {
  fakeBrowser({ i18n: textsIn('en') });
  expect(labels(buttonsOf(new ShoeboxError('throttled')))).toEqual(['Try again', 'Dismiss']);
  expect(labels(buttonsOf(new ShoeboxError('file-unreadable')))).toEqual(['Dismiss']);
});
