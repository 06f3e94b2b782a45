import { HeadObjectCommand, ListMultipartUploadsCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { stepsFor } from '../../src/core/connection-step';
import type { ConditionalWrite, Interceptor, LocalAws, LocalAwsOptions } from '../local-aws/index';
import { useLocalAws } from '../use-local-aws';
import { GUEST_BUCKET, poolThatMay, settingsOf } from './local-bucket';
import { foundBy, runConnectionTest } from './run-connection-test';

vi.setConfig({ testTimeout: 60_000 });

const { start, clientOf } = useLocalAws();

// Node 20 has none.
beforeEach(() => vi.stubGlobal('navigator', { onLine: true }));

const run = (aws: LocalAws) => runConnectionTest(settingsOf(aws));

/** Everything that is in the bucket. */
async function leftIn(aws: LocalAws): Promise<readonly (string | undefined)[]> {
  const owner = clientOf(aws);
  const { Contents = [] } = await owner.send(new ListObjectsV2Command({ Bucket: 'demo' }));
  const { Uploads = [] } = await owner.send(new ListMultipartUploadsCommand({ Bucket: 'demo' }));
  return [...Contents, ...Uploads].map(({ Key }) => Key);
}

const startWith = (options: Partial<LocalAwsOptions> = {}): Promise<LocalAws> =>
  start({ ...GUEST_BUCKET, ...options });

const NAMES = [
  'putCondition',
  'completeCondition',
  'copyCondition',
  'copySourceCondition',
  'deleteCondition',
];
const heeds = (ignored: readonly string[]): object => ({
  ...Object.fromEntries(NAMES.map(name => [name, ignored.includes(name) ? 'ignored' : 'honoured'])),
  ...{ refused: [], storesDamaged: false },
  testedAt: expect.closeTo(Date.now(), -5),
});

/** Of a guest; the page's own is not among them. */
const STEPS = stepsFor({ access: 'guest' }).filter(step => step !== 'cors');

describe('the connection test', () => {
  test('passes on AWS with nothing to note, remembers that all conditions are honoured, and leaves nothing', async () => {
    const aws = await startWith();
    const result = await run(aws);
    expect(result.steps.map(({ step }) => step)).toEqual(STEPS);
    expect(foundBy(result)).toEqual({
      // Restoring is not among the rights that everybody needs.
      versions: ['skipped', 'access-denied'],
      outside: ['skipped', 'whole-bucket'],
    });
    const identity = result.steps.find(({ step }) => step === 'credentials')?.facts['identity'];
    expect(identity).toMatch(/^us-east-1:[\da-f-]{36}$/);
    expect(result.tested).toEqual(heeds([]));
    expect(await leftIn(aws)).toEqual([]);
    expect(result.isRemoved).toBe(true);
  });

  test.each<[ConditionalWrite, readonly string[], readonly string[]]>([
    ['put', ['putCondition'], ['names-not-refused']],
    ['complete', ['completeCondition'], ['names-not-refused']],
    ['copy', ['copyCondition'], ['names-not-refused']],
    ['copy-source', ['copySourceCondition'], []],
    ['delete', ['deleteCondition'], ['deletions-not-refused']],
  ])(
    'finds out which condition is ignored, or answered with 501, and says it as a note: %s',
    async (write, ignored, notes) => {
      for (const how of ['ignored', 'refused'] as const) {
        const aws = await startWith({ unsupportedConditions: { [write]: how } });
        const result = await run(aws);
        const step = write === 'delete' ? 'delete' : 'overwrite';
        expect(foundBy(result)[step]).toEqual(notes.length === 0 ? undefined : ['degraded', ...notes]);
        const others = result.steps.filter(({ state }) => state === 'degraded' || state === 'failed');
        expect(others).toHaveLength(notes.length);
        expect(result.tested).toEqual(heeds(ignored));
        expect(await leftIn(aws)).toEqual([]);
      }
    },
  );

  test('takes 304 for a refusal when the object did not change, as old versions of MinIO answer', async () => {
    const aws = await startWith();
    let puts = 0;
    aws.intercept(({ operation, headers }) =>
      operation === 'PutObject' && headers['if-none-match'] === '*' && ++puts === 2
        ? { status: 304 }
        : undefined,
    );
    expect((await run(aws)).tested).toMatchObject({ putCondition: 'honoured' });
  });

  test('takes 304 for no refusal when the object did change', async () => {
    const aws = await startWith({ unsupportedConditions: { put: 'ignored' } });
    let heads = 0;
    // What is asked before the probe, and after it.
    aws.intercept(({ operation }) =>
      operation === 'HeadObject'
        ? { status: 200, headers: { etag: `"${++heads}"`, 'content-length': '1' } }
        : undefined,
    );
    expect((await run(aws)).tested).toMatchObject({ putCondition: 'ignored' });
  });

  test.each([
    ['GetObject', 1, 'read', ['presigned', 'copy', 'overwrite', 'store']],
    ['GetObject', 2, 'presigned', []],
    ['PutObject', 2, 'checksum', []],
    ['PutObject', 3, 'overwrite', []],
    ['UploadPart', 1, 'multipart', ['resume', 'uploads', 'abort']],
    ['CompleteMultipartUpload', 1, 'overwrite', []],
    ['CopyObject', 1, 'copy', []],
    ['CopyObject', 3, 'overwrite', []],
  ])(
    'that is refused %s number %i tells so at its step, goes on with what does not need it, and leaves nothing',
    async (operation, from, step, skipped) => {
      const aws = await startWith({
        unsupportedConditions: { put: 'ignored', complete: 'ignored', copy: 'ignored' },
      });
      let count = 0;
      aws.intercept(request =>
        request.operation === operation && ++count === from
          ? { status: 403, body: '<Error><Code>AccessDenied</Code></Error>' }
          : undefined,
      );
      const result = await run(aws);
      expect(foundBy(result)[step]).toEqual(['failed', 'access-denied']);
      expect(result.steps.filter(({ state }) => state === 'failed')).toHaveLength(1);
      const because = result.steps.filter(one => one.because === step).map(one => one.step);
      expect(because).toEqual(skipped);
      expect(result.steps.find(one => one.step === 'delete')?.state).not.toBe('skipped');
      expect(await leftIn(aws)).toEqual([]);
    },
  );

  test.each([true, false])(
    'finds out whether what is deleted can be restored: in a bucket with versioning: %s',
    async versioning => {
      const pools = [poolThatMay([], { restore: true })];
      const aws = await startWith({ buckets: [{ name: 'demo', versioned: versioning }], pools });
      expect((await run(aws)).tested).toEqual({ ...heeds([]), keepsDeleted: versioning });
    },
  );

  test.each<[string, string, Interceptor, string, readonly string[]]>([
    [
      'UploadPartCopy is refused in other words',
      'UploadPartCopy',
      () => ({ status: 400, body: '<Error><Code>InvalidRequest</Code></Error>' }),
      'no-part-copies',
      ['partCopies'],
    ],
    [
      'DeleteObjects answers and deletes nothing',
      'DeleteObjects',
      () => ({ status: 200, body: '<DeleteResult></DeleteResult>' }),
      'deletions-one-by-one',
      ['batchDeletion'],
    ],
    [
      'a list has spaces where names have +',
      'ListObjectsV2',
      ({ url }) => {
        const { searchParams } = new URL(url, 'http://s3');
        const prefix = searchParams.get('prefix') ?? '';
        return prefix.includes('connection-test')
          ? {
              status: 200,
              body: `<ListBucketResult><EncodingType>url</EncodingType><Contents><Key>${prefix}-copy 100%25+ü</Key></Contents></ListBucketResult>`,
            }
          : undefined;
      },
      'names-garbled',
      [],
    ],
  ])('notes of the store that %s', async (_, operation, answer, note, refused) => {
    const aws = await startWith();
    aws.intercept(request => (request.operation === operation ? answer(request) : undefined));
    const result = await run(aws);
    expect(foundBy(result)['store']).toEqual(['degraded', note]);
    expect(result.tested).toMatchObject({ refused });
    expect(result.isRemoved).toBe(true);
    expect(await leftIn(aws)).toEqual([]);
  });

  test.each(['ListParts', 'ListMultipartUploads'])('does not fail where there is no %s', async operation => {
    const aws = await startWith();
    aws.intercept(request =>
      request.operation === operation
        ? { status: 501, body: '<Error><Code>NotImplemented</Code></Error>' }
        : undefined,
    );
    const step = operation === 'ListParts' ? 'resume' : 'uploads';
    expect(foundBy(await run(aws))[step]).toEqual(['degraded', 's3-unsupported']);
  });

  test('remembers nothing of the conditions where it could not find out about all', async () => {
    const aws = await startWith();
    aws.intercept(({ operation }) =>
      operation === 'CopyObject'
        ? { status: 403, body: '<Error><Code>AccessDenied</Code></Error>' }
        : undefined,
    );
    expect((await run(aws)).tested).toBeNull();
  });

  test.each(STEPS)('that nobody listens to any more after the step %s leaves nothing', async until => {
    const aws = await startWith();
    await runConnectionTest(settingsOf(aws), { until });
    expect(await leftIn(aws)).toEqual([]);
  });

  test('writes down all that it makes before it is made, by what it can be recognised', async () => {
    const aws = await startWith({ pools: [poolThatMay(['s3:DeleteObject', 's3:AbortMultipartUpload'])] });
    const result = await run(aws);
    expect(result.isRemoved).toBe(false);
    const objects = result.expected.filter(({ what }) => what.kind === 'object').map(({ key }) => key);
    const uploads = result.expected.filter(({ what }) => what.kind === 'upload').map(({ key }) => key);
    for (const key of await leftIn(aws)) expect([...objects, ...uploads]).toContain(key);
    const owner = clientOf(aws);
    for (const key of objects.slice(0, 2)) {
      const { Metadata } = await owner.send(new HeadObjectCommand({ Bucket: 'demo', Key: key }));
      expect(result.expected).toContainEqual({
        key,
        what: { kind: 'object', transferId: Metadata?.['shoebox-transfer'] },
      });
    }
  });

  test('makes an object of an upload that it may not abort, and deletes that', async () => {
    const aws = await startWith({ pools: [poolThatMay(['s3:AbortMultipartUpload'])] });
    const result = await run(aws);
    expect(foundBy(result)['abort']).toEqual(['degraded', 'access-denied']);
    expect(result.isRemoved).toBe(true);
    expect(await leftIn(aws)).toEqual([]);
  });

  test('leaves nothing of two that run at once', async () => {
    const aws = await startWith();
    const results = await Promise.all([run(aws), run(aws)]);
    for (const { isRemoved } of results) expect(isRemoved).toBe(true);
    expect(await leftIn(aws)).toEqual([]);
  });

  test('needs no permission that the offered policy does not give, but to see that others are not given', async () => {
    const aws = await startWith({ pools: [poolThatMay()] });
    await run(aws);
    const refused = aws.requests.filter(({ status }) => status === 403).map(({ operation }) => operation);
    expect(refused).toEqual(expect.arrayContaining(['ListObjectVersions']));
    expect(
      refused.filter(operation => !['ListObjectVersions', 'GetObject', 'HeadBucket'].includes(operation)),
    ).toEqual([]);
  });
});
