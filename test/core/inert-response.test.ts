import { expect, test } from 'vitest';
import { inertResponse } from '../../src/core/inert-response';

const typed = (type: string) => ({ 'response-content-type': type });
const saved = (name: string) => ({ 'response-content-disposition': `attachment; filename*=UTF-8''${name}` });

test.each<[string, string | null, Readonly<Record<string, string>>]>([
  // The name promises something harmless: it is served as that, whatever it was stored as.
  ['A/cat.jpg', null, typed('image/jpeg')],
  ['A/cat.jpg', 'text/html', typed('image/jpeg')],
  ['A/cat.jpg', 'image/svg+xml', typed('image/jpeg')],
  ['A/cat.png', 'application/xhtml+xml', typed('image/png')],
  ['A/notes.txt', 'text/html', typed('text/plain; charset=utf-8')],
  ['A/a.pdf', 'text/xml', typed('application/pdf')],
  ['A/clip.mp4', 'text/html; charset=utf-8', typed('video/mp4')],
  // What was stored with a harmless type keeps it.
  ['A/cat.heic', 'image/jpeg', typed('image/jpeg')],
  ['A/IMG_1', 'image/jpeg', typed('image/jpeg')],
  ['A/page.html', 'Text/Plain', typed('text/plain; charset=utf-8')],
  // Nothing promises anything harmless.
  ['A/page.html', 'text/html', saved('page.html')],
  ['A/page.html', null, { ...typed('application/octet-stream'), ...saved('page.html') }],
  ['A/IMG_1', null, { ...typed('application/octet-stream'), ...saved('IMG_1') }],
  ['A/IMG_1', 'text/html', saved('IMG_1')],
  ['A/IMG_1', 'binary/octet-stream', saved('IMG_1')],
  ['A/script.js', 'text/javascript', saved('script.js')],
  ['A/feed.xml', 'text/xml', saved('feed.xml')],
  ['A/x', 'image/jpeg, text/html', saved('x')],
  ['A/\u202egpj.exe', null, { ...typed('application/octet-stream'), ...saved('gpj.exe') }],
  // Drawn by `<img>`, and by nothing that would run it.
  ['A/logo.svg', null, { ...typed('image/svg+xml'), ...saved('logo.svg') }],
  ['A/logo.svg', 'binary/octet-stream', { ...typed('image/svg+xml'), ...saved('logo.svg') }],
  ['A/logo.svg', 'image/svg+xml', { ...typed('image/svg+xml'), ...saved('logo.svg') }],
])('%s, stored as %s, is served so that nothing of it runs: %j', (key, stored, response) =>
  expect(inertResponse(key, stored)).toEqual(response),
);
