// @vitest-environment happy-dom
import { h, render } from 'preact';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Menu, type MenuEntry } from '../../src/ui/menu';
import { settle } from './render-hook';

// What no browser is needed for: keys, typing, submenus. Places, hovering and the focus that comes back are in e2e/clicks.

const done: string[] = [];
const item = (label: string): MenuEntry => ({ label, onSelect: () => done.push(label) });
const ITEMS: readonly MenuEntry[] = [
  item('Rename'),
  { label: 'Copy as', items: [{ label: 'URL', onSelect: () => done.push('URL') }] },
  item('Restore'),
  item('Delete'),
];

const page = document.createElement('div');
document.body.append(page);
const onClose = vi.fn();

beforeEach(async () => {
  // Not in happy-dom.
  HTMLElement.prototype.showPopover = () => {};
  HTMLElement.prototype.hidePopover = () => {};
  done.length = 0;
  await settle(() => render(h(Menu, { label: 'More', items: ITEMS, anchor: { x: 0, y: 0 }, onClose }), page));
});

afterEach(() => settle(() => render(null, page)));

const focused = (): string | null | undefined =>
  document.activeElement?.querySelector('.menu-label')?.textContent;

const press = (key: string): Promise<void> =>
  settle(() =>
    document.activeElement?.dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
    ),
  );

describe('the keys of a menu', () => {
  test('arrows go round, Home and End to its ends', async () => {
    expect(focused()).toBe('Rename');
    await press('ArrowUp');
    expect(focused()).toBe('Delete');
    await press('ArrowDown');
    expect(focused()).toBe('Rename');
    await press('End');
    expect(focused()).toBe('Delete');
    await press('Home');
    expect(focused()).toBe('Rename');
  });

  test('letters lead to the next entry that begins with them', async () => {
    await press('r');
    expect(focused()).toBe('Restore');
    await press('e');
    expect(focused()).toBe('Restore');
    await press('n');
    expect(focused()).toBe('Rename');
    await press('x');
    expect(focused()).toBe('Rename');
  });

  test('an arrow opens a submenu on its first entry, which does what it says', async () => {
    await press('ArrowDown');
    const parent = document.activeElement;
    expect(parent?.getAttribute('aria-haspopup')).toBe('menu');
    expect(parent?.getAttribute('aria-expanded')).toBe('false');
    await press('ArrowRight');
    expect(parent?.getAttribute('aria-expanded')).toBe('true');
    expect(focused()).toBe('URL');
    await settle(() => document.activeElement?.dispatchEvent(new MouseEvent('click', { bubbles: true })));
    expect(done).toEqual(['URL']);
  });

  test('the page behind hears none of them', async () => {
    const behind = vi.fn();
    page.addEventListener('keydown', behind);
    await press('Delete');
    await press('ArrowDown');
    expect(behind).not.toHaveBeenCalled();
  });
});
