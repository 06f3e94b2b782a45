import { expect } from 'vitest';
import type { FailureCode } from '../../../src/core/failure';
import type { TransferView } from '../../../src/messaging/protocol';
import { contentSha256 } from './content';
import type { FaultBench, HandedOver } from './fault-bench';

/**
 * What was called off, or lost its answer, is looked for twice, the second time after 20 s (`transfers/leftovers.ts`).
 */
const SWEPT_WITHIN_MS = 60_000;

/** A transfer as a failed test prints it. */
const told = ({ name, state, failure, waiting, uploaded }: TransferView): string =>
  JSON.stringify({ name, state, code: failure?.code, technical: failure?.technical, waiting, uploaded });

/** The file is in the bucket: whole, under the key that the transfer tells, and its transfer says so. */
export async function expectArrived(
  { truth }: FaultBench,
  file: HandedOver,
  transfer: TransferView | undefined,
): Promise<void> {
  expect(transfer && told(transfer)).toContain('"state":"saved"');
  const key = transfer?.key ?? '';
  expect(key.startsWith(file.album), key).toBe(true);
  expect(await truth.sha256(key), `${key}: its bytes`).toBe(contentSha256(file.seed, file.bytes));
}

/** Every file has arrived; in their album is nothing else, and nothing unfinished stays behind. */
export async function expectAllArrived(bench: FaultBench, files: readonly HandedOver[]): Promise<void> {
  const transfers = await bench.ended(files);
  for (const file of files) {
    await expectArrived(
      bench,
      file,
      transfers.find(({ id }) => id === file.id),
    );
  }
  const albums = [...new Set(files.map(({ album }) => album))];
  for (const album of albums) {
    const keys = transfers.map(({ key }) => key);
    const inAlbum = [...(await bench.truth.objects(album)).keys()];
    expect(
      inAlbum.filter(key => !keys.includes(key)),
      'objects that no transfer speaks of',
    ).toEqual([]);
  }
  for (const album of albums) await expectNoUploads(bench, album);
}

/** The transfer stands there as a failure for this reason, at once if `within` is short; nothing came of it. */
export async function expectFailed(
  bench: FaultBench,
  files: readonly HandedOver[],
  code: FailureCode,
): Promise<void> {
  const transfers = await bench.ended(files);
  expect(transfers).toHaveLength(files.length);
  for (const transfer of transfers) {
    expect(told(transfer)).toContain('"state":"failed"');
    expect(transfer.failure?.code, told(transfer)).toBe(code);
  }
  for (const { album } of files) expect(await bench.truth.objects(album)).toEqual(new Map());
}

/** No multipart upload is left below the prefix, or soon none is. */
export async function expectNoUploads({ truth }: FaultBench, prefix: string): Promise<void> {
  await expect
    .poll(() => truth.uploads(prefix), {
      timeout: SWEPT_WITHIN_MS,
      interval: 250,
      message: 'orphaned uploads',
    })
    .toEqual([]);
}
