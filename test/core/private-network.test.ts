import { describe, expect, test } from 'vitest';
import { crossesIntoPrivateNetwork, isPublicPlaintext } from '../../src/core/private-network';

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
    'http://[::ffff:7f00:1]/',
    'http://[::ffff:203.0.113.1]/',
    'http://[64:ff9b::10.0.0.1]/', // NAT64
    'http://[64:ff9b:1::8.8.8.8]/', // a network's own NAT64
    'http://[::192.168.0.1]/', // IPv4-compatible, deprecated
    'http://[::ffff:0:192.168.0.1]/', // IPv4-translated
    'http://[2002:c0a8:1::1]/', // 6to4, of 192.168.0.1
    'http://[2002:7f00:1::]/',
    'http://[2001:0:808:808:0:0:3f57:fffe]/', // Teredo, the client at 192.168.0.1
    'http://[2001:0:a00:1::f7f7:f7f7]/', // Teredo, the server at 10.0.0.1
    'http://[2001:10::1]/',
    'http://[2001:db8::1]/',
    'http://[3fff:fff::1]/',
    'http://[5f00::1]/',
    'http://[100::1]/',
    'http://[fec0::1]/',
    'http://[4000::1]/',
    'http://192.0.0.1/',
    'http://192.0.2.1/',
    'http://198.51.100.1/',
    'http://203.0.113.1/',
    'http://240.0.0.1/',
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
    'http://192.0.1.1/',
    'http://192.0.3.1/',
    'http://198.20.0.1/',
    'http://100.128.0.1/',
    'http://223.255.255.255/',
    'http://[2001:4860:4860::8888]/',
    'http://[2001:200::1]/',
    'http://[2003::1]/',
    'http://[3fff:1000::1]/',
    'http://[::ffff:8.8.8.8]/',
    'http://[64:ff9b::8.8.8.8]/',
    'http://[2002:808:808::1]/',
    'http://[2001:0:808:808::f7f7:f7f7]/',
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
  { documents: [] },
  { documents: [''] },
  { documents: ['about:blank', 'about:blank'] }, // a window that a page of anybody's opened and wrote
  { documents: ['data:text/html,', ''] },
  { documents: ['blob:null/0', 'about:srcdoc'] },
])(
  'pages without an address may be anybody’s, and point no further than public ones: $documents',
  ({ documents }) => {
    expect(crossesIntoPrivateNetwork(documents, 'http://192.168.1.1/')).toBe(true);
    expect(crossesIntoPrivateNetwork(documents, 'https://example.org/')).toBe(false);
  },
);

test.each([
  ['of an extension', 'chrome-extension://abc/page.html'],
  ['of the browser’s own', 'chrome://newtab/'],
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

test.each([
  ['http://s3.example.com', true],
  ['http://203.0.114.7:9000', true],
  ['http://[2606:4700::1]', true],
  ['https://s3.example.com', false],
  ['http://localhost:9000', false],
  ['http://nas:9000', false],
  ['http://192.168.1.20:9000', false],
  ['http://minio.lan', false],
  ['', false],
  ['http://', false],
  ['ftp://s3.example.com', false],
])('requests to %j cross the internet as plain text: %s', (url, isPlaintext) => {
  expect(isPublicPlaintext(url)).toBe(isPlaintext);
});
