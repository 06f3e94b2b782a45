// @vitest-environment happy-dom
import { h, render } from 'preact';
import { expect, test, vi } from 'vitest';
import { lazy } from '../../src/ui/lazy';

const Part = () => h('p', null, 'here');

test('a lazy component is rendered when its code arrives between render and effect', async () => {
  let arrive = (_part: typeof Part): void => {};
  const LazyPart = lazy(
    () =>
      new Promise<typeof Part>(resolve => {
        arrive = resolve;
      }),
  );
  LazyPart.preload();
  const page = document.createElement('main');
  render(h(LazyPart, {}), page);
  arrive(Part);
  await vi.waitFor(() => expect(page.textContent).toBe('here'), 10_000);
});
