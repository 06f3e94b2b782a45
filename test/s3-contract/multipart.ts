import { createHash, randomBytes } from 'node:crypto';
import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { describe, expect } from 'vitest';
import type { Contract } from './harness';
import { expectRefusal, newBucket } from './requests';

/** The least that S3 takes for a part that is not the last. */
const PART = 5 * 1024 * 1024;

const md5 = (bytes: Buffer) => createHash('md5').update(bytes).digest();

interface BegunUpload {
  readonly upload: { readonly Bucket: string; readonly Key: string; readonly UploadId: string | undefined };
  put(partNumber: number, body: Buffer): Promise<CompletedPart>;
  complete(
    parts: CompletedPart[],
    extra?: { readonly IfNoneMatch?: string; readonly IfMatch?: string },
  ): Promise<{ ETag?: string | undefined }>;
}

async function begin(s3: S3Client, Bucket: string, Key: string): Promise<BegunUpload> {
  const { UploadId } = await s3.send(
    new CreateMultipartUploadCommand({ Bucket, Key, ContentType: 'video/mp4', Metadata: { a: 'b' } }),
  );
  const upload = { Bucket, Key, UploadId };
  return {
    upload,
    put: async (PartNumber, Body) => {
      const answer = await s3.send(new UploadPartCommand({ ...upload, PartNumber, Body }));
      return {
        PartNumber,
        ETag: answer.ETag,
        ...(answer.ChecksumCRC32 !== undefined && { ChecksumCRC32: answer.ChecksumCRC32 }),
      };
    },
    complete: (Parts, extra) =>
      s3.send(new CompleteMultipartUploadCommand({ ...upload, ...extra, MultipartUpload: { Parts } })),
  };
}

export function multipartContract(contract: Contract): void {
  describe('multipart uploads', () => {
    contract.holds('become one object, with the entity tag of their parts', async () => {
      const s3 = contract.client();
      const Bucket = await newBucket(contract, s3);
      const [first, second] = [randomBytes(PART), randomBytes(1000)];
      const { put, complete } = await begin(s3, Bucket, 'film.mp4');
      const last = await put(7, second); // parts may come in any order and with gaps
      const completion = await complete([await put(2, first), last]);
      const ETag = `"${createHash('md5')
        .update(Buffer.concat([md5(first), md5(second)]))
        .digest('hex')}-2"`;
      expect(completion.ETag).toBe(contract.differs('complete-answers-no-etag') ? '' : ETag);
      const head = await s3.send(new HeadObjectCommand({ Bucket, Key: 'film.mp4' }));
      expect(head).toMatchObject({
        ETag,
        ContentLength: PART + 1000,
        ContentType: 'video/mp4',
        Metadata: { a: 'b' },
      });
      const got = await s3.send(
        new GetObjectCommand({ Bucket, Key: 'film.mp4', Range: `bytes=${PART - 10}-${PART + 9}` }),
      );
      const across = Buffer.concat([first.subarray(-10), second.subarray(0, 10)]);
      expect(Buffer.from((await got.Body?.transformToByteArray()) ?? [])).toEqual(across);
    });

    contract.holds('are completed by lib-storage', async () => {
      const s3 = contract.client();
      const Bucket = await newBucket(contract, s3);
      const Body = randomBytes(2 * PART + 5);
      await new Upload({ client: s3, params: { Bucket, Key: 'big', Body }, partSize: PART }).done();
      const got = await s3.send(new GetObjectCommand({ Bucket, Key: 'big' }));
      expect(md5(Buffer.from((await got.Body?.transformToByteArray()) ?? []))).toEqual(md5(Body));
    });

    contract.holds('refuse parts that are missing, wrong, out of order or too small', async () => {
      const s3 = contract.client();
      const Bucket = await newBucket(contract, s3);
      const { put, complete } = await begin(s3, Bucket, 'a');
      const one = await put(1, randomBytes(PART));
      const two = await put(2, Buffer.from('small'));
      const three = await put(3, Buffer.from('last'));
      await expectRefusal(
        complete([two, one]),
        contract.differs('part-order-is-invalid-part') ? 'InvalidPart' : 'InvalidPartOrder',
        400,
      );
      await expectRefusal(complete([one, { ...three, PartNumber: 4 }]), 'InvalidPart', 400);
      await expectRefusal(complete([{ ...one, ETag: three.ETag }]), 'InvalidPart', 400);
      await expectRefusal(complete([one, two, three]), 'EntityTooSmall', 400);
      await expectRefusal(complete([]), 'MalformedXML', 400);
      if (contract.differs('complete-needs-all-parts')) {
        await expectRefusal(complete([one, three]), 'InvalidPart', 400);
        return;
      }
      await complete([one, three]); // what is not listed is left out
      const head = await s3.send(new HeadObjectCommand({ Bucket, Key: 'a' }));
      expect(head.ContentLength).toBe(PART + 4);
    });

    contract.holds('list their parts page by page, and take a part anew', async () => {
      const s3 = contract.client();
      const Bucket = await newBucket(contract, s3);
      const { upload, put } = await begin(s3, Bucket, 'a b+c');
      await put(2, Buffer.from('replaced'));
      for (const partNumber of [5, 2, 1, 9]) await put(partNumber, Buffer.from(`part ${partNumber}`));
      const page = await s3.send(new ListPartsCommand({ ...upload, MaxParts: 3 }));
      expect(page).toMatchObject({ IsTruncated: true, Key: 'a b+c', UploadId: upload.UploadId });
      const rest = await s3.send(
        new ListPartsCommand({ ...upload, PartNumberMarker: page.NextPartNumberMarker }),
      );
      expect(rest.IsTruncated).toBe(false);
      const parts = [...(page.Parts ?? []), ...(rest.Parts ?? [])];
      expect(parts.map(part => [part.PartNumber, part.Size, part.ETag])).toEqual(
        [1, 2, 5, 9].map(number => [number, 6, `"${md5(Buffer.from(`part ${number}`)).toString('hex')}"`]),
      );
    });

    contract.holds('are gone when aborted', async () => {
      const s3 = contract.client();
      const Bucket = await newBucket(contract, s3);
      const { upload, put, complete } = await begin(s3, Bucket, 'a');
      const part = await put(1, Buffer.from('x'));
      await s3.send(new AbortMultipartUploadCommand(upload));
      await expectRefusal(put(2, Buffer.from('x')), 'NoSuchUpload', 404);
      await expectRefusal(s3.send(new AbortMultipartUploadCommand(upload)), 'NoSuchUpload', 404);
      const differs = contract.differs('vanished-upload-codes');
      await expectRefusal(s3.send(new ListPartsCommand(upload)), differs ? 'NoSuchKey' : 'NoSuchUpload', 404);
      if (differs) await expectRefusal(complete([part]), 'InternalError', 500);
      else await expectRefusal(complete([part]), 'NoSuchUpload', 404);
      await expectRefusal(s3.send(new HeadObjectCommand({ Bucket, Key: 'a' })), 'NotFound', 404);
    });

    contract.holds('are listed while they are unfinished', async () => {
      const s3 = contract.client();
      const Bucket = await newBucket(contract, s3);
      const begun = [];
      for (const Key of ['b/1', 'a/1', 'a/2']) begun.push((await begin(s3, Bucket, Key)).upload);
      const first = await s3.send(new ListMultipartUploadsCommand({ Bucket, MaxUploads: 2 }));
      expect(first.IsTruncated).toBe(true);
      const second = await s3.send(
        new ListMultipartUploadsCommand({
          Bucket,
          KeyMarker: first.NextKeyMarker,
          UploadIdMarker: first.NextUploadIdMarker,
        }),
      );
      const listed = [...(first.Uploads ?? []), ...(second.Uploads ?? [])];
      expect(listed.map(upload => upload.Key)).toEqual(['a/1', 'a/2', 'b/1']);
      expect(listed.map(upload => upload.UploadId).sort()).toEqual(
        begun.map(upload => upload.UploadId).sort(),
      );
      const below = await s3.send(new ListMultipartUploadsCommand({ Bucket, Prefix: 'b/' }));
      expect(below.Uploads?.map(upload => upload.Key)).toEqual(['b/1']);
    });

    contract.holds('take parts from objects that are there', async () => {
      const s3 = contract.client();
      const Bucket = await newBucket(contract, s3);
      const source = randomBytes(PART + 100);
      await s3.send(new PutObjectCommand({ Bucket, Key: 'source + more', Body: source }));
      const { upload, complete } = await begin(s3, Bucket, 'copy');
      const CopySource = `${Bucket}/${encodeURIComponent('source + more')}`;
      const ranges = [`bytes=0-${PART - 1}`, `bytes=${PART}-${PART + 99}`];
      const parts: CompletedPart[] = [];
      for (const [index, CopySourceRange] of ranges.entries()) {
        const part = { ...upload, PartNumber: index + 1, CopySource, CopySourceRange };
        const { CopyPartResult } = await s3.send(new UploadPartCopyCommand(part));
        parts.push({
          PartNumber: index + 1,
          ETag: CopyPartResult?.ETag,
          ChecksumCRC32: CopyPartResult?.ChecksumCRC32,
        });
      }
      await complete(parts);
      const got = await s3.send(new GetObjectCommand({ Bucket, Key: 'copy' }));
      expect(md5(Buffer.from((await got.Body?.transformToByteArray()) ?? []))).toEqual(md5(source));
    });

    const replaceUnasked = async () => {
      const s3 = contract.client();
      const Bucket = await newBucket(contract, s3);
      await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'first' }));
      const { put, complete } = await begin(s3, Bucket, 'a');
      const part = await put(1, Buffer.from('second'));
      return { s3, Bucket, completion: () => complete([part], { IfNoneMatch: '*' }) };
    };
    contract.holdsUnless(
      'complete-ignores-conditions',
      'refuse to replace when completed with If-None-Match',
      async () => {
        const { s3, Bucket, completion } = await replaceUnasked();
        await expectRefusal(completion(), 'PreconditionFailed', 412);
        const got = await s3.send(new GetObjectCommand({ Bucket, Key: 'a' }));
        expect(await got.Body?.transformToString()).toBe('first');
      },
      async () => {
        const { s3, Bucket, completion } = await replaceUnasked();
        await completion();
        const got = await s3.send(new GetObjectCommand({ Bucket, Key: 'a' }));
        expect(await got.Body?.transformToString()).toBe('second');
      },
    );

    const raceToComplete = async () => {
      const s3 = contract.client();
      const Bucket = await newBucket(contract, s3);
      const completions = await Promise.all(
        ['one', 'two', 'three', 'four'].map(async text => {
          const { put, complete } = await begin(s3, Bucket, 'race');
          const part = await put(1, Buffer.from(text));
          return () => complete([part], { IfNoneMatch: '*' });
        }),
      );
      const results = await Promise.allSettled(completions.map(completion => completion()));
      return results.filter(result => result.status === 'fulfilled').length;
    };
    contract.holdsUnless(
      'complete-ignores-conditions',
      'let exactly one of many parallel completions win',
      async () => expect(await raceToComplete()).toBe(1),
      async () => expect(await raceToComplete()).toBe(4),
    );
  });
}
