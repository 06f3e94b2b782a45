import { describe, expect, test } from 'vitest';
import type { FaultFixture } from './fixture/fault-fixture';
import { expectAllArrived } from './fixture/outcomes';
import { useFaultFixture } from './fixture/use-fault-fixture';

// This computer's clock is wrong, as S3 sees it: that is learned from S3, and nothing fails for it.

let bench: FaultFixture;

useFaultFixture(opened => {
  bench = opened;
});

const MIB = 1024 * 1024;

describe.each([300_000, 20 * MIB])('a file of %i bytes', bytes => {
  test.each([1, -1, 24, 0])('arrives although the clock is off by %i hours', async hours => {
    bench.setClockOffset(hours * 3_600_000);
    const file = { name: 'file.bin', bytes, seed: bytes + hours };
    await expectAllArrived(bench, await bench.add(`Clock ${hours} ${bytes}/`, file));
  });
});

test('a large file arrives although the clock jumps in the middle of it', async () => {
  const album = 'Jump/';
  bench.proxy.setLink({ bytesPerSecondTotal: 20 * MIB });
  const files = await bench.add(album, { name: 'file.bin', bytes: 40 * MIB, seed: 1 });
  await bench.proxy.request(
    ({ key, partNumber, status }) => key === `${album}file.bin` && partNumber === 2 && status === 200,
  );
  bench.setClockOffset(3_600_000);
  await expectAllArrived(bench, files);
  expect(await bench.requests(album, 'CreateMultipartUpload')).toHaveLength(1);
});
