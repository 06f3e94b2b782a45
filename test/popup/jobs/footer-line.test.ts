// @vitest-environment happy-dom
import { h, render } from 'preact';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { newJob, UNDO_MS } from '../../../src/core/job';
import type { JobView } from '../../../src/messaging/job-messages';
import { FooterLine } from '../../../src/popup/jobs/footer-line';
import { JobsContext } from '../../../src/popup/model/app-context';
import { settle } from '../../ui/render-hook';
import { ScriptedWorker } from '../../webextension/scripted-worker';

const worker = new ScriptedWorker();
let page: HTMLElement;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  worker.clear();
  page = document.createElement('div');
  document.body.replaceChildren(page);
});
afterEach(async () => {
  await settle(() => render(null, page));
  vi.useRealTimers();
});

const deletion = (id: string): JobView => {
  const facts = { createdAt: 0, notBefore: UNDO_MS, bucket: 'b', about: `A/${id}.jpg`, total: 1 };
  return { ...newJob({ ...facts, id, order: { kind: 'delete-photos' } }), waiting: null, bytes: null };
};

const show = (jobs: readonly JobView[], said = ''): Promise<void> =>
  settle(() =>
    render(
      h(JobsContext.Provider, { value: jobs }, h(FooterLine, { said }, h('button', { class: 'rest' }))),
      page,
    ),
  );

const line = () => page.querySelector<HTMLElement>('.footer-line');
const undoLine = () => page.querySelector<HTMLElement>('.undo-line');
const event = (type: string) =>
  settle(() => void undoLine()?.dispatchEvent(new Event(type, { bubbles: true })));
const undone = () => worker.callsOf('jobs.undo').map(({ args }) => args);

describe('the line at the foot', () => {
  test('shows the newest deletion first, then what was said, then the rest', async () => {
    await show([deletion('a'), deletion('b')], 'Link copied.');
    expect(line()?.dataset['shown']).toBe('undo');
    expect(undoLine()?.textContent).toContain('“b.jpg”');
    await show([], 'Link copied.');
    expect(line()?.dataset['shown']).toBe('said');
    await show([]);
    expect(line()?.dataset['shown']).toBe('rest');
    expect(page.querySelector('.rest')).not.toBeNull();
  });
});

test('a deletion that can be undone says that what it deletes can’t be restored later, where that is known', async () => {
  await show([deletion('a')]);
  expect(undoLine()?.textContent).not.toContain('restored');
  await show([{ ...deletion('a'), isForGood: true }]);
  expect(undoLine()?.textContent).toContain('Can’t be restored later.');
});

describe('Ctrl+Z', () => {
  const press = (target: EventTarget, init: KeyboardEventInit = { ctrlKey: true }) => {
    const pressed = new KeyboardEvent('keydown', { key: 'z', bubbles: true, cancelable: true, ...init });
    return settle(() => void target.dispatchEvent(pressed));
  };

  test('undoes the newest deletion, as Cmd+Z does', async () => {
    await show([deletion('a'), deletion('b')]);
    await press(document.body);
    expect(undone()).toEqual([{ id: 'b' }]);
    await show([deletion('a')]);
    await press(document.body, { metaKey: true });
    expect(undone()).toEqual([{ id: 'b' }, { id: 'a' }]);
  });

  test('in a field is for what was typed there', async () => {
    await show([deletion('a')]);
    const field = document.createElement('input');
    page.append(field);
    await press(field);
    field.remove();
    expect(undone()).toEqual([]);
  });

  test('undoes nothing behind a dialog', async () => {
    await show([deletion('a')]);
    const dialog = document.createElement('dialog');
    dialog.setAttribute('open', '');
    document.body.append(dialog);
    await press(document.body);
    expect(undone()).toEqual([]);
  });

  test('undoes nothing behind a dialog that is open over the one with the line', async () => {
    await show([deletion('a')]);
    const [viewer, over] = [document.createElement('dialog'), document.createElement('dialog')];
    page.replaceWith(viewer);
    viewer.append(page, over);
    for (const dialog of [viewer, over]) dialog.setAttribute('open', '');
    await press(over);
    expect(undone()).toEqual([]);
    over.remove();
    await press(viewer);
    expect(undone()).toEqual([{ id: 'a' }]);
  });

  test('is in its place where letters are not Latin', async () => {
    await show([deletion('a')]);
    await press(document.body, { ctrlKey: true, key: 'y', code: 'KeyZ' });
    expect(undone()).toEqual([]);
    await press(document.body, { ctrlKey: true, key: 'я', code: 'KeyZ' });
    expect(undone()).toEqual([{ id: 'a' }]);
  });

  test('held down undoes one deletion', async () => {
    await show([deletion('a')]);
    await press(document.body, { ctrlKey: true, repeat: true });
    expect(undone()).toEqual([]);
  });

  test('with Shift or Alt is another key', async () => {
    await show([deletion('a')]);
    await press(document.body, { ctrlKey: true, shiftKey: true });
    await press(document.body, { ctrlKey: true, altKey: true });
    expect(undone()).toEqual([]);
  });
});

describe('the time to undo', () => {
  const postponed = () => worker.callsOf('jobs.postpone').length;

  test('is put off again and again while the pointer moves on the line, until it leaves', async () => {
    await show([deletion('a')]);
    expect(postponed()).toBe(0);
    await event('pointermove');
    expect(postponed()).toBe(1);
    await settle(() => void vi.advanceTimersByTime(UNDO_MS));
    expect(postponed()).toBe(4);
    await event('pointerleave');
    await settle(() => void vi.advanceTimersByTime(UNDO_MS));
    expect(postponed()).toBe(4);
  });

  test('runs on where the pointer was left, until it moves again', async () => {
    await show([deletion('a')]);
    await event('pointermove');
    for (let round = 0; round < 30; round++) await settle(() => void vi.advanceTimersByTime(UNDO_MS));
    expect(postponed()).toBe(36);
    await event('pointermove');
    expect(postponed()).toBe(37);
  });

  test('is put off while the focus is on the button', async () => {
    await show([deletion('a')]);
    await settle(() => undoLine()?.querySelector('button')?.focus());
    expect(postponed()).toBe(1);
    await settle(() => undoLine()?.querySelector('button')?.blur());
    await settle(() => void vi.advanceTimersByTime(UNDO_MS));
    expect(postponed()).toBe(1);
  });

  test('is no longer put off once the page is hidden', async () => {
    await show([deletion('a')]);
    await event('pointermove');
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    await settle(() => void document.dispatchEvent(new Event('visibilitychange')));
    vi.restoreAllMocks();
    await settle(() => void vi.advanceTimersByTime(UNDO_MS));
    expect(postponed()).toBe(1);
  });
});

test('the button keeps the focus while the worker is asked, and asks once', async () => {
  await show([deletion('a')]);
  const button = undoLine()?.querySelector('button');
  await settle(() => button?.click());
  await settle(() => button?.click());
  expect(undone()).toHaveLength(1);
  expect(button?.disabled).toBe(false);
  expect(button?.getAttribute('aria-disabled')).toBe('true');
});
