import { describe, expect, test } from 'vitest';
import { crossesIntoPrivateNetwork } from '../../src/core/private-network';

const PUBLIC = 'https://news.example.org/story';

describe('a page of the internet', () => {
  test.each([
    'http://127.0.0.1/',
    'http://127.1/', // URLs write all of these as 127.0.0.1
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0.0.0.0:8080/',
    'http://10.1.2.3/',
    'http://172.16.0.1/',
    'http://172.31.255.255/',
    'http://192.168.1.1/admin.png',
    'http://169.254.169.254/latest/meta-data',
    'http://100.64.0.1/',
    'http://198.19.0.1/',
    'http://224.0.0.251/',
    'http://255.255.255.255/',
    'http://[::1]/',
    'http://[::]/',
    'http://[fe80::1]/',
    'http://[fd12:3456::1]/',
    'http://[ff02::fb]/',
    'http://[::ffff:192.168.0.1]/',
    'http://[64:ff9b::10.0.0.1]/',
    'http://localhost:9/',
    'http://localhost./',
    'http://photos.localhost/',
    'http://printer.local/',
    'http://vault.internal/',
    'http://nas.home.arpa/',
    'http://fritz/',
    'http://router.lan/',
  ])('may not point at %s', url => {
    expect(crossesIntoPrivateNetwork([PUBLIC], url)).toBe(true);
  });

  test.each([
    'https://example.org/',
    'http://8.8.8.8/',
    'http://172.32.0.1/',
    'http://192.0.2.1/',
    'http://100.128.0.1/',
    'http://[2001:4860:4860::8888]/',
    'http://[::ffff:8.8.8.8]/',
    'https://localhost.example.org/',
    'https://mylocal.org/',
    'data:image/png;base64,',
    'blob:https://news.example.org/1',
    '',
  ])('may point at %s', url => {
    expect(crossesIntoPrivateNetwork([PUBLIC], url)).toBe(false);
  });

  test.each([['about:srcdoc'], ['blob:https://news.example.org/1'], ['data:text/html,'], ['']])(
    'is what counts for a frame at “%s”',
    frame => {
      expect(crossesIntoPrivateNetwork([frame, PUBLIC], 'http://192.168.1.1/')).toBe(true);
    },
  );
});

test.each([
  ['of the person’s own network', 'http://192.168.1.1/'],
  ['of this computer', 'http://localhost:3000/'],
  ['in a file', 'file:///home/me/page.html'],
])('a page %s may point anywhere', (_, page) => {
  expect(crossesIntoPrivateNetwork([page], 'http://10.0.0.1/')).toBe(false);
  expect(crossesIntoPrivateNetwork([page], 'https://example.org/')).toBe(false);
});

test('a frame of one’s own network in a page of the internet is that network’s', () => {
  expect(crossesIntoPrivateNetwork(['http://192.168.1.1/', PUBLIC], 'http://192.168.1.1/a.png')).toBe(false);
});
