// @vitest-environment happy-dom
import { h, render } from 'preact';
import { beforeEach, expect, test } from 'vitest';
import type { AlbumPreview } from '../../../src/core/cover';
import { AlbumCover, invalidateCover } from '../../../src/popup/albums/album-cover';
import { FakeIntersections } from '../../ui/fake-intersections';
import { settle } from '../../ui/render-hook';
import { ScriptedWorker } from '../../webextension/scripted-worker';

const intersections = new FakeIntersections();
const worker = new ScriptedWorker();
beforeEach(() => worker.clear());

const EMPTY: AlbumPreview = { cover: null, first: [], isAll: true };

const page = document.createElement('div');
async function open(prefix: string): Promise<Element> {
  await settle(() => render(null, page));
  await settle(() => render(h(AlbumCover, { prefix }), page));
  const place = page.querySelector('.cover');
  if (place === null) throw new Error('no cover is drawn');
  return place;
}

test('the cover of an album is asked for when its card comes into view, and not again when the card is drawn anew', async () => {
  await intersections.tell(await open('A/'), true);
  await settle(() => worker.lastCall('albums.preview').resolve(EMPTY));
  expect(intersections.isObserved(await open('A/'))).toBe(false);
  expect(worker.callsOf('albums.preview').map(({ args }) => args)).toEqual([{ prefix: 'A/' }]);
});

test('the cover of an album that has changed is asked for anew, whatever was asked for before the change', async () => {
  await intersections.tell(await open('B/'), true);
  invalidateCover('B/');
  await settle(() => worker.lastCall('albums.preview').resolve(EMPTY));
  await intersections.tell(await open('B/'), true);
  expect(worker.callsOf('albums.preview')).toHaveLength(2);
});

test('a cover that arrives when its card is gone is kept for the next time', async () => {
  await intersections.tell(await open('C/'), true);
  await settle(() => render(null, page));
  await settle(() => worker.lastCall('albums.preview').resolve(EMPTY));
  expect(intersections.isObserved(await open('C/'))).toBe(false);
});
