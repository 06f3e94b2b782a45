import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { slowDown } from '../answers';
import type { Matcher, Rule } from '../index';
import { RuleSet } from '../rules';
import { useFaultProxy } from './fixture';

const { start } = useFaultProxy();

const slow = (when: Matcher): Rule => ({ when, fault: { kind: 'respond', answer: slowDown() } });

/** What the requests would meet, one after the other. */
function faults(rules: readonly Rule[], requests: readonly Partial<Parameters<RuleSet['decide']>[0]>[]) {
  const book = new RuleSet();
  book.add(rules);
  return requests.map(
    facts => book.decide({ operation: 'PutObject', method: 'PUT', ...facts }).fault?.kind ?? null,
  );
}

test('a rule matches when operation, key, prefix, pattern and part number all do', () => {
  const put = { operation: 'UploadPart', key: 'a/1.jpg', partNumber: 3 };
  const matching: Matcher[] = [
    {},
    { operation: 'UploadPart' },
    { operation: ['PutObject', 'UploadPart'] },
    { key: 'a/1.jpg' },
    { key: /\.jpg$/ },
    { keyPrefix: 'a/' },
    { partNumber: 3 },
    { operation: 'UploadPart', keyPrefix: 'a/', partNumber: 3 },
  ];
  for (const when of matching) expect(faults([slow(when)], [put])).toEqual(['respond']);
  const others: Matcher[] = [
    { operation: 'PutObject' },
    { key: 'a/1' },
    { keyPrefix: 'b/' },
    { partNumber: 1 },
    { operation: 'UploadPart', partNumber: 2 },
  ];
  for (const when of others) expect(faults([slow(when)], [put])).toEqual([null]);
});

test('a rule applies once unless `times` says more, and after `skip` requests', () => {
  const three = [{}, {}, {}];
  expect(faults([slow({})], three)).toEqual(['respond', null, null]);
  expect(faults([slow({ skip: 1 })], three)).toEqual([null, 'respond', null]);
  expect(faults([slow({ times: 2 })], three)).toEqual(['respond', 'respond', null]);
  expect(faults([slow({ times: Number.POSITIVE_INFINITY })], three)).toEqual([
    'respond',
    'respond',
    'respond',
  ]);
});

test('the first matching rule decides, and delays add up', () => {
  const book = new RuleSet();
  book.add([
    { when: {}, fault: { kind: 'delay', ms: 10 } },
    { when: { times: 2 }, fault: { kind: 'delay', ms: 5 } },
    { when: {}, fault: { kind: 'drop-answer' } },
    { when: {}, fault: { kind: 'stall-answer' } },
  ]);
  const judge = () => book.decide({ operation: 'PutObject', method: 'PUT' });
  expect(judge()).toMatchObject({ delayMs: 15, fault: { kind: 'drop-answer' } });
  expect(judge()).toMatchObject({ delayMs: 5, fault: { kind: 'stall-answer' } });
  expect(judge()).toEqual({ delayMs: 0, fault: null });
});

test('rules for different keys count apart, listings by their prefix', async () => {
  const { s3, proxy } = await start();
  const takeAway = proxy.inject(
    slow({ keyPrefix: 'a/', times: Number.POSITIVE_INFINITY }),
    slow({ keyPrefix: 'b/', skip: 1 }),
  );
  const put = (Key: string) =>
    s3.send(new PutObjectCommand({ Bucket: 'demo', Key, Body: 'x' })).then(
      () => 'ok',
      (error: Error) => error.name,
    );
  expect(await Promise.all(['a/1', 'b/1', 'c/1', 'a/2'].map(put))).toEqual([
    'SlowDown',
    'ok',
    'ok',
    'SlowDown',
  ]);
  expect(await put('b/1')).toBe('SlowDown');
  expect(await put('b/1')).toBe('ok');
  const list = s3.send(new ListObjectsV2Command({ Bucket: 'demo', Prefix: 'a/' }));
  await expect(list).rejects.toMatchObject({ name: 'SlowDown' });
  takeAway();
  expect(await put('a/1')).toBe('ok');
});

test('clear removes all rules', async () => {
  const { s3, proxy } = await start();
  proxy.inject(slow({}));
  proxy.setOffline(true);
  proxy.clear();
  const absent = s3.send(new GetObjectCommand({ Bucket: 'demo', Key: 'a' }));
  await expect(absent).rejects.toMatchObject({ name: 'NoSuchKey' });
});
