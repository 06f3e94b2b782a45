// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest';
import { LINK_FORMATS, LINK_LIFETIMES, type LinkLifetime } from '../../../src/core/link-text';
import { actionOfKey, actionsFor } from '../../../src/popup/photos/photo-actions';
import { photoMenu } from '../../../src/popup/photos/photo-menu';
import { photo } from '../photos';

const PICTURE = photo('1.jpg');
/** Where an hour is the most that links live. */
const linkLifetimes = [] as const;
const [CLIP, OTHER] = [photo('clip.mp4'), photo('2.jpg')];

describe('what can be done with photos', () => {
  test('with one picture of an album all of it, deletion last', () => {
    const actions = actionsFor([PICTURE], true);
    expect(actions).toContain('rename');
    expect(actions).toContain('cover');
    expect(actions.at(-1)).toBe('remove');
  });

  test('what is no picture, or in no album, is no cover', () => {
    expect(actionsFor([CLIP], true)).not.toContain('cover');
    expect(actionsFor([PICTURE], false)).not.toContain('cover');
  });

  test('several have no name, no details and no viewer in common', () => {
    expect(actionsFor([PICTURE, OTHER], true)).toEqual([
      'move',
      'copy',
      'link',
      'linkAs',
      'linkFor',
      'download',
      'remove',
    ]);
    expect(actionsFor([], true)).toEqual([]);
  });

  test('keys stand for them, but not those of the browser', () => {
    expect(actionOfKey(new KeyboardEvent('keydown', { key: 'F2' }))).toBe('rename');
    expect(actionOfKey(new KeyboardEvent('keydown', { key: 'Delete' }))).toBe('remove');
    expect(actionOfKey(new KeyboardEvent('keydown', { key: 'i', ctrlKey: true }))).toBeNull();
    expect(actionOfKey(new KeyboardEvent('keydown', { key: 'x' }))).toBeNull();
  });
});

describe('a menu of photos', () => {
  test('leaves out what stands beside it, and runs what is chosen with the photos it was opened on', () => {
    const run = vi.fn();
    const photos = [PICTURE, OTHER];
    const menu = photoMenu({
      photos,
      isAlbum: true,
      linkLifetimes,
      run,
      without: ['move', 'copy', 'remove'],
    });
    expect(menu).toHaveLength(3);
    const [link] = menu;
    if (link !== undefined && 'onSelect' in link) link.onSelect();
    expect(run).toHaveBeenCalledWith('link', photos);
  });

  test('has a submenu with a link in each format', () => {
    const run = vi.fn();
    const submenu = photoMenu({ photos: [PICTURE], isAlbum: true, linkLifetimes, run }).find(
      entry => 'items' in entry,
    );
    const items = submenu !== undefined && 'items' in submenu ? submenu.items : [];
    expect(items.map(({ label }) => label)).toEqual(['URL', 'Markdown', 'HTML', 'BBCode', 's3://']);
    for (const { onSelect } of items) onSelect();
    expect(run.mock.calls.map(([, , wanted]) => wanted)).toEqual(LINK_FORMATS.map(format => ({ format })));
  });

  test('has a submenu with how long a link is to work where that can be chosen, and none elsewhere', () => {
    const run = vi.fn();
    const menuWith = (lifetimes: readonly LinkLifetime[]) =>
      photoMenu({ photos: [PICTURE], isAlbum: true, linkLifetimes: lifetimes, run }).find(
        ({ label }) => label === 'Copy link for',
      );
    expect(menuWith([])).toBeUndefined();
    const submenu = menuWith(LINK_LIFETIMES);
    const items = submenu !== undefined && 'items' in submenu ? submenu.items : [];
    expect(items.map(({ label }) => label)).toEqual(['5 min', '15 min', '1 hr', '24 hr', '7 days']);
    items.at(-1)?.onSelect();
    expect(run).toHaveBeenCalledWith('linkFor', [PICTURE], { lifeSeconds: 604_800 });
  });
});
