// @vitest-environment happy-dom
import { h, render } from 'preact';
import { expect, test } from 'vitest';
import type { AlbumPreview } from '../../../src/core/cover';
import { AlbumFactsLine } from '../../../src/popup/albums/album-facts-line';
import { settle } from '../../ui/render-hook';
import { fakeBrowser } from '../../webextension/fake-browser';
import { fakeStorage } from '../../webextension/fake-storage';

fakeBrowser({ storage: fakeStorage() });

const NOVEMBER_12 = new Date(2025, 10, 12).getTime();

const preview = (keys: readonly string[], isAll = true): AlbumPreview => ({
  cover: null,
  first: keys.map(key => ({ key, size: 1, etag: '', lastModified: NOVEMBER_12 })),
  isAll,
});

/** What is seen of the line, then what is said. */
async function lineOf(prefix: string, of: AlbumPreview | undefined): Promise<readonly [string, string]> {
  const place = document.createElement('span');
  await settle(() => render(h(AlbumFactsLine, { prefix, preview: of }), place));
  await settle(); // what is stored is read
  const textWithout = (selector: string): string => {
    const copy = place.cloneNode(true) as Element;
    for (const element of copy.querySelectorAll(selector)) element.remove();
    return copy.textContent;
  };
  return [textWithout('.visually-hidden'), textWithout('[aria-hidden]')];
}

test.each([
  ['photos', preview(['A/1.jpg', 'A/2.jpg']), ['2 · Nov 12, 2025', '2 items · Nov 12, 2025']],
  ['more than its preview', preview(['B/1.jpg'], false), ['1+', '1+ item']],
  ['albums alone', preview(['C/x/1.jpg', 'C/y/']), ['2 albums', '2 albums']],
  ['nothing', preview(['D/']), ['Empty', 'Empty']],
  ['nobody knows what', undefined, ['', '']],
])('the card of an album that holds %s says so', async (_, of, texts) => {
  expect(await lineOf(of?.first[0]?.key.slice(0, 2) ?? 'E/', of)).toEqual(texts);
});
