import { beforeEach, expect, test, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { guardDecoding } from '../../src/blobs/decode-guard';
import { deferred } from '../deferred';
import { fakeLocks } from '../webextension/fake-locks';

let page: EventTarget;
const picture = new Blob(['a picture']);

beforeEach(async () => {
  await browser.storage.session.clear();
  fakeLocks();
  page = new EventTarget();
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
});

test('a picture during whose decoding the worker died is not decoded again', async () => {
  const begun = deferred<void>();
  void guardDecoding(picture, () => {
    begun.resolve();
    return new Promise(() => {});
  });
  await begun.promise;
  fakeLocks(); // the browser takes away what a dead worker held
  expect(await guardDecoding(picture, async () => 'decoded')).toBeNull();
  expect(await guardDecoding(new Blob(['another']), async () => 'decoded')).toBe('decoded');
});

test('a picture that a page was decoding when it was closed is decoded again', async () => {
  const begun = deferred<void>();
  void guardDecoding(picture, () => {
    begun.resolve();
    return new Promise(() => {});
  });
  await begun.promise;
  page.dispatchEvent(new Event('pagehide'));
  fakeLocks();
  expect(await guardDecoding(picture, async () => 'decoded')).toBe('decoded');
});

test('a picture that was decoded, or could not be, is decoded again when it is needed', async () => {
  await expect(guardDecoding(picture, () => Promise.reject(new Error('damaged')))).rejects.toThrow('damaged');
  expect(await guardDecoding(picture, async () => 'decoded')).toBe('decoded');
  expect(await guardDecoding(picture, async () => 'again')).toBe('again');
  expect(await browser.storage.session.get(null)).toEqual({});
});

test('a picture that is being decoded elsewhere is decoded after that', async () => {
  const first = deferred<string>();
  const both = [guardDecoding(picture, () => first.promise), guardDecoding(picture, async () => 'second')];
  first.resolve('first');
  expect(await Promise.all(both)).toEqual(['first', 'second']);
});
