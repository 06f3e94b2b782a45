import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type FaultBench, openFaultBench } from './bench/fault-bench';
import { expectAllArrived, expectFailed, expectNoUploads } from './bench/outcomes';
import { accessDenied, errorAnswer, internalError, noSuchBucket } from './proxy/answers';

// What can't succeed fails at once and says why; what may succeed later waits for that, and not for ever.

let bench: FaultBench;

beforeAll(async () => {
  bench = await openFaultBench();
});

afterAll(() => bench.close());

beforeEach(() => {
  bench.proxy.clear();
  bench.freshConnections();
  bench.setClockOffset(0);
});

const MIB = 1024 * 1024;
const SIZES = [300_000, 20 * MIB] as const;
const FOR_EVER = Number.POSITIVE_INFINITY;

let seed = 3000;

const begin = (album: string, bytes: number) => bench.add(album, { name: 'file.bin', bytes, seed: seed++ });

describe.each(SIZES)('%i bytes', bytes => {
  test.each([
    ['access-denied', accessDenied()],
    ['bucket-not-found', noSuchBucket()],
    ['key-too-long', errorAnswer(400, 'KeyTooLongError')],
  ] as const)('fail at once for %s, after one try', async (code, answer) => {
    const album = `${code} ${bytes}/`;
    const operation = ['PutObject', 'CreateMultipartUpload'];
    const when = { operation, keyPrefix: album, times: FOR_EVER };
    bench.proxy.inject({ when, fault: { kind: 'respond', answer } });
    const files = await begin(album, bytes);
    await expectFailed(bench, files, code);
    const tries = bench.requests(album).filter(request => operation.includes(request.operation));
    expect(tries).toHaveLength(1);
    bench.proxy.clear();
    await bench.call('transfers.retry-all', undefined);
    await expectAllArrived(bench, files);
  });

  test('wait for AWS’s clock to be learned, an hour ahead and an hour behind', async () => {
    for (const hours of [1, -1]) {
      bench.setClockOffset(hours * 3_600_000);
      const files = await begin(`Clock ${hours} ${bytes}/`, bytes);
      await expectAllArrived(bench, files);
    }
  });

  test('survive a while without a line to S3', async () => {
    const album = `Offline line ${bytes}/`;
    bench.proxy.setLink({ bytesPerSecondTotal: bytes });
    const files = await begin(album, bytes);
    await bench.proxy.request(() => bench.requests(album).some(({ requestBytes }) => requestBytes > 0));
    bench.proxy.setOffline(true);
    bench.proxy.setLink(null);
    await new Promise(resolve => setTimeout(resolve, 3000)); // the outage itself
    bench.proxy.setOffline(false);
    await expectAllArrived(bench, files);
  });

  test('survive a while without a network, which costs no tries', async () => {
    const album = `Offline browser ${bytes}/`;
    bench.proxy.setLink({ bytesPerSecondTotal: bytes });
    const files = await begin(album, bytes);
    await bench.proxy.request(() => bench.requests(album).some(({ requestBytes }) => requestBytes > 0));
    await bench.browser.debugWorker(async send => {
      const network = (offline: boolean) =>
        send('Network.emulateNetworkConditions', {
          ...{ offline, latency: 0, downloadThroughput: -1, uploadThroughput: -1 },
        });
      await send('Network.enable');
      await network(true);
      bench.proxy.setLink(null);
      bench.freshConnections();
      await new Promise(resolve => setTimeout(resolve, 5000)); // the outage itself
      await network(false);
    });
    await expectAllArrived(bench, files);
  });
});

test('the clock jumps in the middle of a large file', async () => {
  const album = 'Jump/';
  bench.proxy.setLink({ bytesPerSecondTotal: 20 * MIB });
  const files = await begin(album, 40 * MIB);
  await bench.proxy.request(() =>
    bench.requests(album).some(({ partNumber, status }) => partNumber === 2 && status === 200),
  );
  bench.setClockOffset(3_600_000);
  await expectAllArrived(bench, files);
});

test('a part that is denied: a failure with its reason; retried, only what is missing is sent; dismissed, nothing stays', async () => {
  const album = 'Denied part/';
  const when = { operation: 'UploadPart', partNumber: 3, keyPrefix: album, times: FOR_EVER };
  const allow = bench.proxy.inject({ when, fault: { kind: 'respond', answer: accessDenied() } });
  const files = await begin(album, 20 * MIB);
  await expectFailed(bench, files, 'access-denied');
  allow();
  await bench.call('transfers.retry', { id: files[0]?.id ?? '' });
  await expectAllArrived(bench, files);
  const acknowledged = bench.requests(album, 'UploadPart').filter(({ status }) => status === 200);
  expect(acknowledged.map(({ partNumber }) => partNumber).sort()).toEqual([1, 2, 3, 4]);

  const again = bench.proxy.inject({
    when: { ...when, keyPrefix: 'Denied again/' },
    fault: { kind: 'respond', answer: accessDenied() },
  });
  const others = await begin('Denied again/', 20 * MIB);
  await expectFailed(bench, others, 'access-denied');
  await bench.call('transfers.dismiss', { id: others[0]?.id ?? '' });
  await expectNoUploads(bench, 'Denied again/');
  again();
});

test('a server that never recovers: a failure in the end, and no request after that', async () => {
  const album = 'Broken server/';
  const when = { operation: 'PutObject', keyPrefix: album, times: FOR_EVER };
  bench.proxy.inject({ when, fault: { kind: 'respond', answer: internalError() } });
  const files = await begin(album, 1000);
  await expectFailed(bench, files, 's3-unavailable');
  const tries = bench.requests(album).length;
  expect(tries).toBeGreaterThan(3);
  expect(tries).toBeLessThan(20);
});
