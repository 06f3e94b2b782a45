import { expect, test, vi } from 'vitest';
import type { ReportError } from '../../src/core/diagnostics';
import { listen, sideEffect } from '../../src/core/diagnostics';

/** An event of a browser's. */
function openEvent<Args extends readonly unknown[]>() {
  const listeners: ((...args: Args) => unknown)[] = [];
  return {
    addListener: (listener: (...args: Args) => unknown) => void listeners.push(listener),
    happen: (...args: Args) => listeners.map(listener => listener(...args)),
  };
}

test('a listener is there at once, and runs in the event’s own turn', () => {
  const event = openEvent<[string]>();
  const heard: string[] = [];
  listen(vi.fn<ReportError>(), 'menu.clicked', event, async text => {
    heard.push(text);
  });
  event.happen('a click');
  expect(heard).toEqual(['a click']);
});

test('what a listener throws is reported under the event’s name, and not thrown at the browser', () => {
  const event = openEvent<[]>();
  const report = vi.fn<ReportError>();
  const error = new Error('no');
  listen(report, 'menu.clicked', event, () => {
    throw error;
  });
  event.happen();
  expect(report).toHaveBeenCalledExactlyOnceWith('menu.clicked', error);
});

test('what a listener’s promise rejects with is reported', async () => {
  const event = openEvent<[]>();
  const report = vi.fn<ReportError>();
  const error = new Error('no');
  listen(report, 'menu.clicked', event, () => Promise.reject(error));
  await Promise.allSettled(event.happen());
  expect(report).toHaveBeenCalledExactlyOnceWith('menu.clicked', error);
});

test('the browser gets a listener’s answer', async () => {
  const event = openEvent<[]>();
  listen(vi.fn<ReportError>(), 'messages.call', event, () => Promise.resolve('yes'));
  listen(vi.fn<ReportError>(), 'messages.call', event, () => undefined);
  const [answer, none] = event.happen();
  expect([await answer, none]).toEqual(['yes', undefined]);
});

test.each([
  [
    'throws',
    () => {
      throw new Error('no');
    },
  ],
  ['rejects', () => Promise.reject(new Error('no'))],
])('a side effect that %s is reported, and fails nothing', async (_, work) => {
  const report = vi.fn<ReportError>();
  await sideEffect(report, 'badge.show', work);
  expect(report).toHaveBeenCalledExactlyOnceWith('badge.show', expect.any(Error));
});

test('a side effect begins in the caller’s own turn', () => {
  const work = vi.fn();
  void sideEffect(vi.fn<ReportError>(), 'badge.show', work);
  expect(work).toHaveBeenCalledOnce();
});
