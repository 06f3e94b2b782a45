import { describe, expect, it } from 'vitest';
import { objectUrl, originPattern, permissionsForSettings, s3Origin, urlBelow } from '../../src/core/s3-url';
import { EMPTY_SETTINGS, type Settings } from '../../src/core/settings';

const settings = (change: Partial<Settings>): Settings => ({
  ...EMPTY_SETTINGS,
  bucket: 'photos',
  region: 'eu-west-1',
  ...change,
});

describe('s3Origin', () => {
  // Held against the SDK's own endpoint rules by hand: the same hosts.
  it.each<[Partial<Settings>, string]>([
    [{}, 'https://photos.s3.eu-west-1.amazonaws.com'],
    [{ bucket: 'my.photos' }, 'https://s3.eu-west-1.amazonaws.com'],
    [{ pathStyle: true }, 'https://s3.eu-west-1.amazonaws.com'],
    [{ region: 'cn-north-1' }, 'https://photos.s3.cn-north-1.amazonaws.com.cn'],
    [{ region: 'us-gov-west-1' }, 'https://photos.s3.us-gov-west-1.amazonaws.com'],
    [{ region: 'eusc-de-east-1' }, 'https://photos.s3.eusc-de-east-1.amazonaws.eu'],
    [{ region: 'us-east-1', bucket: 'My_Photos' }, 'https://s3.us-east-1.amazonaws.com'],
    [{ region: 'us-east-1', bucket: 'a'.repeat(64) }, 'https://s3.us-east-1.amazonaws.com'],
    [{ bucket: 'photos-s3alias' }, 'https://photos-s3alias.s3.eu-west-1.amazonaws.com'],
    [{ endpoint: 'https://s3.example.com:8443' }, 'https://photos.s3.example.com:8443'],
    [{ endpoint: 'https://s3.example.com', pathStyle: true }, 'https://s3.example.com'],
    [{ endpoint: 'http://s3.example.com', bucket: 'my.photos' }, 'http://s3.example.com'],
    [{ endpoint: 'http://localhost:9000' }, 'http://photos.localhost:9000'],
    [{ endpoint: 'http://127.0.0.1:9000' }, 'http://127.0.0.1:9000'],
    [{ endpoint: 'http://[::1]:9000' }, 'http://[::1]:9000'],
  ])('for %j is %s', (change, origin) => expect(s3Origin(settings(change))).toBe(origin));
});

describe('objectUrl', () => {
  it.each<[Partial<Settings>, string, string]>([
    [{}, 'a/cat.jpg', 'https://photos.s3.eu-west-1.amazonaws.com/a/cat.jpg'],
    [{ pathStyle: true }, 'cat.jpg', 'https://s3.eu-west-1.amazonaws.com/photos/cat.jpg'],
    [{ endpoint: 'http://127.0.0.1:9000' }, 'cat.jpg', 'http://127.0.0.1:9000/photos/cat.jpg'],
    [
      { region: 'us-east-1', bucket: 'My_Photos' },
      'cat.jpg',
      'https://s3.us-east-1.amazonaws.com/My_Photos/cat.jpg',
    ],
    // A host that begins like the bucket is still not the bucket's.
    [{ endpoint: 'https://photos.example.com', pathStyle: true }, 'a', 'https://photos.example.com/photos/a'],
    [
      {},
      "50% + ?#'(*)!/é",
      'https://photos.s3.eu-west-1.amazonaws.com/50%25%20%2B%20%3F%23%27%28%2A%29%21/%C3%A9',
    ],
    [{}, 'My%20album//cat.jpg', 'https://photos.s3.eu-west-1.amazonaws.com/My%2520album//cat.jpg'],
  ])('for %j, %s', (change, key, url) => expect(objectUrl(settings(change), key).href).toBe(url));
});

describe('a key with a segment of dots, which every browser folds into another key,', () => {
  const KEYS = ['./a.jpg', 'a/../b.jpg', '..', 'Trip/.', 'Trip/./a.jpg', '../../etc/passwd'];
  it.each(KEYS)('is refused an URL: %s', key => {
    const refusal = expect.objectContaining({ code: 'key-not-addressable', detail: { key } });
    expect(() => objectUrl(settings({}), key)).toThrow(refusal);
    expect(() => urlBelow('https://cdn.example.com/', key)).toThrow(refusal);
  });

  it.each(['.hidden', 'a..b/c', 'Trip/...', 'a/.b', '%2e/a', 'Trip///a', 'a\\..\\b', '.\t./a', 'a\n'])(
    'is not %j: its URL names it and nothing else',
    key => {
      const { pathname } = objectUrl(settings({}), key);
      expect(decodeURIComponent(pathname)).toBe(`/${key}`);
      expect(new URL(objectUrl(settings({}), key).href).pathname).toBe(pathname);
    },
  );
});

describe('originPattern', () => {
  it.each([
    ['https://example.com:8443/a?b', 'https://example.com/*'],
    ['http://127.0.0.1:9000', 'http://127.0.0.1/*'],
    ['data:image/png;base64,AA', null],
    ['blob:https://example.com:8443/1', 'https://example.com/*'],
    ['blob:null/1', null],
    ['file:///etc/passwd', null],
    ['nonsense', null],
  ])('of %s is %j', (url, pattern) => expect(originPattern(url)).toBe(pattern));
});

describe('permissionsForSettings', () => {
  it.each<[Partial<Settings>, string]>([
    [{}, 'https://photos.s3.eu-west-1.amazonaws.com/*'],
    [{ region: 'cn-north-1' }, 'https://photos.s3.cn-north-1.amazonaws.com.cn/*'],
    [{ region: 'us-gov-west-1' }, 'https://photos.s3.us-gov-west-1.amazonaws.com/*'],
    [{ region: 'eusc-de-east-1' }, 'https://photos.s3.eusc-de-east-1.amazonaws.eu/*'],
    // Addressed by path: the browser tells hosts apart, not buckets.
    [{ bucket: 'my.photos' }, 'https://s3.eu-west-1.amazonaws.com/*'],
  ])('asks for the one host of the bucket on AWS: %j, %s', (change, origin) => {
    expect(permissionsForSettings(settings(change))).toEqual([origin]);
  });

  it('asks for both custom hosts, each once', () => {
    const endpoint = 'http://127.0.0.1:9000';
    expect(permissionsForSettings(settings({ endpoint, cognitoEndpoint: 'http://127.0.0.1:9001' }))).toEqual([
      'http://127.0.0.1/*',
    ]);
    expect(permissionsForSettings(settings({ endpoint, cognitoEndpoint: 'https://c.example' }))).toEqual([
      'http://127.0.0.1/*',
      'https://c.example/*',
    ]);
  });

  it.each<[Partial<Settings>, string]>([
    [
      { endpoint: 'https://fra1.digitaloceanspaces.com', pathStyle: false },
      'https://photos.fra1.digitaloceanspaces.com/*',
    ],
    [
      { endpoint: 'https://s3.eu-central-003.backblazeb2.com', pathStyle: true },
      'https://s3.eu-central-003.backblazeb2.com/*',
    ],
    [{ endpoint: 'http://localhost:9000', pathStyle: true }, 'http://localhost/*'],
  ])('asks for the one host of another store, and for none of Cognito’s: %j, %s', (change, origin) => {
    const kept = { access: 'keys', cognitoEndpoint: 'https://c.example' } as const;
    expect(permissionsForSettings(settings({ ...change, ...kept }))).toEqual([origin]);
  });
});
