import { expect, test } from 'vitest';
import { linkDisposition } from '../../src/core/link-disposition';

test.each([
  'image/svg+xml',
  'text/html',
  'application/xhtml+xml',
  'text/xml',
  'application/xml',
  'text/html;charset=utf-8',
])('%s could run as a page: its link downloads it', type => {
  expect(linkDisposition(type)).toBe('attachment');
});

test.each(['image/jpeg', 'image/x-icon', 'video/mp4', 'audio/ogg', 'text/plain', 'application/pdf'])(
  '%s is opened by its link',
  type => {
    expect(linkDisposition(type)).toBeNull();
  },
);

test.each(['application/octet-stream', 'application/x-anything', '', 'nonsense'])(
  'what nobody knows is downloaded: %s',
  type => {
    expect(linkDisposition(type)).toBe('attachment');
  },
);
