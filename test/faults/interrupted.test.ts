import { describe, expect, test } from 'vitest';
import { CONNECTIONS_PER_HOST } from '../../src/core/parts';
import { FOLDER, inFolder } from '../e2e/in-folder';
import { accessDenied, slowDown } from '../fault-proxy/answers';
import type { Fault, Matcher, ProxiedRequest } from '../fault-proxy/index';
import type { FaultFixture } from './fixture/fault-fixture';
import { expectAllArrived } from './fixture/outcomes';
import { IS_CEPH } from './fixture/s3-target';
import { useFaultFixture } from './fixture/use-fault-fixture';

// The worker or the browser dies in the middle: the next worker instance goes on where S3 and the database say, and
// sends again only what was on the wire. In a folder, under the policy that is offered for it: what is left of an upload
// must be found there too.

let fixture: FaultFixture;

useFaultFixture(
  opened => {
    fixture = opened;
  },
  { folder: FOLDER },
);

const MIB = 1024 * 1024;

/** Twelve parts of 5 MiB: more than there are connections. */
const LARGE = 60 * MIB;
const PARTS = 12;

/** All that the browser opens to a host. */
const CONNECTIONS = CONNECTIONS_PER_HOST;

const FOR_EVER = Number.POSITIVE_INFINITY;

let seed = 1000;

const begin = async (album: string, bytes: number) =>
  fixture.add(album, { name: 'file.bin', bytes, seed: seed++ });

/** Lets it happen to every matching request, waits until it has happened to `count`, kills the worker, and ends it. */
async function killWhen(album: string, bytes: number, when: Matcher, fault: Fault, count = 1) {
  const release = fixture.proxy.inject({ when: { ...when, keyPrefix: album, times: FOR_EVER }, fault });
  const files = await begin(album, bytes);
  const hasComeOf = ({ fault: kind, outcome }: ProxiedRequest): boolean =>
    kind === fault.kind && outcome !== 'under-way';
  await fixture.requestsWhen(album, requests => requests.filter(hasComeOf).length >= count);
  // What the rule let pass has to be through as well.
  const sentBefore = countParts(await fixture.requests(album));
  const [file] = files;
  // Where S3 tells no checksums, only the database can say that a part is the file's, and it is not written at once.
  if (IS_CEPH && file !== undefined)
    await expect.poll(() => fixture.recordedParts(file)).toBe(sentBefore.size);
  await fixture.browser.killWorker();
  release();
  return { files, sentBefore };
}

/** How often each part was sent and acknowledged. */
function countParts(requests: readonly ProxiedRequest[]): ReadonlyMap<number, number> {
  const sent = new Map<number, number>();
  for (const { operation, partNumber = 0, status } of requests) {
    if (operation === 'UploadPart' && status === 200) sent.set(partNumber, (sent.get(partNumber) ?? 0) + 1);
  }
  return sent;
}

const partsSent = async (album: string): Promise<ReadonlyMap<number, number>> =>
  countParts(await fixture.requests(album));

const hasBegunToComplete = (requests: readonly ProxiedRequest[]): boolean =>
  requests.some(({ operation }) => operation === 'CompleteMultipartUpload');

const onceEach = new Map(Array.from({ length: PARTS }, (_, index) => [index + 1, 1]));

const STALLED: Fault = { kind: 'stall-request', afterBytes: 1000 };

describe('a file arrives once when the worker is killed', () => {
  test('before anything of a small file was sent', async () => {
    const { files } = await killWhen(inFolder('Enqueued/'), 1 * MIB, { operation: 'PutObject' }, STALLED);
    await expectAllArrived(fixture, files);
  });

  test('when a small file was stored, but before the answer', async () => {
    const put = { operation: 'PutObject' };
    const { files } = await killWhen(inFolder('Stored/'), 1 * MIB, put, { kind: 'stall-answer' });
    await expectAllArrived(fixture, files);
  });

  test('before anything of a large file was sent', async () => {
    const { files } = await killWhen(inFolder('First question/'), LARGE, {}, { kind: 'stall-answer' });
    await expectAllArrived(fixture, files);
  });

  test('after Create, before its answer', async () => {
    const create = { operation: 'CreateMultipartUpload' };
    const { files } = await killWhen(inFolder('Unnamed/'), LARGE, create, { kind: 'stall-answer' });
    await expectAllArrived(fixture, files);
    expect(await partsSent(inFolder('Unnamed/'))).toEqual(onceEach);
  });

  test('after Create, with its answer, before any part', async () => {
    const { files } = await killWhen(inFolder('Named/'), LARGE, { operation: 'UploadPart' }, STALLED);
    await expectAllArrived(fixture, files);
    expect(await partsSent(inFolder('Named/'))).toEqual(onceEach);
    expect(await fixture.requests(inFolder('Named/'), 'CreateMultipartUpload')).toHaveLength(1);
  });

  test.each([1, 3, 11])('after %i of twelve parts', async count => {
    const album = inFolder(`After ${count}/`);
    const when = { operation: 'UploadPart', skip: count };
    const atOnce = Math.min(CONNECTIONS, PARTS - count);
    const { files, sentBefore } = await killWhen(album, LARGE, when, STALLED, atOnce);
    expect(sentBefore.size).toBe(count);
    await expectAllArrived(fixture, files);
    expect(await partsSent(album)).toEqual(onceEach);
    expect(await fixture.requests(album, 'CreateMultipartUpload')).toHaveLength(1);
  });

  test('when parts were stored, but before their answers', async () => {
    const when = { operation: 'UploadPart', skip: 2 };
    const { files } = await killWhen(
      inFolder('Unheard/'),
      LARGE,
      when,
      { kind: 'stall-answer' },
      CONNECTIONS,
    );
    await expectAllArrived(fixture, files);
    // What S3 has need not be sent again, although the database never heard of it: if S3 tells its checksum.
    const again = IS_CEPH ? CONNECTIONS : 0;
    expect(await fixture.requests(inFolder('Unheard/'), 'UploadPart')).toHaveLength(PARTS + again);
  });

  test('after the last part, before Complete', async () => {
    const when = { operation: 'CompleteMultipartUpload' };
    const { files } = await killWhen(inFolder('All parts/'), LARGE, when, { kind: 'reset-before-forward' });
    await expectAllArrived(fixture, files);
    expect(await partsSent(inFolder('All parts/'))).toEqual(onceEach);
  });

  test('after Complete, before its answer', async () => {
    const when = { operation: 'CompleteMultipartUpload' };
    const { files } = await killWhen(inFolder('Completed/'), LARGE, when, { kind: 'stall-answer' });
    await expectAllArrived(fixture, files);
    expect(await partsSent(inFolder('Completed/'))).toEqual(onceEach);
  });

  test('several times in a row', async () => {
    const album = inFolder('Again and again/');
    fixture.proxy.setLink({ bytesPerSecondTotal: 20 * MIB });
    const files = await begin(album, LARGE);
    for (let parts = 1; parts < PARTS; parts += 2) {
      // S3 may have got parts whose answers nobody heard: then fewer are known to be sent, and it completes all the same.
      await fixture.requestsWhen(
        album,
        requests => countParts(requests).size >= parts || hasBegunToComplete(requests),
      );
      await fixture.browser.killWorker();
      await fixture.call('settings.get', undefined); // wakes it
    }
    await expectAllArrived(fixture, files);
    expect(await fixture.requests(album, 'CreateMultipartUpload')).toHaveLength(1);
  });
});

describe('when a killed upload resumes and ListParts answers with', () => {
  const AFTER_THREE = { operation: 'UploadPart', skip: 3 };
  test.each(['empty', 'truncated', 'html'] as const)(
    'a body that is %s, no part is taken for sent and none is lost',
    async how => {
      const album = inFolder(`Broken list ${how}/`);
      const release = fixture.proxy.inject({
        when: { operation: 'ListParts', keyPrefix: album },
        fault: { kind: 'broken-body', how },
      });
      const { files } = await killWhen(album, LARGE, AFTER_THREE, STALLED, CONNECTIONS);
      await expectAllArrived(fixture, files);
      expect(await partsSent(album)).toEqual(onceEach);
      release();
    },
  );

  test('NoSuchUpload, since it was aborted elsewhere, the upload starts over by itself', async () => {
    const { files } = await killWhen(inFolder('Aborted/'), LARGE, AFTER_THREE, STALLED, CONNECTIONS);
    await fixture.inspector.abortUploads(inFolder('Aborted/'));
    await expectAllArrived(fixture, files);
    expect(await fixture.requests(inFolder('Aborted/'), 'CreateMultipartUpload')).toHaveLength(2);
  });

  test('AccessDenied, the transfer fails with that reason, and resumes when it is allowed again', async () => {
    const album = inFolder('Denied list/');
    const list = { operation: 'ListParts', keyPrefix: album, times: FOR_EVER };
    const release = fixture.proxy.inject({ when: list, fault: { kind: 'respond', answer: accessDenied() } });
    const { files } = await killWhen(album, LARGE, AFTER_THREE, STALLED, CONNECTIONS);
    const [transfer] = await fixture.ended(files);
    expect(transfer).toMatchObject({ state: 'failed', failure: { code: 'access-denied' } });
    release();
    await fixture.call('transfers.retry-all', undefined);
    await expectAllArrived(fixture, files);
    expect(await partsSent(album)).toEqual(onceEach);
  });
});

test('an upload aborted elsewhere in the middle of the parts starts over by itself', async () => {
  const album = inFolder('Aborted while sending/');
  fixture.proxy.setLink({ bytesPerSecondTotal: 40 * MIB });
  const files = await begin(album, LARGE);
  await fixture.requestsWhen(album, requests => countParts(requests).size >= 3);
  await fixture.inspector.abortUploads(album);
  await expectAllArrived(fixture, files);
});

test('an upload aborted elsewhere after the last part starts over by itself', async () => {
  const album = inFolder('Aborted before Complete/');
  const when = { operation: 'CompleteMultipartUpload', keyPrefix: album };
  fixture.proxy.inject({ when, fault: { kind: 'respond', answer: slowDown(1) } });
  const files = await begin(album, LARGE);
  await fixture.requestsWhen(album, hasBegunToComplete);
  await fixture.inspector.abortUploads(album);
  await expectAllArrived(fixture, files);
});
