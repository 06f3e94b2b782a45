import { expect, it } from 'vitest';
import { batchOf } from '../../src/background/notify-transfer';
import { newTransfer, type Transfer } from '../../src/core/transfer';

const transfer = (id: string, createdAt: number, source: Transfer['source']): Transfer =>
  newTransfer({ id, createdAt, source, bucket: 'b', album: 'a/', name: id, bytes: null });

const WEB: Transfer['source'] = {
  kind: 'web',
  wanted: 'image',
  url: 'https://example.org/1.jpg',
  betterUrls: [],
  alt: '',
  pageUrl: '',
  frameUrl: '',
  pageTitle: '',
  tabId: 1,
  frameId: 0,
};

it('a batch is what was saved from the web at the same moment', () => {
  const one = transfer('one', 5, WEB);
  const two = transfer('two', 5, WEB);
  const others = [transfer('later', 6, WEB), transfer('file', 5, { kind: 'file' })];
  expect(batchOf(one, [one, ...others, two])).toEqual([one, two]);
});
