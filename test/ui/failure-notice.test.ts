// @vitest-environment happy-dom
import { h, render } from 'preact';
import { beforeEach, expect, test } from 'vitest';
import { type FailureCode, ShoeboxError, toFailure } from '../../src/core/failure';
import { TaskFailure } from '../../src/ui/failure-notice';
import { fakeBrowser } from '../webextension/fake-browser';
import { textsIn } from '../webextension/texts';

beforeEach(() => {
  fakeBrowser({ i18n: textsIn('en') });
});

const shown = (code: FailureCode, detail = {}): HTMLElement => {
  const page = document.createElement('div');
  const failure = toFailure(new ShoeboxError(code, detail));
  render(h(TaskFailure, { task: { failure, retry: () => undefined } }), page);
  return page;
};

test('a failure that the next try may not meet has “Try again”, one that it meets for certain has not', () => {
  // Bytes on a busy disk may be readable the next time, and whoever runs an S3 may update it.
  for (const code of ['offline', 'bytes-changed', 's3-unsupported'] as const)
    expect(shown(code).querySelector('button')?.textContent).toBe('Try again');
  for (const code of ['page-closed', 'page-unreadable', 'source-on-disk', 'file-unreadable'] as const)
    expect(shown(code).querySelector('button')).toBeNull();
});

test('a denial has AWS’s words behind “Details” alone', () => {
  const page = shown('access-denied', { action: 's3:PutObject', resource: 'arn:aws:s3:::photos/*' });
  const details = page.querySelector('details');
  expect(details?.textContent).toContain('In IAM, add s3:PutObject on arn:aws:s3:::photos/*');
  details?.remove();
  expect(page.textContent).not.toMatch(/s3:|arn:|IAM|role|policy/);
});
