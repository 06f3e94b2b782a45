import { describe, expect, test } from 'vitest';
import type { FaultFixture } from './fixture/fault-fixture';
import { expectAllArrived } from './fixture/outcomes';
import { useFaultFixture } from './fixture/use-fault-fixture';

// This computer's clock is wrong, as S3 sees it: that is learned from S3, and nothing fails for it.

let fixture: FaultFixture;

useFaultFixture(opened => {
  fixture = opened;
});

const MIB = 1024 * 1024;

describe.each([300_000, 20 * MIB])('a file of %i bytes', bytes => {
  test.each([1, -1, 24, 0])('arrives although the clock is off by %i hours', async hours => {
    fixture.setClockOffset(hours * 3_600_000);
    const file = { name: 'file.bin', bytes, seed: bytes + hours };
    await expectAllArrived(fixture, await fixture.add(`Clock ${hours} ${bytes}/`, file));
  });
});

test('a large file arrives although the clock jumps in the middle of it', async () => {
  const album = 'Jump/';
  fixture.proxy.setLink({ bytesPerSecondTotal: 20 * MIB });
  const files = await fixture.add(album, { name: 'file.bin', bytes: 40 * MIB, seed: 1 });
  await fixture.proxy.request(
    ({ key, partNumber, status }) => key === `${album}file.bin` && partNumber === 2 && status === 200,
  );
  fixture.setClockOffset(3_600_000);
  await expectAllArrived(fixture, files);
  expect(await fixture.requests(album, 'CreateMultipartUpload')).toHaveLength(1);
});
