import { expect, it } from 'vitest';
import { EMPTY_SETTINGS } from '../../src/core/settings';
import { autofillFrom } from '../../src/options/autofill';

const POOL = 'eu-west-1:1a2b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d';

it('autofill fills bucket, region and folder from a pasted address, and names what changed', () => {
  const bucket = 'https://photos.s3.eu-west-1.amazonaws.com/albums/';
  expect(autofillFrom('bucket', { ...EMPTY_SETTINGS, bucket, region: 'eu-west-1' })).toEqual({
    change: { bucket: 'photos', region: 'eu-west-1', folder: 'albums', endpoint: '', pathStyle: false },
    note: { from: 'bucket', reason: 'pasted', fields: ['bucket', 'folder'] },
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
    note: { from: 'identityPoolId', reason: 'pool-region', fields: ['region'] },
  });
  expect(
    autofillFrom('identityPoolId', { ...EMPTY_SETTINGS, identityPoolId: POOL, region: 'us-east-1' }),
  ).toBeNull();
});

it("autofill reads a pool's ARN and fills the region from it", () => {
  const identityPoolId = `arn:aws:cognito-identity:eu-west-1:123456789012:identitypool/${POOL}`;
  expect(autofillFrom('identityPoolId', { ...EMPTY_SETTINGS, identityPoolId })).toEqual({
    change: { identityPoolId: POOL, region: 'eu-west-1' },
    note: { from: 'identityPoolId', reason: 'pasted', fields: ['region', 'identityPoolId'] },
  });
});

it('autofill makes an issuer of the id of a user pool, and says so', () => {
  expect(autofillFrom('issuer', { ...EMPTY_SETTINGS, issuer: 'eu-west-1_AbCdEfGhI' })).toEqual({
    change: { issuer: 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI' },
    note: { from: 'issuer', reason: 'pasted', fields: ['issuer'] },
  });
});
