import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { accessDenied, errorAnswer, internalError, noSuchBucket } from '../fault-proxy/answers';
import { type FaultFixture, openFaultFixture, type SubmittedFile } from './fixture/fault-fixture';
import { expectAllArrived, expectFailed, expectNoUploads } from './fixture/outcomes';

// What can't succeed fails at once and says why; what may succeed later waits for that, and not for ever.

let fixture: FaultFixture;

/** Without the outages of the others: its last try would now and then meet one, and tell of that. */
let calm: FaultFixture;

/** It is given up after a minute of pauses that grow, while the other tests run. */
const HOPELESS = 'Hopeless/';
let hopeless: Promise<readonly SubmittedFile[]>;

beforeAll(async () => {
  fixture = await openFaultFixture();
  calm = await openFaultFixture();
  const when = { operation: 'PutObject', keyPrefix: HOPELESS, times: FOR_EVER };
  calm.proxy.inject({ when, fault: { kind: 'respond', answer: internalError() } });
  hopeless = calm.add(HOPELESS, { name: 'file.bin', bytes: 1000, seed: 1 });
});

afterAll(async () => {
  await fixture.close();
  await calm.close();
});

beforeEach(() => {
  fixture.proxy.setLink(null);
  fixture.freshConnections();
});

const MIB = 1024 * 1024;
const SIZES = [300_000, 20 * MIB] as const;
const FOR_EVER = Number.POSITIVE_INFINITY;

/** How long the network is away. */
const OUTAGE_MS = 4000;

/** Nobody looks at a progress bar for longer than this once the network is back. */
const GOES_ON_WITHIN_MS = 15_000;

let seed = 3000;

const begin = (album: string, bytes: number) => fixture.add(album, { name: 'file.bin', bytes, seed: seed++ });

describe.each(SIZES)('a file of %i bytes', bytes => {
  test.each([
    ['access-denied', accessDenied()],
    ['bucket-not-found', noSuchBucket()],
    ['key-too-long', errorAnswer(400, 'KeyTooLongError')],
  ] as const)('fails at once with %s, after one try', async (code, answer) => {
    const album = `${code} ${bytes}/`;
    const operation = ['PutObject', 'CreateMultipartUpload'];
    const when = { operation, keyPrefix: album, times: FOR_EVER };
    const allow = fixture.proxy.inject({ when, fault: { kind: 'respond', answer } });
    const files = await begin(album, bytes);
    await expectFailed(fixture, files, code);
    const tries = (await fixture.requests(album)).filter(request => operation.includes(request.operation));
    expect(tries).toHaveLength(1);
    allow();
    await fixture.call('transfers.retry', { id: files[0]?.id ?? '' });
    await expectAllArrived(fixture, files);
  });

  /** Begins a transfer that takes some seconds, and waits until the first bytes are on their way. */
  async function beginSlowly(album: string) {
    fixture.proxy.setLink({ bytesPerSecondTotal: bytes / 8 });
    const files = await begin(album, bytes);
    const isSlow = fixture
      .requestsWhen(album, requests => requests.some(({ requestBytes }) => requestBytes > 0))
      .then(() => files);
    return Promise.race([isSlow, fixture.ended(files).then(() => files)]);
  }

  test('arrives after S3 was unreachable for a while', async () => {
    const files = await beginSlowly(`Offline line ${bytes}/`);
    fixture.proxy.setOffline(true);
    fixture.proxy.setLink(null);
    await delay(OUTAGE_MS);
    fixture.proxy.setOffline(false);
    await expectAllArrived(fixture, files);
  });

  test('waits while the browser is offline, and resumes when it is online', async () => {
    const files = await beginSlowly(`Offline browser ${bytes}/`);
    await fixture.browser.debugWorker(async send => {
      const network = (offline: boolean) =>
        send('Network.emulateNetworkConditions', {
          ...{ offline, latency: 0, downloadThroughput: -1, uploadThroughput: -1 },
        });
      await send('Network.enable');
      await network(true);
      fixture.proxy.setLink(null);
      fixture.freshConnections();
      await delay(OUTAGE_MS);
      const [waiting] = await fixture.ended(files, 1);
      expect(waiting?.state).toBe('under-way');
      // Of several parts some may be between two tries just now.
      if (bytes < MIB) expect(waiting?.waiting).toEqual({ kind: 'online' });
      await network(false);
    });
    const [transfer] = await fixture.ended(files, GOES_ON_WITHIN_MS);
    expect(transfer?.state).toBe('saved');
    await expectAllArrived(fixture, files);
  });
});

test('a denied part fails the transfer with its reason; a retry sends only what is missing; a dismissal leaves nothing', async () => {
  const album = 'Denied part/';
  const when = { operation: 'UploadPart', partNumber: 3, keyPrefix: album, times: FOR_EVER };
  const allow = fixture.proxy.inject({ when, fault: { kind: 'respond', answer: accessDenied() } });
  const files = await begin(album, 20 * MIB);
  await expectFailed(fixture, files, 'access-denied');
  allow();
  await fixture.call('transfers.retry', { id: files[0]?.id ?? '' });
  await expectAllArrived(fixture, files);
  const acknowledged = (await fixture.requests(album, 'UploadPart')).filter(({ status }) => status === 200);
  const numbers = acknowledged.map(({ partNumber }) => partNumber);
  expect(new Set(numbers).size, 'a part that S3 had was sent again').toBe(numbers.length);

  const again = fixture.proxy.inject({
    when: { ...when, keyPrefix: 'Denied again/' },
    fault: { kind: 'respond', answer: accessDenied() },
  });
  const others = await begin('Denied again/', 20 * MIB);
  await expectFailed(fixture, others, 'access-denied');
  await fixture.call('transfers.dismiss', { id: others[0]?.id ?? '' });
  await expectNoUploads(fixture, 'Denied again/');
  again();
});

test('a transfer to a server that never recovers fails in the end, and sends no request after that', async () => {
  const files = await hopeless;
  await expectFailed(calm, files, 's3-unavailable');
  const tries = (await calm.requests(HOPELESS)).length;
  expect(tries).toBeGreaterThan(3);
  expect(tries).toBeLessThan(20);
});
