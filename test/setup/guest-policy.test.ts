import { describe, expect, it } from 'vitest';
import { thumbnailKeyOf } from '../../src/core/thumbnail-key';
import { guestPolicy, policyForAction } from '../../src/setup/guest-policy';

const target = { bucket: 'photos', folder: 'albums/', region: 'eu-west-1' };
const OBJECTS = [
  's3:GetObject',
  's3:PutObject',
  's3:DeleteObject',
  's3:AbortMultipartUpload',
  's3:ListMultipartUploadParts',
];

describe('guestPolicy', () => {
  it('allows the folder and nothing else', () => {
    expect(guestPolicy(target)).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'ShoeboxLists',
          Effect: 'Allow',
          Action: ['s3:ListBucket'],
          Resource: 'arn:aws:s3:::photos',
          Condition: { StringLike: { 's3:prefix': ['albums/*'] } },
        },
        {
          Sid: 'ShoeboxUnfinishedUploads',
          Effect: 'Allow',
          Action: ['s3:ListBucketMultipartUploads'],
          Resource: 'arn:aws:s3:::photos',
          Condition: { StringLikeIfExists: { 's3:prefix': ['albums/*'] } },
        },
        { Sid: 'ShoeboxPhotos', Effect: 'Allow', Action: OBJECTS, Resource: 'arn:aws:s3:::photos/albums/*' },
      ],
    });
  });

  it('covers what Shoebox keeps for itself beside the albums', () => {
    const key = thumbnailKeyOf(target.folder, { etag: 'e', size: 1_000_000 });
    expect(`arn:aws:s3:::photos/${key}`).toMatch(/^arn:aws:s3:::photos\/albums\/./);
  });

  it('allows the whole bucket when there is no folder', () => {
    const [list, uploads, objects] = guestPolicy({ ...target, folder: '' }).Statement;
    for (const lists of [list, uploads]) expect(lists).not.toHaveProperty('Condition');
    expect(objects?.Resource).toBe('arn:aws:s3:::photos/*');
  });

  it('lets guests restore what was deleted only where a person wants that, and never remove it', () => {
    const [list, , objects] = guestPolicy(target, { restore: true }).Statement;
    expect(list?.Action).toEqual(['s3:ListBucket', 's3:ListBucketVersions']);
    expect(list?.Condition?.StringLike?.['s3:prefix']).toEqual(['albums/*']);
    expect(objects?.Action).toEqual([...OBJECTS, 's3:GetObjectVersion']);
  });

  it("takes a folder's wildcards and variables literally", () => {
    const escaped = (special: string): string => `$\{${special}}`;
    const literal = `a${escaped('*')}b${escaped('?')}${escaped('$')}c/*`;
    const [list, , objects] = guestPolicy({ ...target, folder: 'a*b?$c/' }).Statement;
    expect(list?.Condition?.StringLike?.['s3:prefix']).toEqual([literal]);
    expect(objects?.Resource).toBe(`arn:aws:s3:::photos/${literal}`);
  });

  it.each([
    ['eu-west-1', 'aws', 'cognito-identity.amazonaws.com'],
    ['us-gov-west-1', 'aws-us-gov', 'cognito-identity-us-gov.amazonaws.com'],
    ['us-gov-east-1', 'aws-us-gov', 'cognito-identity.us-gov-east-1.amazonaws.com'],
    ['cn-north-1', 'aws-cn', 'cognito-identity.cn-north-1.amazonaws.com.cn'],
  ])('knows the folder that everybody has for themselves in %s', (region, partition, cognito) => {
    const own = `people/$\{${cognito}:sub}/*`;
    const [list, uploads, objects] = guestPolicy({
      ...target,
      region,
      folder: 'people/{identity}/',
    }).Statement;
    expect(list?.Condition?.StringLike?.['s3:prefix']).toEqual([own]);
    expect(uploads?.Condition?.StringLikeIfExists?.['s3:prefix']).toEqual([own]);
    expect(objects?.Resource).toBe(`arn:${partition}:s3:::photos/${own}`);
  });

  it.each([
    ['cn-northwest-1', 'arn:aws-cn:s3:::photos'],
    ['us-gov-west-1', 'arn:aws-us-gov:s3:::photos'],
    ['garage', 'arn:aws:s3:::photos'],
  ])('knows the partition of %s', (region, arn) => {
    expect(guestPolicy({ ...target, region }).Statement[0]?.Resource).toBe(arn);
  });
});

describe('policyForAction', () => {
  it('allows the denied action alone', () => {
    const [list, uploads, objects] = guestPolicy(target).Statement;
    const statementsFor = (action: string) => policyForAction(target, action).Statement;
    expect(statementsFor('s3:ListBucket')).toEqual([list]);
    expect(statementsFor('s3:ListBucketMultipartUploads')).toEqual([uploads]);
    expect(statementsFor('s3:DeleteObject')).toEqual([{ ...objects, Action: ['s3:DeleteObject'] }]);
  });

  it('knows what restoring takes', () => {
    for (const action of ['s3:ListBucketVersions', 's3:GetObjectVersion'])
      expect(policyForAction(target, action).Statement.flatMap(({ Action }) => Action)).toEqual([action]);
  });

  it.each(['', 's3:CreateBucket', 'iam:*'])('never hands out %j, but all that Shoebox needs', action => {
    expect(policyForAction(target, action)).toEqual(guestPolicy(target));
  });
});

describe('the statement for a KMS key', () => {
  const kms = (kmsKey: string) => guestPolicy({ ...target, kmsKey }).Statement.at(-1);
  const VIA = { StringLike: { 'kms:ViaService': ['s3.eu-west-1.*'] } };
  const ID = '1234abcd-12ab-34cd-56ef-1234567890ab';

  it('is there only when there is one', () => {
    expect(guestPolicy({ ...target, kmsKey: '' })).toEqual(guestPolicy(target));
  });

  it.each([
    [`arn:aws:kms:eu-west-1:111122223333:key/${ID}`, `arn:aws:kms:eu-west-1:111122223333:key/${ID}`],
    [ID, `arn:aws:kms:eu-west-1:*:key/${ID}`],
  ])('names the key of %s, and only for what S3 does with it', (key, Resource) => {
    expect(kms(key)).toEqual({
      ...{ Sid: 'ShoeboxKey', Effect: 'Allow', Action: ['kms:GenerateDataKey', 'kms:Decrypt'] },
      ...{ Resource, Condition: VIA },
    });
  });

  it.each([
    ['arn:aws:kms:eu-west-1:111122223333:alias/photos', 'arn:aws:kms:eu-west-1:111122223333:key/*'],
    ['alias/photos', 'arn:aws:kms:eu-west-1:*:key/*'],
  ])('names the alias of %s in a condition', (key, Resource) => {
    const Condition = { ...VIA, 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': ['alias/photos'] } };
    expect(kms(key)).toMatchObject({ Resource, Condition });
  });

  it('is what is offered when the use of a key was denied', () => {
    const key = `arn:aws:kms:eu-west-1:111122223333:key/${ID}`;
    expect(policyForAction(target, 'kms:Decrypt', key).Statement).toEqual([kms(key)]);
    expect(policyForAction(target, 'kms:Decrypt', '*').Statement[0]?.Resource).toBe(
      'arn:aws:kms:eu-west-1:*:key/*',
    );
  });
});
