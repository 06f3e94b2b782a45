import { describe, expect, test } from 'vitest';
import { MULTIPART_THRESHOLD_BYTES } from '../../src/core/parts';
import type { FaultFixture } from './fixture/fault-fixture';
import { expectAllArrived, expectArrived, expectNoUploads } from './fixture/outcomes';
import { IS_CEPH } from './fixture/s3-target';
import { useFaultFixture } from './fixture/use-fault-fixture';

// Two at once, and a cancel at every moment: one owner, one outcome.

let fixture: FaultFixture;

useFaultFixture(opened => {
  fixture = opened;
});

const MIB = 1024 * 1024;
const SIZES = [300_000, 20 * MIB] as const;

/**
 * Whether bytes that are there already are known again. Of those that went up in parts only a checksum tells; without
 * one they are stored once more, beside the first: better twice than lost.
 */
const isKnownAgain = (bytes: number): boolean => !IS_CEPH || bytes <= MULTIPART_THRESHOLD_BYTES;

/** What an album holds to which the same bytes were added twice. */
const addedTwice = (album: string, bytes: number): ReadonlyMap<string, number> =>
  new Map([
    [`${album}file.bin`, bytes],
    ...(isKnownAgain(bytes) ? [] : [[`${album}file (2).bin`, bytes] as const]),
  ]);

const outcomeOfSecond = (bytes: number): string => (isKnownAgain(bytes) ? 'already-there' : 'stored');

/** A promise, and what settles it. */
function gate() {
  let open = (): void => {};
  const opened = new Promise<void>(resolve => {
    open = resolve;
  });
  return { opened, open };
}

describe.each(SIZES)('a file of %i bytes', bytes => {
  test('is told as already there when the same bytes are added again', async () => {
    const album = `Twice ${bytes}/`;
    const file = { name: 'file.bin', bytes, seed: 4000 + bytes };
    const first = await fixture.add(album, file);
    await expectAllArrived(fixture, first);
    const second = await fixture.add(album, file);
    await expectAllArrived(fixture, [...first, ...second]);
    expect(await fixture.inspector.objects(album)).toEqual(addedTwice(album, bytes));
    expect(await fixture.ended(second)).toMatchObject([{ outcome: outcomeOfSecond(bytes) }]);
  });

  test('is stored once when two windows add it at once, and both say where it is', async () => {
    const album = `Two windows ${bytes}/`;
    const file = { name: 'file.bin', bytes, seed: 5000 + bytes };
    const files = (await Promise.all([fixture.stage(album, file), fixture.stage(album, file)])).flat();
    await Promise.all(files.map(one => fixture.submit([one])));
    await expectAllArrived(fixture, files);
    expect(await fixture.inspector.objects(album)).toEqual(addedTwice(album, bytes));
    const outcomes = (await fixture.ended(files)).map(({ outcome }) => outcome);
    expect(outcomes.sort()).toEqual([outcomeOfSecond(bytes), 'stored']);
  });

  test('is one transfer when its request is sent twice', async () => {
    const album = `Double click ${bytes}/`;
    const files = await fixture.stage(album, { name: 'file.bin', bytes, seed: 6000 + bytes });
    await Promise.all([fixture.submit(files), fixture.submit(files)]);
    await expectAllArrived(fixture, files);
    expect((await fixture.inspector.objects(album)).size).toBe(1);
  });

  test('and another of the same name are two objects', async () => {
    const album = `One name ${bytes}/`;
    const files = await fixture.add(
      album,
      { name: 'file.bin', bytes, seed: 7000 + bytes },
      { name: 'file.bin', bytes, seed: 7001 + bytes },
    );
    await expectAllArrived(fixture, files);
    expect([...(await fixture.inspector.objects(album)).keys()]).toEqual([
      `${album}file (2).bin`,
      `${album}file.bin`,
    ]);
  });
});

const LAST_REQUESTS = [
  ['PutObject', 300_000],
  ['CompleteMultipartUpload', 20 * MIB],
] as const;

type Moment = 'before S3 hears of it' | 'when S3 has done it';

/** No transfer, no object, no upload: after the second look for what was still on its way. */
async function expectNoTrace(album: string, id: string): Promise<void> {
  expect(await fixture.ended([{ id, album, name: '', bytes: 0, seed: 0 }])).toEqual([]);
  await expectNoUploads(fixture, album);
  await expect
    .poll(() => fixture.inspector.objects(album), { timeout: 60_000, interval: 250, message: album })
    .toEqual(new Map());
}

async function cancelAt(moment: Moment, operation: string, bytes: number): Promise<void> {
  const album = `Cancel ${operation} ${moment}/`;
  const held = gate();
  const kind = moment === 'before S3 hears of it' ? 'hold' : 'hold-answer';
  fixture.proxy.inject({ when: { operation, keyPrefix: album }, fault: { kind, until: held.opened } });
  const [file] = await fixture.add(album, { name: 'file.bin', bytes, seed: 8000 + bytes });
  await fixture.proxy.request(({ key = '', fault }) => key.startsWith(album) && fault === kind);
  if (kind === 'hold-answer') {
    await expect.poll(async () => (await fixture.inspector.objects(album)).size).toBe(1);
  }
  await fixture.call('transfers.cancel', { id: file?.id ?? '' });
  held.open();
  await expectNoTrace(album, file?.id ?? '');
}

async function cancelAtRandom(operation: string, bytes: number): Promise<void> {
  const album = `Cancel race ${operation}/`;
  const files = await fixture.add(
    album,
    ...Array.from({ length: 12 }, (_, index) => ({
      name: `${index}.bin`,
      bytes,
      seed: 9000 + bytes + index,
    })),
  );
  const cancelled = files.map(async ({ id, name }, index) => {
    const key = `${album}${name}`;
    const isLast = (request: {
      readonly operation: string;
      readonly key?: string;
      readonly status: number;
    }) => request.operation === operation && request.key === key && (index % 2 === 0 || request.status !== 0);
    await fixture.proxy.request(isLast);
    await fixture.call('transfers.cancel', { id });
  });
  await Promise.all(cancelled);
  const saved = await fixture.ended(files);
  expect(saved.filter(({ state }) => state !== 'saved')).toEqual([]);
  for (const transfer of saved) {
    const file = files.find(({ id }) => id === transfer.id);
    if (file !== undefined) await expectArrived(fixture, file, transfer);
  }
  await expectNoUploads(fixture, album);
  const keys = saved.map(({ key }) => key).sort();
  await expect
    .poll(async () => [...(await fixture.inspector.objects(album)).keys()].sort(), {
      ...{ timeout: 60_000, interval: 250, message: album },
    })
    .toEqual(keys);
}

// Beside each other: what was on its way is looked for once more after 20 s, and each would wait for that.
test('a transfer cancelled around its last request leaves no trace, or at a random moment is saved or leaves none', async () => {
  await Promise.all(
    LAST_REQUESTS.flatMap(([operation, bytes]) => [
      cancelAt('before S3 hears of it', operation, bytes),
      cancelAt('when S3 has done it', operation, bytes),
      cancelAtRandom(operation, bytes),
    ]),
  );
});
