// @vitest-environment happy-dom
import { h, render } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Photo } from '../../../src/core/s3-object';
import { PhotoGrid } from '../../../src/popup/grid/photo-grid';
import { type AlbumContents, EMPTY_CONTENTS } from '../../../src/popup/model/album-contents';
import { NEWEST_FIRST } from '../../../src/popup/model/photo-order';
import { settle } from '../../ui/render-hook';
import { fakeBrowser } from '../../webextension/fake-browser';
import { ScriptedWorker } from '../../webextension/scripted-worker';
import { photo } from '../photos';

fakeBrowser({});
const worker = new ScriptedWorker();
vi.stubGlobal('matchMedia', () => ({ matches: false }));

let main: HTMLElement;
let title: HTMLHeadingElement;

beforeEach(() => {
  worker.clear();
  main = document.createElement('main');
  title = document.createElement('h1');
  title.tabIndex = -1;
  document.body.replaceChildren(title, main);
});
afterEach(() => settle(() => render(null, main)));

const onView = () => {};

interface PageProps {
  /** Those that there are at first. */
  readonly first: readonly Photo[];
  readonly openKey: string | null;
  /** Name that is not shown, as if it were filtered away. */
  readonly without?: string;
}

/** As a view has them, which takes out what is deleted. */
function Page({ first, openKey, without }: PageProps) {
  const [contents, setContents] = useState<AlbumContents>({
    ...EMPTY_CONTENTS,
    ...{ photos: first, isComplete: true },
  });
  const open = {
    contents,
    task: { busy: false, failure: null, retry: () => {} },
    change: setContents,
    reload: () => {},
  };
  const photos = useMemo(() => contents.photos.filter(({ name }) => name !== without), [contents, without]);
  return h(PhotoGrid, {
    ...{ rootPrefix: '', open, photos, order: NEWEST_FIRST, prefix: 'A/' },
    found: { openKey, onView },
  });
}

const show = (props: PageProps): Promise<void> => settle(() => render(h(Page, props), main));

const viewer = () => main.querySelector('dialog.viewer');
const press = (key: string) =>
  settle(() => void viewer()?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })));
const deleted = () => settle(() => worker.lastCall('jobs.start').resolve(undefined));
const PHOTOS = ['a', 'b', 'c', 'd'].map(name => photo(name));

test('a viewer that was closed before a deletion was written down stays closed', async () => {
  await show({ first: PHOTOS, openKey: 'A/a' });
  await press('Delete');
  await settle(() => void viewer()?.dispatchEvent(new Event('cancel', { cancelable: true })));
  await deleted();
  expect(main.querySelector('[data-key="A/a"]')).toBeNull();
  expect(viewer()).toBeNull();
});

test('the photo that is looked at when a deletion is written down stays', async () => {
  await show({ first: PHOTOS, openKey: 'A/a' });
  await press('Delete');
  await press('End');
  await deleted();
  expect(main.querySelector('#viewer-name')?.textContent).toBe('d');
});

test('after the last photo, the focus goes to the title', async () => {
  await show({ first: PHOTOS.slice(0, 1), openKey: 'A/a' });
  await press('Delete');
  await deleted();
  expect(document.activeElement).toBe(title);
});

test('a photo that its new name takes out of what is shown leaves the focus to the next, once', async () => {
  await show({ first: PHOTOS, openKey: null, without: 'x' });
  const opener = (key: string) => main.querySelector<HTMLElement>(`[data-key="${key}"] .photo-open`);
  await settle(() => opener('A/a')?.focus());
  await settle(
    () => void opener('A/a')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'F2', bubbles: true })),
  );
  const field = document.querySelector<HTMLInputElement>('dialog input');
  if (field === null) throw new Error('nobody was asked for a name');
  await settle(() => {
    field.value = 'x';
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await settle(() => void field.form?.requestSubmit());
  await settle(() => worker.lastCall('jobs.start').resolve(undefined));
  expect(document.activeElement).toBe(opener('A/b'));
  await settle(() => title.focus());
  await show({ first: PHOTOS, openKey: null });
  expect(opener('A/x')).not.toBeNull();
  expect(document.activeElement).toBe(title);
});
