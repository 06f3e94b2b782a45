import { expect, test } from 'vitest';
import { CONNECTIONS_PER_HOST } from '../../src/core/parts';
import type { ProxiedRequest } from '../fault-proxy/index';
import type { FaultFixture } from './fixture/fault-fixture';
import { expectAllArrived } from './fixture/outcomes';
import { IS_CEPH } from './fixture/s3-target';
import { useFaultFixture } from './fixture/use-fault-fixture';

// The whole browser is killed, all of its processes at one stroke. Started again, it goes on without being asked.

let fixture: FaultFixture;

useFaultFixture(opened => {
  fixture = opened;
});

const MIB = 1024 * 1024;

/** The gateway keeps its bytes in this computer's memory, and would have so few of them before it has them all. */
const [LARGE, LINK] = IS_CEPH ? [128 * MIB, { bytesPerSecondTotal: 20 * MIB }] : [1024 * MIB, null];

/**
 * Where S3 tells no checksums, the database alone says that a part need not be sent again: some time after its answer, a
 * quarter of a second (`durable/database.ts`) and what the disk needs.
 */
const KNOWN_AFTER_MS = IS_CEPH ? 1000 : 0;

const isPart = ({ operation }: ProxiedRequest): boolean => operation === 'UploadPart';
const isAcknowledged = ({ status }: ProxiedRequest): boolean => status === 200;
const numbersOf = (requests: readonly ProxiedRequest[]): number[] =>
  requests.map(({ partNumber = 0 }) => partNumber);
const bytesOf = (requests: readonly ProxiedRequest[]): number =>
  requests.reduce((sum, { requestBytes }) => sum + requestBytes, 0);

test('a large file half sent when the browser is killed resumes by itself and sends only the unfinished parts again', async () => {
  const album = 'Killed browser/';
  fixture.proxy.setLink(LINK);
  const files = await fixture.add(album, { name: 'file.bin', bytes: LARGE, seed: 1 });
  await fixture.closePage();
  const atHalf = await fixture.requestsWhen(
    album,
    requests => bytesOf(requests.filter(isPart).filter(isAcknowledged)) >= LARGE / 2,
  );
  const killedAt = Date.now();
  const known = numbersOf(
    atHalf.filter(isPart).filter(({ endedAt }) => endedAt !== null && killedAt - endedAt >= KNOWN_AFTER_MS),
  );
  await fixture.browser.kill();
  fixture.proxy.setLink(null);
  // What was in its sockets arrives all the same.
  const before = numbersOf(await fixture.requests(album, 'UploadPart'));

  await fixture.relaunch();
  await fixture.proxy.request(
    request =>
      request.key?.startsWith(album) === true &&
      request.operation === 'CompleteMultipartUpload' &&
      isAcknowledged(request),
  );
  await expectAllArrived(fixture, files);
  const parts = await fixture.requests(album, 'UploadPart');
  const again = numbersOf(parts.slice(before.length)).filter(number => before.includes(number));
  expect(known).not.toEqual([]);
  expect(again.filter(number => known.includes(number))).toEqual([]);
  if (!IS_CEPH) expect(again.length).toBeLessThanOrEqual(CONNECTIONS_PER_HOST);
  expect(await fixture.requests(album, 'CreateMultipartUpload')).toHaveLength(1);
});

test('no small file of a queue is lost or doubled when the browser is killed', async () => {
  const album = 'Killed queue/';
  fixture.proxy.setLink({ bytesPerSecondTotal: 4 * MIB });
  const files = await fixture.add(
    album,
    ...Array.from({ length: 60 }, (_, index) => ({
      ...{ name: `${index}.bin`, bytes: 200_000, seed: 2000 + index },
    })),
  );
  await fixture.requestsWhen(album, requests => requests.filter(isAcknowledged).length >= 20);
  await fixture.browser.kill();
  fixture.proxy.setLink(null);
  await fixture.relaunch();
  await expectAllArrived(fixture, files);
  expect((await fixture.inspector.objects(album)).size).toBe(60);
});
