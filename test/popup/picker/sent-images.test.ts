// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import type { TransferView } from '../../../src/messaging/protocol';
import { type SentImage, sentNow, useSentImages } from '../../../src/popup/picker/sent-images';
import { renderHook, settle } from '../../ui/render-hook';

const ALBUM = { prefix: 'Trips/', name: 'Trips' };

const sent = (id: string, more: Partial<SentImage> = {}): SentImage => ({
  ...{ image: `https://example.org/${id}.jpg`, id, album: ALBUM, state: 'saving', isListed: false },
  ...more,
});

const stateOf = (one: SentImage, ...transfers: readonly Pick<TransferView, 'id' | 'state'>[]) =>
  sentNow([one], transfers)[0]?.state;

test.each([
  ['choosing-album', 'saving'],
  ['under-way', 'saving'],
  ['paused', 'saving'],
  ['saved', 'saved'],
  ['failed', 'failed'],
] as const)('a picked image whose transfer is %s is told as %s', (state, told) => {
  expect(stateOf(sent('a'), { id: 'a', state })).toBe(told);
});

test('a picked image waits for a list that does not have it yet', () => {
  expect(stateOf(sent('a'))).toBe('saving');
});

test('a picked image that was saved stays so when the list drops it', () => {
  expect(stateOf(sent('a', { state: 'saved', isListed: true }))).toBe('saved');
});

test('a picked image whose transfer was cancelled was not saved', () => {
  expect(stateOf(sent('a', { isListed: true }))).toBe('failed');
});

test('a picked image that failed is on its way again once it is tried again', () => {
  expect(stateOf(sent('a', { state: 'failed', isListed: true }), { id: 'a', state: 'under-way' })).toBe(
    'saving',
  );
});

test('useSentImages follows each image by its transfer, whatever is picked meanwhile', async () => {
  const list = (...states: readonly (readonly [string, TransferView['state']])[]) =>
    states.map(([id, state]) => ({ id, state }) as TransferView); // only these two are looked at
  const hook = await renderHook(useSentImages, null as readonly TransferView[] | null);
  await settle(() => hook.now().add(['x.jpg', 'y.jpg'], ['1', '2'], ALBUM));
  await hook.rerender(list(['1', 'saved'], ['2', 'under-way']));
  await settle(() => hook.now().add(['z.jpg'], ['3'], ALBUM));
  await hook.rerender(list(['2', 'failed'], ['3', 'under-way']));
  expect([...hook.now().states]).toEqual([
    ['x.jpg', 'saved'],
    ['y.jpg', 'failed'],
    ['z.jpg', 'saving'],
  ]);
});

test('useSentImages knows what the list told before the worker had answered', async () => {
  const transfers = [{ id: '1', state: 'saved' } as TransferView]; // no more is looked at
  const hook = await renderHook(useSentImages, transfers as readonly TransferView[] | null);
  await settle(() => hook.now().add(['x.jpg'], ['1'], ALBUM));
  expect([...hook.now().states]).toEqual([['x.jpg', 'saved']]);
});

test('useSentImages counts an image once that failed and was picked again', async () => {
  const list = (id: string, state: TransferView['state']) => [{ id, state } as TransferView]; // as above
  const hook = await renderHook(useSentImages, null as readonly TransferView[] | null);
  await settle(() => hook.now().add(['x.jpg'], ['1'], ALBUM));
  await hook.rerender(list('1', 'failed'));
  await settle(() => hook.now().add(['x.jpg'], ['2'], ALBUM));
  await hook.rerender(list('2', 'saved'));
  expect(hook.now().sent.map(({ id, state }) => `${id}: ${state}`)).toEqual(['2: saved']);
});
