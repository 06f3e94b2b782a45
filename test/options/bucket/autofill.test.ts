import { expect, it } from 'vitest';
import { EMPTY_SETTINGS } from '../../../src/core/settings';
import { autofillFrom, fieldForPasted, stillTrue } from '../../../src/options/bucket/autofill';

const POOL = 'eu-west-1:1a2b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d';

it('autofill fills bucket, region and folder from a pasted address, and names what changed', () => {
  const bucket = 'https://photos.s3.eu-west-1.amazonaws.com/albums/';
  expect(autofillFrom('bucket', { ...EMPTY_SETTINGS, bucket, region: 'eu-west-1' })).toEqual({
    change: { bucket: 'photos', region: 'eu-west-1', folder: 'albums', endpoint: '', pathStyle: false },
    note: {
      from: 'bucket',
      reason: 'pasted',
      fields: ['bucket', 'folder'],
      filled: { bucket: 'photos', region: 'eu-west-1', folder: 'albums', endpoint: '', pathStyle: false },
    },
  });
});

it('autofill clears a custom endpoint when an AWS address is pasted', () => {
  const input = {
    ...EMPTY_SETTINGS,
    bucket: 'https://photos.s3.amazonaws.com',
    endpoint: 'https://s3.example',
    pathStyle: true,
  };
  expect(autofillFrom('bucket', input)?.note.fields).toEqual(['bucket', 'endpoint', 'pathStyle']);
});

it('autofill does nothing for a plain bucket name', () => {
  expect(autofillFrom('bucket', { ...EMPTY_SETTINGS, bucket: 'photos' })).toBeNull();
});

it("autofill fills an empty region from the pool's, and says so", () => {
  expect(autofillFrom('identityPoolId', { ...EMPTY_SETTINGS, identityPoolId: POOL })).toEqual({
    change: { region: 'eu-west-1' },
    note: {
      from: 'identityPoolId',
      reason: 'pool-region',
      fields: ['region'],
      filled: { region: 'eu-west-1' },
    },
  });
  expect(
    autofillFrom('identityPoolId', { ...EMPTY_SETTINGS, identityPoolId: POOL, region: 'us-east-1' }),
  ).toBeNull();
});

it("autofill reads a pool's ARN and fills the region from it", () => {
  const identityPoolId = `arn:aws:cognito-identity:eu-west-1:123456789012:identitypool/${POOL}`;
  expect(autofillFrom('identityPoolId', { ...EMPTY_SETTINGS, identityPoolId })).toEqual({
    change: { identityPoolId: POOL, region: 'eu-west-1' },
    note: {
      from: 'identityPoolId',
      reason: 'pasted',
      fields: ['region', 'identityPoolId'],
      filled: { identityPoolId: POOL, region: 'eu-west-1' },
    },
  });
});

it('autofill makes an issuer of the id of a user pool, and says so', () => {
  expect(autofillFrom('issuer', { ...EMPTY_SETTINGS, issuer: 'eu-west-1_AbCdEfGhI' })).toEqual({
    change: { issuer: 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI' },
    note: {
      from: 'issuer',
      reason: 'pasted',
      fields: ['issuer'],
      filled: { issuer: 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI' },
    },
  });
});

it('autofill takes the region out of a line of the console’s list', () => {
  expect(autofillFrom('region', { ...EMPTY_SETTINGS, region: 'Europe (Ireland) eu-west-1' })?.change).toEqual(
    { region: 'eu-west-1' },
  );
});

it('stillTrue leaves out what says something else by now, and all of it beside a problem', () => {
  const pasted = { ...EMPTY_SETTINGS, bucket: 's3://photos/albums' };
  const filling = autofillFrom('bucket', pasted);
  if (filling === null) throw new Error('nothing was filled in');
  const filled = { ...pasted, ...filling.change };
  expect(stillTrue(filling.note, filled, {})?.fields).toEqual(['bucket', 'folder']);
  expect(stillTrue(filling.note, { ...filled, folder: 'other' }, {})?.fields).toEqual(['bucket']);
  expect(stillTrue(filling.note, { ...filled, bucket: 'other', folder: '' }, {})).toBeNull();
  const wrong = { bucket: { kind: 'bucket-empty', sentence: '', meant: null } } as const;
  expect(stillTrue(filling.note, filled, wrong)).toBeNull();
});

it.each([
  ['arn:aws:s3:::photos', 'bucket'],
  ['https://eu-west-1.console.aws.amazon.com/s3/buckets/photos?region=eu-west-1', 'bucket'],
  ['photos', 'bucket'],
  [` ${POOL}`, 'identityPoolId'],
  [`https://eu-west-1.console.aws.amazon.com/cognito/v2/identity/identity-pools/${POOL}`, 'identityPoolId'],
  ['https://console.aws.amazon.com/s3/buckets', null],
  ['Dear all', null],
  [' ap-northeast-2\n', 'region'],
])('fieldForPasted: %s is for %s', (text, field) => {
  expect(fieldForPasted(text)).toBe(field);
});
