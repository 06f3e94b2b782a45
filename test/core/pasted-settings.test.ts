import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type PastedSettings,
  parsePastedBucket,
  parsePastedEndpoint,
  parsePastedIdentityPool,
  parsePastedIssuer,
} from '../../src/core/pasted-settings';
import { anyText } from './any-text';

const AWS = { endpoint: '', pathStyle: false };
const R2 = 'https://023e105f4ecef8ad9ca31a8372d0c353.eu.r2.cloudflarestorage.com';
const SCALEWAY = 'https://s3.fr-par.scw.cloud';
const POOL = 'eu-west-1:1a2b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d';

describe('fromPastedBucket', () => {
  it.each<[string, PastedSettings]>([
    // ARNs and S3 URIs hold keys as they are.
    ['arn:aws:s3:::photos', { bucket: 'photos' }],
    ['  arn:aws:s3:::photos/*\n', { bucket: 'photos' }],
    ['arn:aws-cn:s3:::photos/a/b/*', { bucket: 'photos', folder: 'a/b' }],
    ['arn:aws:s3:::photos/albums/2020*', { bucket: 'photos', folder: 'albums' }],
    ['arn:aws:s3:::photos/albums/cat.jpg', { bucket: 'photos', folder: 'albums' }],
    ['s3://photos', { bucket: 'photos' }],
    ['s3://My_Photos', { bucket: 'My_Photos' }],
    ['s3://photos/', { bucket: 'photos' }],
    ['s3://photos/50% off/née #1?/', { bucket: 'photos', folder: '50% off/née #1?' }],
    ['s3://photos/My%20album/', { bucket: 'photos', folder: 'My%20album' }],
    ['s3://photos/albums/cat.jpg', { bucket: 'photos', folder: 'albums' }],
    // Amazon's hosts, whose paths are percent-encoded and have `+` for a space.
    ['https://photos.s3.amazonaws.com/', { bucket: 'photos', ...AWS }],
    ['photos.s3.eu-west-1.amazonaws.com', { bucket: 'photos', region: 'eu-west-1', ...AWS }],
    ['s3.amazonaws.com/photos/', { bucket: 'photos', ...AWS }],
    ['https://photos.s3.eu-west-1.amazonaws.com/', { bucket: 'photos', region: 'eu-west-1', ...AWS }],
    ['https://my.photos.s3.eu-west-1.amazonaws.com', { bucket: 'my.photos', region: 'eu-west-1', ...AWS }],
    ['https://photos.s3-us-west-2.amazonaws.com/', { bucket: 'photos', region: 'us-west-2', ...AWS }],
    [
      'https://photos.s3.dualstack.eu-west-1.amazonaws.com',
      { bucket: 'photos', region: 'eu-west-1', ...AWS },
    ],
    ['https://photos.s3-fips.us-east-1.amazonaws.com', { bucket: 'photos', region: 'us-east-1', ...AWS }],
    [
      'https://photos.s3-fips.dualstack.us-east-1.amazonaws.com',
      { bucket: 'photos', region: 'us-east-1', ...AWS },
    ],
    ['https://photos.s3-accelerate.amazonaws.com/a/', { bucket: 'photos', folder: 'a', ...AWS }],
    ['https://photos.s3-accelerate.dualstack.amazonaws.com/', { bucket: 'photos', ...AWS }],
    ['https://photos.s3.cn-north-1.amazonaws.com.cn/', { bucket: 'photos', region: 'cn-north-1', ...AWS }],
    [
      'https://photos.s3.eusc-de-east-1.amazonaws.eu/',
      { bucket: 'photos', region: 'eusc-de-east-1', ...AWS },
    ],
    [
      'https://s3.us-east-1.amazonaws.com/My_Photos/a/',
      { bucket: 'My_Photos', region: 'us-east-1', folder: 'a', ...AWS },
    ],
    ['http://photos.s3-website-us-east-1.amazonaws.com/', { bucket: 'photos', region: 'us-east-1', ...AWS }],
    [
      'http://photos.s3-website.eu-central-1.amazonaws.com/',
      { bucket: 'photos', region: 'eu-central-1', ...AWS },
    ],
    [
      'https://s3.eu-west-1.amazonaws.com/photos/a/',
      { bucket: 'photos', region: 'eu-west-1', folder: 'a', ...AWS },
    ],
    ['https://s3.amazonaws.com/photos', { bucket: 'photos', ...AWS }],
    [
      'https://photos.s3.eu-west-1.amazonaws.com/My+album/a%2Bb/cat.jpg?X-Amz-Signature=1',
      { bucket: 'photos', region: 'eu-west-1', folder: 'My album/a+b', ...AWS },
    ],
    [
      'https://photos.s3.amazonaws.com/My%2520album//cat.jpg',
      { bucket: 'photos', folder: 'My%20album', ...AWS },
    ],
    ['https://photos.s3.amazonaws.com/%E0%A4%A/', { bucket: 'photos', folder: '%E0%A4%A', ...AWS }],
    // The console.
    [
      'https://eu-west-1.console.aws.amazon.com/s3/buckets/photos?region=eu-west-1&prefix=a%2Fb%2F&tab=objects',
      { bucket: 'photos', region: 'eu-west-1', folder: 'a/b', ...AWS },
    ],
    [
      'https://s3.console.aws.amazon.com/s3/buckets/photos?region=us-east-2&bucketType=general',
      { bucket: 'photos', region: 'us-east-2', ...AWS },
    ],
    [
      'https://123456789012-abcd1234.us-west-2.console.aws.amazon.com/s3/buckets/photos',
      { bucket: 'photos', region: 'us-west-2', ...AWS },
    ],
    [
      'https://us-east-1.console.aws.amazon.com/s3/buckets/photos?bucketRegion=eu-north-1',
      { bucket: 'photos', region: 'eu-north-1', ...AWS },
    ],
    [
      'https://us-east-1.console.aws.amazon.com/s3/buckets/photos?prefix=My%2520album/',
      { bucket: 'photos', region: 'us-east-1', folder: 'My%20album', ...AWS },
    ],
    [
      'https://us-east-1.console.aws.amazon.com/s3/object/photos?region=us-east-1&prefix=a/cat.jpg',
      { bucket: 'photos', region: 'us-east-1', folder: 'a', ...AWS },
    ],
    [
      'https://us-gov-west-1.console.amazonaws-us-gov.com/s3/buckets/photos',
      { bucket: 'photos', region: 'us-gov-west-1', ...AWS },
    ],
    [
      'https://eusc-de-east-1.console.amazonaws-eusc.eu/s3/buckets/photos',
      { bucket: 'photos', region: 'eusc-de-east-1', ...AWS },
    ],
    ['https://console.amazonaws.cn/s3/buckets/photos?region=%22', { bucket: 'photos', ...AWS }],
    // An S3 of one's own.
    [
      'http://127.0.0.1:9000/photos',
      { bucket: 'photos', endpoint: 'http://127.0.0.1:9000', pathStyle: true },
    ],
    [
      'https://s3.example.com/photos/a%20b/c+d/cat.jpg',
      { bucket: 'photos', folder: 'a b/c+d', endpoint: 'https://s3.example.com', pathStyle: true },
    ],
    // Other stores, with the bucket in the host or path.
    [
      'https://photos.nyc3.digitaloceanspaces.com/2026/cat.jpg',
      {
        ...{ bucket: 'photos', folder: '2026', region: 'nyc3' },
        ...{ endpoint: 'https://nyc3.digitaloceanspaces.com', pathStyle: false },
      },
    ],
    [`${R2}/photos`, { bucket: 'photos', region: 'auto', endpoint: R2, pathStyle: true }],
    ['s3.fr-par.scw.cloud', { bucket: '', region: 'fr-par', endpoint: SCALEWAY, pathStyle: false }],
  ])('reads %s', (text, filled) => expect(parsePastedBucket(text)).toEqual(filled));

  it.each([
    '',
    'photos',
    'my.photos',
    'arn:aws:s3:eu-west-1:123456789012:accesspoint/photos',
    'arn:aws:s3:::사진첩',
    's3://Ph%20tos/',
    's3:///photos',
    'https://example.com',
    'https://Example.com/A',
    'https://docs.aws.amazon.com/s3/index.html',
    'https://abc.execute-api.eu-west-1.amazonaws.com/prod',
    'https://eu-west-1.console.aws.amazon.com/s3/buckets',
    'https://eu-west-1.console.aws.amazon.com/iam/home',
    'ftp://example.com/photos',
    'javascript:alert(1)',
  ])('takes %j literally', text => expect(parsePastedBucket(text)).toBeNull());

  it('never throws', () => {
    const start = fc.constantFrom(
      '',
      's3://',
      'arn:aws:s3:::',
      'https://b.s3.amazonaws.com/',
      'https://console.aws.amazon.com/s3/buckets/',
    );
    fc.assert(fc.property(start, anyText(), (head, tail) => void parsePastedBucket(head + tail)));
  });
});

describe('parsePastedEndpoint', () => {
  it.each<[string, PastedSettings]>([
    ['s3.fr-par.scw.cloud', { region: 'fr-par', endpoint: SCALEWAY, pathStyle: false }],
    [
      'https://photos.s3.fr-par.scw.cloud',
      { bucket: 'photos', region: 'fr-par', endpoint: SCALEWAY, pathStyle: false },
    ],
    [
      `${R2}/photos/cats/`,
      { bucket: 'photos', folder: 'cats', region: 'auto', endpoint: R2, pathStyle: true },
    ],
    [' 023E105F4ECEF8AD9CA31A8372D0C353.eu ', { region: 'auto', endpoint: R2, pathStyle: true }],
    [
      '023e105f4ecef8ad9ca31a8372d0c353',
      { region: 'auto', endpoint: R2.replace('.eu.', '.'), pathStyle: true },
    ],
    [
      'http://localhost:9000/photos',
      { bucket: 'photos', endpoint: 'http://localhost:9000', pathStyle: true },
    ],
    ['http://localhost:9000/', { endpoint: 'http://localhost:9000' }],
    // Settings hold no endpoint of AWS's, but those that are asked for.
    ['https://s3.eu-west-1.amazonaws.com', { endpoint: '', region: 'eu-west-1', pathStyle: false }],
    ['https://photos.s3.eu-west-1.amazonaws.com', { bucket: 'photos', region: 'eu-west-1', ...AWS }],
  ])('reads %s', (text, filled) => expect(parsePastedEndpoint(text)).toEqual(filled));

  it.each([
    '',
    'photos',
    'minio.example.com:9000',
    'https://s3-fips.us-east-1.amazonaws.com',
    'https://f004.backblazeb2.com/file/photos/cat.jpg',
  ])('takes %j literally', text => expect(parsePastedEndpoint(text)).toBeNull());
});

describe('fromPastedIdentityPool', () => {
  it.each([
    `arn:aws:cognito-identity:eu-west-1:123456789012:identitypool/${POOL}`,
    `https://eu-west-1.console.aws.amazon.com/cognito/v2/identity/identity-pools/${POOL.replace(':', '%3A')}/user-access?region=eu-west-1`,
    `https://eu-west-1.console.aws.amazon.com/cognito/federated#x=${POOL.replace(':', '%253A')}`,
    `pools%2F${POOL}`,
    `IdentityPoolId: '${POOL}',`,
    ` ${POOL.toUpperCase()} `,
  ])('reads %s', text => expect(parsePastedIdentityPool(text)).toEqual({ identityPoolId: POOL }));

  it.each(['', POOL, 'eu-west-1_AbCdEfGhI', `pool-${POOL}`, `${POOL}0`, '%', `${POOL.slice(0, -1)}`])(
    'takes %j literally',
    text => expect(parsePastedIdentityPool(text)).toBeNull(),
  );
});

describe('parsePastedIssuer', () => {
  const ISSUER = 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI';

  it.each([
    [' eu-west-1_AbCdEfGhI\n', ISSUER],
    ['arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEfGhI', ISSUER],
    ["UserPoolId: 'eu-west-1_AbCdEfGhI',", ISSUER],
    [
      'https://eu-west-1.console.aws.amazon.com/cognito/v2/idp/user-pools/eu-west-1_AbCdEfGhI/info/overview?region=eu-west-1',
      ISSUER,
    ],
    [`${ISSUER}/.well-known/openid-configuration`, ISSUER],
    [`${ISSUER}/.well-known/jwks.json`, ISSUER],
    ['cn-north-1_AbCdEfGhI', 'https://cognito-idp.cn-north-1.amazonaws.com.cn/cn-north-1_AbCdEfGhI'],
    ['https://id.example/realms/home/.well-known/openid-configuration', 'https://id.example/realms/home'],
  ])('reads %s', (text, issuer) => expect(parsePastedIssuer(text)).toEqual({ issuer }));

  it.each([
    '',
    ISSUER,
    'https://accounts.example',
    // Another Cognito than Amazon's, whose issuer holds an id as well.
    'http://localhost:9229/eu-west-1_AbCdEfGhI',
    POOL,
    'https://photos.auth.eu-west-1.amazoncognito.com',
  ])('takes %j literally', text => expect(parsePastedIssuer(text)).toBeNull());
});
