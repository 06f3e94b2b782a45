import {
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteBucketPolicyCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { describe, expect } from 'vitest';
import type { PolicyStatement } from '../local-aws/index';
import { guest } from './guests';
import type { Contract } from './harness';
import { expectRefusal } from './requests';
import { GUEST_BUCKET, POOLS } from './subject';

/** How S3 reads the policies of roles and buckets. */
export function policiesContract(contract: Contract): void {
  /** Does something while the bucket of the guests has a policy that denies them this. */
  async function whileDenied<Result>(
    statement: Omit<PolicyStatement, 'Effect' | 'Principal'>,
    act: () => Promise<Result>,
  ): Promise<Result> {
    const owner = contract.client();
    const Statement = [{ Effect: 'Deny', Principal: { AWS: '*' }, ...statement }];
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
    await owner.send(new PutBucketPolicyCommand({ Bucket: GUEST_BUCKET, Policy }));
    try {
      return await act();
    } finally {
      await owner.send(new DeleteBucketPolicyCommand({ Bucket: GUEST_BUCKET }));
    }
  }

  /** S3 User Guide, "Enforce conditional writes on Amazon S3 buckets". */
  const writesUnderDemand = async (): Promise<readonly string[]> => {
    const { s3, id } = await guest(contract);
    const object = { Bucket: GUEST_BUCKET, Key: `${id}/a` };
    const outcome = (call: Promise<unknown>, done: string): Promise<string> =>
      call.then(() => done).catch(({ name }: Error) => name);
    const demand = {
      Action: 's3:PutObject',
      Resource: `arn:aws:s3:::${GUEST_BUCKET}/*`,
      Condition: {
        Null: { 's3:if-none-match': 'true' },
        Bool: { 's3:ObjectCreationOperation': 'true' },
      },
    };
    return whileDenied(demand, async () => [
      await outcome(s3.send(new PutObjectCommand({ ...object, Body: 'x' })), 'stored'),
      await outcome(
        s3.send(new PutObjectCommand({ ...object, Key: `${id}/b`, Body: 'x', IfNoneMatch: '*' })),
        'stored',
      ),
      await outcome(s3.send(new CreateMultipartUploadCommand(object)), 'begun'),
    ]);
  };

  /** By a guest who may read and write, but has no rights to tags. */
  const putTagged = async (): Promise<unknown> => {
    const { s3, id } = await guest(contract);
    return s3.send(new PutObjectCommand({ Bucket: GUEST_BUCKET, Key: `${id}/a`, Body: 'x', Tagging: 'a=1' }));
  };
  /** By such a guest too. */
  const copyOfTagged = async (): Promise<unknown> => {
    const { s3, id } = await guest(contract);
    const tagged = { Bucket: GUEST_BUCKET, Key: `${id}/tagged` };
    await contract.client().send(new PutObjectCommand({ ...tagged, Body: 'x', Tagging: 'a=1' }));
    const CopySource = encodeURIComponent(`${GUEST_BUCKET}/${tagged.Key}`);
    return s3.send(new CopyObjectCommand({ ...tagged, Key: `${id}/copy`, CopySource }));
  };

  describe('policies', () => {
    contract.holds('know a prefix of lists of objects, but none of lists of uploads', async () => {
      const uploadsOf = async (pool: string): Promise<unknown> => {
        const { s3, id } = await guest(contract, pool);
        return s3.send(new ListMultipartUploadsCommand({ Bucket: GUEST_BUCKET, Prefix: `${id}/` }));
      };
      await expectRefusal(uploadsOf(POOLS.uploadsIfPrefix), 'AccessDenied', 403);
      await uploadsOf(POOLS.uploadsIfNoPrefix);
    });

    contract.holds('that allow lists of a prefix tell of absent keys below it', async () => {
      const { s3, id } = await guest(contract);
      const absent = new GetObjectCommand({ Bucket: GUEST_BUCKET, Key: `${id}/absent` });
      await expectRefusal(s3.send(absent), 'NoSuchKey', 404);
    });

    contract.holdsUnless(
      'delete-ignores-conditions',
      'that do not allow an object to be read allow no deletion on its entity tag',
      async () => {
        const { s3, id } = await guest(contract, POOLS.restorers);
        const object = { Bucket: GUEST_BUCKET, Key: `${id}/a` };
        const { ETag } = await s3.send(new PutObjectCommand({ ...object, Body: 'x' }));
        const removal = s3.send(new DeleteObjectCommand({ ...object, IfMatch: ETag }));
        await expectRefusal(removal, 'AccessDenied', 403);
        await s3.send(new DeleteObjectCommand({ ...object, IfMatch: '*' }));
      },
      async () => {
        const { s3, id } = await guest(contract, POOLS.restorers);
        const object = { Bucket: GUEST_BUCKET, Key: `${id}/a` };
        const { ETag } = await s3.send(new PutObjectCommand({ ...object, Body: 'x' }));
        await s3.send(new DeleteObjectCommand({ ...object, IfMatch: ETag }));
      },
    );

    contract.holdsUnless(
      'tags-need-no-rights',
      'that know no tags allow no write that gives any, and no copy of what has some',
      async () => {
        await expectRefusal(putTagged(), 'AccessDenied', 403);
        await expectRefusal(copyOfTagged(), 'AccessDenied', 403);
      },
      async () => {
        await putTagged();
        await copyOfTagged();
      },
    );

    contract.holds('of a bucket deny what the role allows', async () => {
      const { s3, id } = await guest(contract);
      const put = (name: string): Promise<unknown> =>
        s3.send(new PutObjectCommand({ Bucket: GUEST_BUCKET, Key: `${id}/${name}`, Body: 'x' }));
      const closed = { Action: 's3:PutObject', Resource: `arn:aws:s3:::${GUEST_BUCKET}/*/closed` };
      await whileDenied(closed, async () => {
        await expectRefusal(put('closed'), 'AccessDenied', 403);
        await put('open');
      });
      await put('closed');
    });

    contract.holdsUnless(
      'conditional-writes-have-no-condition-key',
      'can demand If-None-Match of what makes an object, and of nothing else',
      async () => expect(await writesUnderDemand()).toEqual(['AccessDenied', 'stored', 'begun']),
      async () => expect(await writesUnderDemand()).toEqual(['stored', 'stored', 'begun']),
    );
  });
}
