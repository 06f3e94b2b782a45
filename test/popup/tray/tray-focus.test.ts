// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { useFocusRestore, useTrayKeys } from '../../../src/popup/tray/tray-focus';
import { renderHook } from '../../ui/render-hook';

beforeEach(() => document.body.replaceChildren());

/** A list whose rows have the controls that are named, below a button. */
async function trayOf(rows: Readonly<Record<string, readonly string[]>>) {
  const [before, list] = [document.createElement('button'), document.createElement('div')];
  document.body.append(before, list);
  const add = (id: string, actions: readonly string[]): void => {
    const row = document.createElement('div');
    row.className = 'tray-row';
    row.dataset['id'] = id;
    for (const action of actions) {
      const control = document.createElement('button');
      control.className = 'tray-control';
      control.dataset['action'] = action;
      row.append(control);
    }
    list.append(row);
  };
  for (const [id, actions] of Object.entries(rows)) add(id, actions);
  const control = (id: string, action: string): HTMLElement => {
    const found = list.querySelector<HTMLElement>(`[data-id="${id}"] [data-action="${action}"]`);
    if (found === null) throw new Error(`no ${action} in ${id}`);
    return found;
  };
  const refs = [{ current: list }, { current: before }] as const;
  const hook = await renderHook(() => {
    useTrayKeys(refs[0]);
    useFocusRestore(...refs);
  }, undefined);
  /** As the list is drawn again after this change. */
  const draw = async (change: () => void): Promise<void> => {
    change();
    await hook.rerender(undefined);
  };
  return { before, control, draw, hook };
}

const focused = (): string => {
  const { activeElement } = document;
  const row = activeElement?.closest<HTMLElement>('.tray-row');
  return activeElement instanceof HTMLElement
    ? `${row?.dataset['id']} ${activeElement.dataset['action']}`
    : '';
};

const press = (key: string, init: KeyboardEventInit = {}): void =>
  void document.activeElement?.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init }),
  );

test('useTrayKeys: left and right go among the controls of a row, up and down to the same control of another', async () => {
  const { control } = await trayOf({ a: ['pause', 'cancel'], b: ['pause', 'cancel'] });
  control('a', 'pause').focus();
  press('ArrowRight');
  expect(focused()).toBe('a cancel');
  press('ArrowDown');
  expect(focused()).toBe('b cancel');
  press('ArrowUp');
  press('ArrowLeft');
  expect(focused()).toBe('a pause');
});

test('useTrayKeys: where a row lacks the control, its last one is focused', async () => {
  const { control } = await trayOf({ a: ['pause', 'cancel'], b: ['copy_link', 'dismiss'] });
  control('a', 'pause').focus();
  press('ArrowDown');
  expect(focused()).toBe('b dismiss');
});

test('useTrayKeys: keys with a modifier, and at the end of the list, move nothing', async () => {
  const { control } = await trayOf({ a: ['pause'], b: ['pause'] });
  control('a', 'pause').focus();
  press('ArrowDown', { ctrlKey: true });
  expect(focused()).toBe('a pause');
  press('ArrowUp');
  expect(focused()).toBe('a pause');
});

const rowOf = (control: HTMLElement): Element | null => control.closest('.tray-row');

test('useFocusRestore: the focus of a row that went goes to the row that took its place', async () => {
  const { control, draw } = await trayOf({ a: ['cancel'], b: ['cancel'], c: ['cancel'] });
  control('b', 'cancel').focus();
  await draw(() => rowOf(control('b', 'cancel'))?.remove());
  expect(focused()).toBe('c cancel');
  await draw(() => rowOf(control('c', 'cancel'))?.remove());
  expect(focused()).toBe('a cancel');
});

test('useFocusRestore: the focus of a button that went stays in its row', async () => {
  const { control, draw } = await trayOf({ a: ['cancel'], b: ['pause', 'cancel'] });
  control('b', 'pause').focus();
  await draw(() => control('b', 'pause').remove());
  expect(focused()).toBe('b cancel');
});

test('useFocusRestore: without a row left, what stands before the list is focused', async () => {
  const { before, control, draw } = await trayOf({ a: ['cancel'] });
  control('a', 'cancel').focus();
  await draw(() => rowOf(control('a', 'cancel'))?.remove());
  expect(document.activeElement).toBe(before);
});

test('useFocusRestore: a row that goes after the user moved the focus elsewhere takes it from nobody', async () => {
  const { control, draw } = await trayOf({ a: ['cancel'], b: ['cancel'] });
  control('a', 'cancel').focus();
  control('a', 'cancel').blur();
  await Promise.resolve();
  await draw(() => rowOf(control('a', 'cancel'))?.remove());
  expect(document.activeElement).toBe(document.body);
});
