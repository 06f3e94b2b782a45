// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { ShoeboxError } from '../../src/core/failure';
import { useTask } from '../../src/ui/use-task';
import { deferred } from '../deferred';
import { renderHook, settle } from './render-hook';

const open = () => renderHook(() => useTask(), undefined);

test('useTask: the failure of work that was superseded replaces nothing', async () => {
  const hook = await open();
  const [first, second] = [deferred(), deferred()];
  await settle(() => void hook.now().run(() => first.promise));
  await settle(() => void hook.now().run(() => second.promise));
  await settle(() => first.reject(new ShoeboxError('offline')));
  expect(hook.now()).toMatchObject({ busy: true, failure: null });
  await settle(() => second.resolve());
  expect(hook.now()).toMatchObject({ busy: false, failure: null });
});

test('useTask: work that ends after newer work failed does not hide that failure', async () => {
  const hook = await open();
  const [first, second] = [deferred(), deferred()];
  await settle(() => void hook.now().run(() => first.promise));
  await settle(() => void hook.now().run(() => second.promise));
  await settle(() => second.reject(new ShoeboxError('offline')));
  await settle(() => first.reject(new ShoeboxError('throttled')));
  expect(hook.now()).toMatchObject({ busy: false, failure: { code: 'offline' } });
});

test('useTask tells work that it is superseded', async () => {
  const hook = await open();
  const signals: AbortSignal[] = [];
  const work = async (signal: AbortSignal) => void signals.push(signal);
  await settle(() => void hook.now().run(work));
  await settle(hook.now().retry);
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
});

test('useTask: dismissing a failure does not make it look idle while it works', async () => {
  const hook = await open();
  await settle(() => void hook.now().run(() => new Promise(() => {})));
  await settle(hook.now().dismiss);
  expect(hook.now()).toMatchObject({ busy: true, failure: null });
});

test('useTask: retry runs the last work once more, and does nothing before there was any', async () => {
  const hook = await open();
  await settle(hook.now().retry);
  expect(hook.now().busy).toBe(false);
  let runs = 0;
  const work = async () => {
    runs += 1;
    if (runs === 1) throw new ShoeboxError('offline');
  };
  await settle(() => void hook.now().run(work));
  expect(hook.now().failure).toMatchObject({ code: 'offline' });
  await settle(hook.now().retry);
  expect(hook.now()).toMatchObject({ busy: false, failure: null });
  expect(runs).toBe(2);
});

test('useTask: work that was aborted shows neither its end nor its failure', async () => {
  const hook = await open();
  const work = deferred();
  await settle(() => void hook.now().run(() => work.promise));
  hook.now().abort();
  await settle(() => work.reject(new ShoeboxError('offline')));
  expect(hook.now().failure).toBeNull();
});
