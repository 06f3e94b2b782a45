// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useDrag } from '../../../src/popup/dropping/use-drag';
import { renderHook, settle } from '../../ui/render-hook';

let hook: Awaited<ReturnType<typeof open>>['hook'];
let events: Awaited<ReturnType<typeof open>>['events'];

async function open() {
  const given = { onEnter: vi.fn(), onDrop: vi.fn() };
  return { events: given, hook: await renderHook(() => useDrag(given), undefined) };
}

beforeEach(async () => {
  document.body.innerHTML = '<main><a data-album="Trips/"><span></span></a></main>';
  ({ events, hook } = await open());
});
afterEach(() => hook.unmount());

const onAlbum = (): Element => document.querySelector('[data-album] span') ?? document.body;

/** Dispatches an event of a drag of these types of data; `prevented`: whether the page takes it. */
async function drag(
  type: string,
  {
    types = ['text/html'],
    target = document.body,
    effectAllowed = 'all',
    relatedTarget = null,
  }: {
    readonly types?: readonly string[];
    readonly target?: Element;
    readonly effectAllowed?: string;
    readonly relatedTarget?: Element | null;
  } = {},
) {
  const dataTransfer = { types, effectAllowed, dropEffect: 'none' };
  const event = Object.assign(new Event(type, { bubbles: true, cancelable: true }), {
    dataTransfer,
    relatedTarget,
  });
  await settle(() => target.dispatchEvent(event));
  return { dataTransfer, prevented: event.defaultPrevented };
}

test('useDrag follows a drag over the page and its albums, and marks the album', async () => {
  expect(await drag('dragover')).toMatchObject({ prevented: true, dataTransfer: { dropEffect: 'copy' } });
  expect(hook.now()).toEqual({ onAlbum: null, holdsFilesOnly: false });
  await drag('dragover', { target: onAlbum() });
  expect(hook.now()).toEqual({ onAlbum: 'Trips/', holdsFilesOnly: false });
  expect(document.querySelector('[data-drop-target]')).toBe(document.querySelector('[data-album]'));
  expect(events.onEnter).toHaveBeenCalledOnce();
  await drag('dragleave', { relatedTarget: document.body });
  expect(hook.now()).not.toBeNull();
  await drag('dragleave');
  expect(hook.now()).toBeNull();
  expect(document.querySelector('[data-drop-target]')).toBeNull();
});

test('useDrag tells what was dropped, and on which album', async () => {
  await drag('dragover', { target: onAlbum() });
  const { dataTransfer, prevented } = await drag('drop', { target: onAlbum() });
  expect(prevented).toBe(true);
  expect(events.onDrop.mock.calls).toEqual([[dataTransfer, 'Trips/']]);
  expect(hook.now()).toBeNull();
});

test('useDrag says that a drag holds nothing but files', async () => {
  await drag('dragover', { types: ['Files'] });
  expect(hook.now()).toEqual({ onAlbum: null, holdsFilesOnly: true });
});

test('useDrag makes a link where the page that is dragged from permits nothing else', async () => {
  const { dataTransfer } = await drag('dragover', { effectAllowed: 'link' });
  expect(dataTransfer.dropEffect).toBe('link');
});

test('useDrag leaves alone what can hold no picture', async () => {
  expect((await drag('dragover', { types: ['text/plain'] })).prevented).toBe(false);
  expect(hook.now()).toBeNull();
});

test('useDrag leaves alone what is dragged from this very page, and follows the next drag from elsewhere', async () => {
  await drag('dragstart');
  expect((await drag('dragover')).prevented).toBe(false);
  await drag('drop');
  expect(events.onDrop).not.toHaveBeenCalled();
  await drag('dragend');
  expect((await drag('dragover')).prevented).toBe(true);
});

test('useDrag takes no drop behind an open dialog', async () => {
  document.body.insertAdjacentHTML('beforeend', '<dialog open></dialog>');
  expect((await drag('dragover')).prevented).toBe(false);
  await drag('drop');
  expect(events.onDrop).not.toHaveBeenCalled();
});
