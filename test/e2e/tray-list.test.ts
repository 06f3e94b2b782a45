import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type E2eFixture, openFixture } from './fixture';
import {
  failedTransfer,
  openStubbedManager,
  type StubbedManager,
  savedTransfer,
  stubTransfer,
} from './stubbed-transfers';

// The tray's list, over transfers that the test makes up: it shows any state, and any number.

let fixture: E2eFixture;
let stage: StubbedManager;

beforeAll(async () => {
  fixture = await openFixture();
});

afterEach(() => stage.page.close());

afterAll(() => fixture.close());

const POPUP = { width: 440, height: 600 };

const open = async (...shown: Parameters<StubbedManager['show']>[0]): Promise<void> => {
  stage = await openStubbedManager(fixture);
  await stage.page.setViewportSize(POPUP);
  await stage.show(shown);
  await stage.page.getByRole('region', { name: 'Transfers' }).waitFor();
};

const names = (): Promise<string[]> => stage.page.locator('.tray-name').allTextContents();
const list = (group: string) => stage.page.getByRole('region', { name: new RegExp(`^${group}`) });
const button = (row: string, name: string) =>
  stage.page.locator('.tray-row', { hasText: row }).getByRole('button', { name, exact: true });

test('the tray shows only the first of each group of hundreds of transfers until the user asks for more', async () => {
  await open(
    ...Array.from({ length: 300 }, (_, index) => savedTransfer({ id: `saved-${index}`, endedAt: index })),
    ...Array.from({ length: 500 }, (_, index) => stubTransfer({ id: `queued-${index}` })),
  );
  await expect.poll(() => stage.page.locator('.tray-row').count()).toBeLessThanOrEqual(50);
  expect((await names())[0]).toBe('queued-0.jpg');
  expect(await list('Saved').locator('.tray-name').first().textContent()).toBe('saved-299.jpg');
  await list('In progress')
    .getByRole('button', { name: /^Show \d+ more$/ })
    .click();
  await expect.poll(() => list('In progress').locator('.tray-row').count()).toBeGreaterThan(100);
});

test('tray rows keep their places while the pointer is over them, and are sorted once it has left', async () => {
  const before = ['a', 'b', 'c'].map(id => stubTransfer({ id }));
  await open(...before);
  await stage.page.locator('.tray-row').first().hover();
  await stage.show([savedTransfer({ id: 'a' }), ...before.slice(1), failedTransfer({ id: 'd' })]);
  await list('In progress').getByText('Saved').waitFor();
  expect((await names()).slice(-3)).toEqual(['a.jpg', 'b.jpg', 'c.jpg']);
  await stage.page.mouse.move(10, 10);
  await expect.poll(names).toEqual(['d.jpg', 'b.jpg', 'c.jpg', 'a.jpg']);
});

describe('the tray by keyboard', () => {
  const focused = (): Promise<string> =>
    stage.page.evaluate(() => {
      const row =
        document.activeElement?.closest('.tray-row')?.querySelector('.tray-name')?.textContent ?? '';
      return `${row} ${document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.tagName}`;
    });

  test('moves with arrow keys from row to row and button to button, and Tab leaves the list', async () => {
    await open(...['a', 'b', 'c'].map(id => stubTransfer({ id })));
    await stage.page.locator('.footer-toggle').focus();
    await stage.page.keyboard.press('Tab');
    expect(await focused()).toBe('a.jpg Pause');
    await stage.page.keyboard.press('ArrowDown');
    expect(await focused()).toBe('b.jpg Pause');
    await stage.page.keyboard.press('ArrowRight');
    expect(await focused()).toBe('b.jpg Cancel');
    await stage.page.keyboard.press('End');
    expect(await focused()).toBe('c.jpg Cancel');
    await stage.page.keyboard.press('Tab');
    expect(await focused()).not.toContain('.jpg');
  });

  test('focuses the next row when one goes, and the tray after the last', async () => {
    const [a, b, c] = ['a', 'b', 'c'].map(id => failedTransfer({ id, endedAt: -id.charCodeAt(0) }));
    await open(...[a, b, c].filter(one => one !== undefined));
    await button('b.jpg', 'Dismiss').press('Enter');
    expect((await stage.asked()).at(-1)).toEqual({ type: 'transfers.dismiss', args: { id: 'b' } });
    await stage.show([a, c].filter(one => one !== undefined));
    await expect.poll(focused).toBe('c.jpg Dismiss');
    await stage.show([savedTransfer({ id: 'other' })]);
    await expect.poll(focused).toBe('other.jpg Dismiss');
  });

  test('keeps the focus on a button that becomes another', async () => {
    await open(stubTransfer({ id: 'a' }));
    await button('a.jpg', 'Pause').press('Enter');
    await stage.show([stubTransfer({ id: 'a', state: 'paused' })]);
    await expect.poll(focused).toBe('a.jpg Resume');
  });
});

const forbiddenAt = (host: string) =>
  ({ code: 'source-forbidden', detail: { host, status: '403' }, technical: '' }) as const;

describe('failures in the tray', () => {
  const seen = async (): Promise<unknown[]> =>
    (await stage.asked()).filter(({ type }) => type === 'transfers.seen').map(({ args }) => args);

  test('are reported to the worker as seen when they were in view, and not otherwise', async () => {
    await open(
      ...Array.from({ length: 20 }, (_, index) =>
        failedTransfer({ id: `f${index}`, endedAt: -index, failure: forbiddenAt(`${index}.localhost`) }),
      ),
    );
    await expect.poll(seen).toHaveLength(1);
    const [first] = await seen();
    expect(first).toMatchObject({ ids: expect.arrayContaining(['f0']) });
    expect(JSON.stringify(first)).not.toContain('f19');
    await stage.page.mouse.move(200, 500);
    await expect
      .poll(async () => {
        await stage.page.mouse.wheel(0, 1000);
        return JSON.stringify(await seen());
      })
      .toContain('f19');
  });

  test('for one reason are explained once, and reported as seen together', async () => {
    const failure = forbiddenAt('a.localhost');
    await open(
      ...Array.from({ length: 20 }, (_, index) =>
        failedTransfer({ id: `f${index}`, endedAt: -index, failure, bytes: null }),
      ),
    );
    await stage.page.getByText('20 photos, same reason').waitFor();
    expect(await stage.page.locator('.tray-failure-sentence').count()).toBe(1);
    await expect.poll(async () => JSON.stringify(await seen())).toContain('f19');
    await button('20 photos', 'Dismiss').click();
    const dismissed = (await stage.asked()).filter(({ type }) => type === 'transfers.dismiss');
    expect(dismissed).toHaveLength(20);
  });

  test('are announced to screen readers once, and progress never', async () => {
    await open(stubTransfer({ id: 'a' }));
    const status = stage.page.locator('.footer > [role=status]').last();
    await stage.show([stubTransfer({ id: 'a', uploaded: 1_000_000 })]);
    await stage.page.getByText('1 MB of 5.2 MB').first().waitFor();
    expect(await status.textContent()).toBe('');
    await stage.show([failedTransfer({ id: 'a' })]);
    await expect.poll(() => status.textContent()).toBe('1 not saved');
  });
});

test('a transfer that waits for its next try counts down and says why', async () => {
  const waiting = { kind: 'retry', at: Date.now() + 60_000, reason: 'throttled' } as const;
  await open(stubTransfer({ id: 'a', waiting }));
  await stage.page.getByText('AWS is getting too many requests.').waitFor();
  await stage.page.getByText('Trying again in 1 min').waitFor();
  await stage.page.getByText('Trying again in 55 sec').waitFor();
});

test('the row of a picture that was there already says so, and has links to it and its album', async () => {
  await open(savedTransfer({ id: 'a', outcome: 'already-there' }), stubTransfer({ id: 'b' }));
  await stage.page.getByText('Already there').waitFor();
  await button('a.jpg', 'Moodboard').click();
  await stage.page.getByRole('heading', { name: 'Moodboard', level: 1 }).waitFor();
});

test('the tray at 220 pixels, as at 200 %, cuts nothing off sideways and overlaps nothing', async () => {
  await open(
    failedTransfer({ id: 'a-name-that-is-longer-than-the-window-is-wide-at-that-size' }),
    failedTransfer({ id: 'b' }),
    stubTransfer({
      id: 'c',
      uploaded: 1_400_000,
      bytesPerSecond: 95_000,
      album: 'A rather long name of an album/',
    }),
    savedTransfer({ id: 'd', album: 'A rather long name of an album/' }),
  );
  await stage.page.setViewportSize({ width: 220, height: 300 });
  const faults = await stage.page.evaluate(() => {
    const found: string[] = [];
    // A name, or what the line says, may be longer than there is room, and ends in dots there.
    const box = (element: Element) => element.getBoundingClientRect();
    // Of what scrolls, the part that is in view.
    const seen = (element: Element) => {
      const { top, bottom, left, right } = box(element);
      const panel = element.closest('.footer-panel')?.getBoundingClientRect();
      return {
        ...{ left, right, top: Math.max(top, panel?.top ?? top) },
        bottom: Math.min(bottom, panel?.bottom ?? bottom),
      };
    };
    for (const element of document.querySelectorAll('.footer :not(bdi, .footer-text *)'))
      if (box(element).width > 1 && box(element).right > innerWidth + 0.5)
        found.push(`wide: ${element.className}`);
    const apart = [...document.querySelectorAll('.footer-line > :not(progress), .tray-head > *, .tray-row')];
    for (const [index, one] of apart.entries())
      for (const other of apart.slice(index + 1)) {
        const [a, b] = [seen(one), seen(other)];
        if (a.bottom > b.top + 1 && b.bottom > a.top + 1 && a.right > b.left + 1 && b.right > a.left + 1)
          found.push(`${one.className} over ${other.className}`);
      }
    for (const target of document.querySelectorAll(
      '.footer-line button, .tray-head button, .tray-buttons button',
    ))
      if (box(target).width < 24 || box(target).height < 24) found.push(`small: ${target.className}`);
    return found;
  });
  expect(faults).toEqual([]);
});
