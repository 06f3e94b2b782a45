import { expect, test } from 'vitest';
import { ALL_SITES, grantedHosts } from '../../src/options/granted-hosts';

test('granted origins are told by host, http and https together, all sites first', () => {
  const patterns = ['https://b.example/*', 'http://a.example/*', 'http://b.example/*', ...ALL_SITES];
  expect(grantedHosts(patterns)).toEqual([
    { host: null, patterns: ALL_SITES },
    { host: 'a.example', patterns: ['http://a.example/*'] },
    { host: 'b.example', patterns: ['https://b.example/*', 'http://b.example/*'] },
  ]);
});

test.each(['<all_urls>', '*://*/*'])('%s is all sites', pattern => {
  expect(grantedHosts([pattern])).toEqual([{ host: null, patterns: [pattern] }]);
});

test('a host with all below it is not the host alone', () => {
  expect(grantedHosts(['*://*.example.org/*', 'https://example.org/*']).map(({ host }) => host)).toEqual([
    '*.example.org',
    'example.org',
  ]);
});
