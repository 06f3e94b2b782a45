// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest';
import { LINK_FORMATS } from '../../../src/core/link-text';
import { actionOfKey, actionsFor } from '../../../src/popup/photos/photo-actions';
import { photoMenu } from '../../../src/popup/photos/photo-menu';
import { photo } from '../photos';

const PICTURE = photo('1.jpg');
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
    const menu = photoMenu({ photos, isAlbum: true, run, without: ['move', 'copy', 'remove'] });
    expect(menu).toHaveLength(3);
    const [link] = menu;
    if (link !== undefined && 'onSelect' in link) link.onSelect();
    expect(run).toHaveBeenCalledWith('link', photos);
  });

  test('has a submenu with a link in each format', () => {
    const run = vi.fn();
    const submenu = photoMenu({ photos: [PICTURE], isAlbum: true, run }).find(entry => 'items' in entry);
    const items = submenu !== undefined && 'items' in submenu ? submenu.items : [];
    expect(items.map(({ label }) => label)).toEqual(['URL', 'Markdown', 'HTML', 'BBCode', 's3://']);
    for (const { onSelect } of items) onSelect();
    expect(run.mock.calls.map(([, , format]) => format)).toEqual([...LINK_FORMATS]);
  });
});
