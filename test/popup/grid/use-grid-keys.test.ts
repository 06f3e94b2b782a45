// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { useGridKeys } from '../../../src/popup/grid/use-grid-keys';
import { layOutGroups } from '../../../src/ui/grid-layout';
import { renderHook, settle } from '../../ui/render-hook';
import { photo } from '../photos';

const SHAPE = { columns: 3, rowHeight: 100 };
const VIEW = { width: 300, height: 400, top: 0 };
const NAMES = ['a', 'b', 'c', 'd', 'e'];

afterEach(() => document.body.replaceChildren());

/** Five photos in rows of three, all in the document, with what the hook does with keys. */
async function open(onExtendRange: (from: string, to: string) => void = () => {}) {
  const [title, main, grid] = [
    document.createElement('h1'),
    document.createElement('main'),
    document.createElement('div'),
  ];
  title.tabIndex = -1;
  for (const name of NAMES) {
    const item = document.createElement('div');
    item.dataset['key'] = `A/${name}`;
    const button = document.createElement('button');
    button.className = 'photo-open';
    item.append(button);
    grid.append(item);
  }
  main.append(grid);
  main.scrollBy = () => {};
  document.body.append(title, main);
  const ref = { current: grid };
  const hook = await renderHook(
    (names: readonly string[]) => {
      const photos = names.map(name => photo(name));
      const groups = layOutGroups([{ count: photos.length }], SHAPE, () => 0);
      return useGridKeys(ref, photos, groups, SHAPE, VIEW, onExtendRange);
    },
    NAMES as readonly string[],
  );
  const focused = (): string | undefined =>
    document.activeElement?.closest<HTMLElement>('[data-key]')?.dataset['key'];
  const press = (key: string, held: KeyboardEventInit = {}): Promise<void> =>
    settle(() => {
      const event = new KeyboardEvent('keydown', { key, ...held });
      (document.activeElement?.matches('.photo-open') ? document.activeElement : grid).addEventListener(
        'keydown',
        received => hook.now().onKeyDown(received as KeyboardEvent),
        { once: true },
      );
      (document.activeElement?.matches('.photo-open') ? document.activeElement : grid).dispatchEvent(event);
    });
  return { hook, focused, press, title };
}

test('Tab stops at the first photo until another one has the focus', async () => {
  const { hook } = await open();
  expect(hook.now().tabStop).toBe('A/a');
  await settle(() => hook.now().setTabStop('A/d'));
  expect(hook.now().tabStop).toBe('A/d');
});

test.each([
  ['ArrowRight', 'A/b'],
  ['ArrowDown', 'A/d'],
  ['End', 'A/e'],
])('%s moves the focus from the first of five photos in rows of three to %s', async (key, expected) => {
  const { focused, press } = await open();
  await press(key);
  expect(focused()).toBe(expected);
});

test('with Shift the range of selected photos is extended to the photo that gets the focus', async () => {
  const onExtendRange = vi.fn();
  const { press } = await open(onExtendRange);
  await press('ArrowRight', { shiftKey: true });
  expect(onExtendRange).toHaveBeenCalledWith('A/a', 'A/b');
});

test('keys with Ctrl leave the focus where it is', async () => {
  const { focused, press } = await open();
  await press('ArrowRight', { ctrlKey: true });
  expect(focused()).toBeUndefined();
});

test('the focus of a photo past the last one goes to the last one, and without any photo to the title', async () => {
  const { hook, focused, title } = await open();
  await settle(() => hook.now().focusAt(9));
  expect(focused()).toBe('A/e');
  await hook.rerender([]);
  await settle(() => hook.now().focusAt(0));
  expect(document.activeElement).toBe(title);
});
