// @vitest-environment happy-dom
import { h, render } from 'preact';
import { expect, test, vi } from 'vitest';
import { PhotoGrid } from '../../../src/popup/grid/photo-grid';
import { EMPTY_CONTENTS } from '../../../src/popup/model/album-contents';
import { NEWEST_FIRST } from '../../../src/popup/model/photo-order';
import { fakeBrowser } from '../../webextension/fake-browser';
import { ScriptedWorker } from '../../webextension/scripted-worker';
import { photo } from '../photos';

fakeBrowser({});
new ScriptedWorker();
vi.stubGlobal('matchMedia', () => ({ matches: false }));

test('the rows that are seen are drawn first, and the spare ones once those can be painted', async () => {
  const main = document.createElement('main');
  Object.defineProperty(main, 'clientHeight', { value: 200 });
  document.body.append(main);
  const photos = Array.from({ length: 50 }, (_, index) => photo(`${index}`));
  const open = {
    contents: { ...EMPTY_CONTENTS, photos, isComplete: true },
    task: { busy: false, failure: null, retry: () => {} },
    change: () => {},
    reload: () => {},
  };
  render(h(PhotoGrid, { rootPrefix: '', open, photos, order: NEWEST_FIRST, prefix: 'A/' }), main);
  const drawn = (): number => main.querySelectorAll('.photo').length;
  await Promise.resolve(); // its view is measured when it is drawn, and it is drawn again in the same turn
  const seen = drawn();
  expect(seen).toBeGreaterThan(0);
  await vi.waitFor(() => expect(drawn()).toBeGreaterThan(seen));
  render(null, main);
});
