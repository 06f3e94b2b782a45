import { ListMultipartUploadsCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { TestedConditions } from '../../src/aws/conditions';
import { type ConnectionStep, testConnection } from '../../src/aws/connection-test';
import { sha256 } from '../../src/blobs/sha256';
import type { ConditionalWrite, Interceptor, LocalAws, LocalAwsOptions } from '../local-aws/index';
import { useLocalAws } from '../use-local-aws';
import { GUEST_BUCKET, guestStorage, poolThatMay, settingsOf } from './local-bucket';

vi.setConfig({ testTimeout: 60_000 });

const { start, clientOf } = useLocalAws();

// Node 20 has none.
beforeEach(() => vi.stubGlobal('navigator', { onLine: true }));

interface Run {
  /** The last word on each step. */
  readonly steps: readonly ConnectionStep[];
  readonly tested: TestedConditions | null;
}

async function run(aws: LocalAws): Promise<Run> {
  let tested: TestedConditions | null = null;
  const remember = async (found: TestedConditions): Promise<void> => {
    tested = found;
  };
  const steps = new Map<string, ConnectionStep>();
  const ports = { storage: guestStorage(), sha256, remember };
  for await (const step of testConnection(settingsOf(aws), ports)) steps.set(step.step, step);
  return { steps: [...steps.values()], tested };
}

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
  testedAt: expect.closeTo(Date.now(), -5),
});

describe('the connection test', () => {
  test('passes on AWS with nothing to note, remembers that all conditions are honoured, and leaves nothing', async () => {
    const aws = await startWith();
    const { steps, tested } = await run(aws);
    expect(steps.map(({ step }) => step)).toEqual([
      ...['identity', 'credentials', 'list', 'write', 'read', 'conditions', 'delete'],
    ]);
    for (const step of steps) expect(step).toMatchObject({ state: 'passed', failure: null, notes: [] });
    expect(tested).toEqual(heeds([]));
    expect(await leftIn(aws)).toEqual([]);
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
        const { steps, tested } = await run(aws);
        expect(steps.every(({ state }) => state === 'passed')).toBe(true);
        const step = write === 'delete' ? 'delete' : 'conditions';
        for (const one of steps) expect(one.notes).toEqual(one.step === step ? notes : []);
        expect(tested).toEqual(heeds(ignored));
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

  const answering = (operation: string, from = 1): Interceptor => {
    let count = 0;
    return request =>
      request.operation === operation && ++count >= from
        ? { status: 403, body: '<Error><Code>AccessDenied</Code></Error>' }
        : undefined;
  };

  test.each([
    ['GetObject', 1, 'read'],
    ['PutObject', 2, 'conditions'],
    ['PutObject', 3, 'conditions'],
    ['UploadPart', 1, 'conditions'],
    ['CompleteMultipartUpload', 1, 'conditions'],
    ['CopyObject', 1, 'conditions'],
    ['CopyObject', 2, 'conditions'],
  ])(
    'that fails at %s number %i tells so at its step, remembers nothing and leaves nothing',
    async (operation, from, step) => {
      const aws = await startWith({
        unsupportedConditions: { put: 'ignored', complete: 'ignored', copy: 'ignored' },
      });
      aws.intercept(answering(operation, from));
      const { steps, tested } = await run(aws);
      expect(steps.at(-1)).toMatchObject({ step, state: 'failed', failure: { code: 'access-denied' } });
      expect(tested).toBeNull();
      expect(await leftIn(aws)).toEqual([]);
    },
  );

  test('that nobody listens to any more leaves nothing', async () => {
    const aws = await startWith();
    const ports = { storage: guestStorage(), sha256, remember: async () => {} };
    for await (const { step, state } of testConnection(settingsOf(aws), ports))
      if (step === 'read' && state === 'passed') break;
    expect(await leftIn(aws)).toEqual([]);
  });

  test('needs no permission that the offered policy does not give', async () => {
    const aws = await startWith({ pools: [poolThatMay()] });
    expect((await run(aws)).steps.every(({ state }) => state === 'passed')).toBe(true);
    expect(aws.requests.filter(({ status }) => status === 403)).toEqual([]);
  });

  test('tells of a deletion that is not allowed, and of which permission is missing', async () => {
    const aws = await startWith({ pools: [poolThatMay(['s3:DeleteObject'])] });
    expect((await run(aws)).steps.at(-1)).toMatchObject({
      step: 'delete',
      state: 'failed',
      failure: { code: 'access-denied', detail: { action: 's3:DeleteObject' } },
    });
  });
});
