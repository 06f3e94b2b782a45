// @vitest-environment happy-dom
import { h, render } from 'preact';
import { expect, test, vi } from 'vitest';
import { FolderQuestion } from '../../../src/popup/folders/folder-question';
import { settle } from '../../ui/render-hook';

test('photos of a folder that can be no album are counted among those left out, and named', async () => {
  const page = document.createElement('div');
  const file = (name: string) => new File(['x'], name);
  const task = { busy: false, failure: null, retry: vi.fn(), run: vi.fn(), abort: vi.fn(), dismiss: vi.fn() };
  const files = [
    { folders: ['\ue000'], file: file('hidden.jpg') },
    { folders: ['Trip'], file: file('seen.jpg') },
  ];
  const contents = { files, unreadable: [], empty: [], hidden: 0 };
  const question = h(FolderQuestion, {
    ...{ contents, into: null, base: '', task, onAdd: vi.fn(), onClose: vi.fn() },
  });
  await settle(() => render(question, page));
  expect(page.querySelector('.measure')?.textContent).toContain('1 photo in 1 album');
  expect(page.querySelector('.left-out')?.textContent).toContain('1 file isn’t in a folder');
  expect(page.querySelector('.left-out li')?.textContent).toContain('hidden.jpg');
  await settle(() => render(null, page));
});
