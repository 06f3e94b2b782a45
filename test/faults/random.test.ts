import { randomInt } from 'node:crypto';
import { expect, test } from 'vitest';
import type { TransferView } from '../../src/messaging/protocol';
import { contentSha256 } from './fixture/content';
import type { FaultFixture, SubmittedFile } from './fixture/fault-fixture';
import { expectAllArrived } from './fixture/outcomes';
import { IS_CEPH } from './fixture/s3-target';
import { useFaultFixture } from './fixture/use-fault-fixture';
import { type RandomTransfer, randomTransfer, rulesFor } from './schedule/random-transfer';

// Transfers beside each other, each with a schedule of faults of its own, drawn from its seed. Whatever comes: the
// object's bytes are the file's, once, or a failure with a reason stands there, and trying again stores it.
//
//   SHOEBOX_FAULT_SEED=N     only the transfer of this seed, as a failed run names it; `random`: others than usual
//   SHOEBOX_FAULT_RUNS=N     how many, instead of 200, or of 60 on the gateway

/** The gateway's were chosen among a dozen for few stalls of half a minute. */
const [usualRuns, usualSeed] = IS_CEPH ? ['60', 20_261_126_360] : ['200', 20_261_125_000];
const { SHOEBOX_FAULT_SEED: only, SHOEBOX_FAULT_RUNS: runs = usualRuns } = process.env;

/** Told in the tests' names; each transfer's own is this and its number. The same each time, unless asked otherwise. */
const FIRST_SEED =
  only === undefined ? usualSeed : only === 'random' ? randomInt(1_000_000) * 1000 : Number(only);

const COUNT = only === undefined || only === 'random' ? Number(runs) : 1;

/** At once, in one browser. */
const BATCH = IS_CEPH ? 60 : 50;

/** Stalls of half a minute one after the other, and pauses that grow. */
const BATCH_ENDED_WITHIN_MS = 200_000;

const batches = Array.from({ length: Math.ceil(COUNT / BATCH) }, (_, index) => FIRST_SEED + index * BATCH);

let fixture: FaultFixture;

useFaultFixture(opened => {
  fixture = opened;
});

interface Case {
  readonly transfer: RandomTransfer;
  readonly file: SubmittedFile;
}

async function begin(transfer: RandomTransfer): Promise<Case> {
  const { seed, bytes, schedule } = transfer;
  const album = `Random ${seed}/`;
  fixture.proxy.inject(...rulesFor(album, schedule));
  const [file] = await fixture.add(album, { name: 'file.bin', bytes, seed });
  if (file === undefined) throw new Error('unreachable: one was added');
  return { transfer, file };
}

/** What is wrong with a transfer that has ended while there were faults; null if nothing is. */
async function mistakeOf({ transfer, file }: Case, ended: readonly TransferView[]): Promise<string | null> {
  const { seed, bytes } = transfer;
  const view = ended.find(({ id }) => id === file.id);
  const objects = [...(await fixture.inspector.objects(file.album)).keys()];
  const told = { state: view?.state, code: view?.failure?.code, technical: view?.failure?.technical };
  const mistake = (what: string): string =>
    JSON.stringify({ what, ...told, objects, waiting: view?.waiting, ...transfer });
  if (view?.state === 'saved') {
    if (objects.length !== 1 || objects[0] !== view.key) return mistake('not the one object it speaks of');
    const isWhole = (await fixture.inspector.sha256(view.key)) === contentSha256(seed, bytes);
    return isWhole ? null : mistake('not its bytes');
  }
  if (view?.state !== 'failed') return mistake('neither saved nor failed');
  if (view.failure === null || view.failure.code === 'unexpected') return mistake('failed without a reason');
  return null;
}

test.each(batches)(
  '50 transfers with random faults, from seed %i on, arrive or fail with a reason',
  async firstSeed => {
    const count = Math.min(BATCH, FIRST_SEED + COUNT - firstSeed);
    const cases: Case[] = [];
    for (let seed = firstSeed; seed < firstSeed + count; seed++)
      cases.push(await begin(randomTransfer(seed)));
    const files = cases.map(({ file }) => file);
    const ended = await fixture.ended(files, BATCH_ENDED_WITHIN_MS);
    const mistakes = await Promise.all(cases.map(one => mistakeOf(one, ended)));
    expect(mistakes.filter(mistake => mistake !== null)).toEqual([]);

    fixture.proxy.clear();
    await fixture.call('transfers.retry-all', undefined);
    await expectAllArrived(fixture, files);
  },
  BATCH_ENDED_WITHIN_MS * 2,
);
