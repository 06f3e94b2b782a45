// @vitest-environment happy-dom
import { h, render } from 'preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import browser from 'webextension-polyfill';
import { CHROMIUM_DEVELOPMENT_ID } from '../../../src/core/extension-ids';
import { QuickSetup } from '../../../src/options/guide/quick-setup';
import { settle } from '../../ui/render-hook';
import { fakeBrowser } from '../../webextension/fake-browser';

fakeBrowser({ runtime: { ...browser.runtime, id: CHROMIUM_DEVELOPMENT_ID } });

let page: HTMLElement;

beforeEach(async () => {
  page = document.createElement('div');
  document.body.replaceChildren(page);
  await settle(() => render(h(QuickSetup, {}), page));
});
afterEach(() => settle(() => render(null, page)));

const enter = (selector: string, value: string): Promise<void> =>
  settle(() => {
    const field = page.querySelector<HTMLInputElement | HTMLSelectElement>(selector);
    if (field === null) throw new Error(`no ${selector}`);
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
    field.dispatchEvent(new Event('blur'));
  });
const choose = (name: string): Promise<void> =>
  settle(() =>
    [...page.querySelectorAll('label')].find(label => label.textContent?.startsWith(name))?.click(),
  );
const lines = (): string => page.querySelector('textarea')?.value ?? '';
const says = (text: string): boolean => page.textContent?.includes(text) ?? false;

test('the quick set-up offers lines for guests as it is, without a choice', () => {
  expect(lines()).toContain('aws cloudformation deploy');
  expect(lines()).not.toContain('AWS::Cognito::UserPool"');
});

test('a name that no bucket can have takes the lines away, and is told', async () => {
  await enter('#new-bucket', 'My Bucket');
  expect(lines()).toBe('');
  expect(page.querySelector('#new-bucket-help')?.className).toBe('field-problem');
  expect(says('First enter a valid bucket name')).toBe(true);
});

test('the alias of an access point is no name for a bucket', async () => {
  await enter('#new-bucket', 'photos-hrzrlukc5m36ft7okagglf3gmwluquse1b-s3alias');
  expect(lines()).toBe('');
});

test('people who sign in need a mail address, and get a user pool that knows this browser', async () => {
  await choose('People who sign in');
  expect(lines()).toBe('');
  expect(says('First enter your email address')).toBe(true);
  await enter('#new-user', 'ada@example');
  expect(says('Enter an email address')).toBe(true);
  await enter('#new-user', 'ada@example.com');
  expect(lines()).toContain('"Username":"ada@example.com"');
  expect(lines()).toContain(`https://${CHROMIUM_DEVELOPMENT_ID}.chromiumapp.org/`);
});

test('folders of their own are offered to people who sign in, and where guests get in nobody has one', async () => {
  expect(page.querySelector('#new-own-folders')).toBeNull();
  await choose('People who sign in');
  await enter('#new-user', 'ada@example.com');
  await settle(() => page.querySelector<HTMLInputElement>('#new-own-folders')?.click());
  expect(lines()).toContain('{identity}');
  await choose('Both');
  expect(page.querySelector('#new-own-folders')).toBeNull();
  expect(lines()).not.toContain('{identity}');
  expect(says('Both codes name the same identity pool')).toBe(true);
});

test('a region without user pools lets guests in alone and says so, and another brings the choice back', async () => {
  await choose('People who sign in');
  await enter('#new-user', 'ada@example.com');
  await enter('#new-region', 'cn-north-1');
  expect(says('has no user pools')).toBe(true);
  expect(lines()).toContain('arn:aws-cn:s3:::');
  expect(lines()).not.toContain('ada@example.com');
  await enter('#new-region', 'us-gov-west-1');
  expect(lines()).toContain('ada@example.com');
});

test('a region in which no template works has no lines, and says what else there is', async () => {
  await enter('#new-region', 'eusc-de-east-1');
  expect(lines()).toBe('');
  expect(says('In eusc-de-east-1, AWS can’t do this from a template')).toBe(true);
});

test('a key of their own has to be in the region of the bucket', async () => {
  await enter('#new-region', 'eu-west-1');
  await enter('#new-encryption', 'key');
  expect(says('First enter your key’s ARN')).toBe(true);
  await enter('#new-key', 'arn:aws:kms:eu-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab');
  expect(lines()).toBe('');
  await enter('#new-key', 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab');
  expect(lines()).toContain('"KMSMasterKeyID":"arn:aws:kms:eu-west-1:111122223333:key/');
});
