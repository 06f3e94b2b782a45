// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import { ShoeboxError } from '../../../src/core/failure';
import { DEFAULT_PREFERENCES } from '../../../src/core/preferences';
import { useAdditions } from '../../../src/popup/adding/use-additions';
import { renderHook, settle } from '../../ui/render-hook';
import { ScriptedWorker } from '../../webextension/scripted-worker';

const worker = new ScriptedWorker({ 'preferences.get': DEFAULT_PREFERENCES });

beforeEach(() => {
  worker.clear();
  Object.defineProperty(navigator, 'storage', { value: { estimate: async () => ({}) }, configurable: true });
});

const open = () => renderHook(() => useAdditions(null), undefined);
const files = (...names: readonly string[]) => names.map(name => ({ name, file: new File(['bytes'], name) }));

/** Until the worker was asked so many times to add files. */
const asked = (times: number) =>
  vi.waitFor(async () => {
    await settle();
    expect(worker.callsOf('photos.add')).toHaveLength(times);
  });

test('useAdditions: a file is on the list until the worker has it', async () => {
  const hook = await open();
  await settle(() => hook.now().add('Album/', files('a.jpg', 'b.jpg')));
  expect(hook.now().list.map(({ name, album }) => [name, album])).toEqual([
    ['a.jpg', 'Album/'],
    ['b.jpg', 'Album/'],
  ]);
  await asked(1);
  await settle(() => worker.lastCall('photos.add').resolve(undefined));
  expect(hook.now().list).toEqual([]);
});

test('useAdditions: files of a second picking are stored after those of the first', async () => {
  const hook = await open();
  await settle(() => hook.now().add('Album/', files('a.jpg')));
  await settle(() => hook.now().add('Other/', files('b.jpg')));
  await asked(1);
  await settle(() => worker.lastCall('photos.add').resolve(undefined));
  await asked(2);
  expect(worker.lastCall('photos.add').args).toMatchObject({ album: 'Other/' });
  await settle(() => worker.lastCall('photos.add').resolve(undefined));
});

test('useAdditions: one that failed stays with its failure, and is added under the same id when retried', async () => {
  const hook = await open();
  await settle(() => hook.now().add('Album/', files('a.jpg')));
  await asked(1);
  await settle(() => worker.lastCall('photos.add').reject(new ShoeboxError('not-configured')));
  const [failed] = hook.now().list;
  expect(failed?.failure).toMatchObject({ code: 'not-configured' });
  if (failed !== undefined) await settle(() => hook.now().retry(failed));
  expect(hook.now().list).toMatchObject([{ id: failed?.id, failure: null }]);
  await asked(2);
  expect(worker.lastCall('photos.add').args).toMatchObject({ files: [{ blobId: failed?.id }] });
  await settle(() => worker.lastCall('photos.add').resolve(undefined));
});

test('useAdditions: one that is dismissed before its turn is not added', async () => {
  const hook = await open();
  await settle(() => hook.now().add('Album/', files('first.jpg')));
  await asked(1);
  await settle(() => hook.now().add('Album/', files('a.jpg', 'b.jpg')));
  const a = hook.now().list.find(({ name }) => name === 'a.jpg');
  await settle(() => hook.now().dismiss(a?.id ?? ''));
  await settle(() => worker.lastCall('photos.add').resolve(undefined));
  await asked(2);
  expect(worker.lastCall('photos.add').args).toMatchObject({ files: [{ name: 'b.jpg' }] });
});
