// @vitest-environment happy-dom
import { h, render } from 'preact';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { message } from '../../../src/i18n/message';
import { nameParts, RenamePhotoDialog, renamedTo } from '../../../src/popup/photos/rename-photo-dialog';
import { settle } from '../../ui/render-hook';
import { ScriptedWorker } from '../../webextension/scripted-worker';
import { photo } from '../photos';

const worker = new ScriptedWorker();

test('an extension is what names a kind of file', () => {
  expect(nameParts('cat.jpg')).toEqual({ stem: 'cat', extension: '.jpg' });
  expect(nameParts('DSC_1.NEF')).toEqual({ stem: 'DSC_1', extension: '.NEF' });
  expect(nameParts('Notes v1.2')).toEqual({ stem: 'Notes v1.2', extension: '' });
  expect(nameParts('Report.draft version')).toMatchObject({ extension: '' });
  expect(nameParts('README')).toEqual({ stem: 'README', extension: '' });
});

test('a name keeps its extension, once, whatever is typed', () => {
  expect(renamedTo('a/b:c*?', '.jpg')).toBe('a-b:c*?.jpg');
  expect(renamedTo('lynx.JPG', '.jpg')).toBe('lynx.jpg');
  expect(renamedTo('lynx ', '.jpg')).toBe('lynx.jpg');
  expect(renamedTo('.jpg', '.jpg')).toBe('jpg.jpg');
  expect(renamedTo('lynx.png', '')).toBe('lynx.png');
});

describe('the dialog', () => {
  const page = document.createElement('div');
  document.body.append(page);
  const [onRenamed, onClose] = [vi.fn(), vi.fn()];
  const field = (): HTMLInputElement => {
    const input = page.querySelector('input');
    if (input === null) throw new Error('no field');
    return input;
  };
  const type = (name: string): Promise<void> =>
    settle(() => {
      field().value = name;
      field().dispatchEvent(new Event('input', { bubbles: true }));
    });
  const submit = (): Promise<void> =>
    settle(() => page.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true })));

  beforeEach(async () => {
    vi.clearAllMocks();
    await settle(() => render(h(RenamePhotoDialog, { photo: photo('cat.jpg'), onRenamed, onClose }), page));
  });
  afterEach(() => settle(() => render(null, page)));

  test('has the extension beside its field', () => {
    expect(field().value).toBe('cat');
    expect(page.querySelector('.name-field')?.textContent).toBe('.jpg');
  });

  test('says what becomes of characters that can’t be in a name, before it is so', async () => {
    const note = () => page.querySelector('.field-note')?.textContent;
    await type('a b');
    expect(note()).toBe('');
    await type('a/b');
    expect(note()).toBe(message('name_will_be', 'a-b.jpg'));
  });

  test('starts the renaming and tells the name', async () => {
    await type('lynx');
    await submit();
    const { args, resolve } = worker.lastCall('jobs.start');
    expect(args).toMatchObject({ wish: { kind: 'rename-photo', name: 'lynx.jpg' } });
    await settle(() => resolve(undefined));
    expect(onRenamed).toHaveBeenCalledWith('lynx.jpg');
  });

  test('does nothing for the name that it has', async () => {
    await type('cat.jpg');
    await submit();
    expect(onClose).toHaveBeenCalled();
    expect(onRenamed).not.toHaveBeenCalled();
  });
});
