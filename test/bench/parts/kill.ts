import { waitUntil } from '../../browser/wait-until';
import { type FaultProxy, startFaultProxy } from '../../fault-proxy/index';
import type { Amount, BenchBucket } from '../bench-bucket';
import type { BenchFixture } from '../bench-fixture';
import type { Load } from '../contestants/contestant';
import { oneCurl } from '../contestants/curl';
import { awscli, rclone, s3cmd } from '../contestants/debian-tools';
import {
  type KillableContestant,
  killablePage,
  killableShoebox,
  killableTool,
  killableWorker,
} from '../contestants/killable';
import { libStorage, uppy } from '../contestants/web-page';
import { oneLine, type Section, table } from '../report';
import { RUN_TIMEOUT_MS } from '../run-tool';
import { type Scale, wholeLoad } from '../scale';

const MIB = 1024 ** 2;

/** What a contestant's death cost, in bytes of bodies that went to S3. */
interface Toll {
  readonly before: number;
  readonly after: number;
  /** What nobody will ever use or delete. */
  readonly left: Amount;
}

/** What is sent again when an upload's first half is followed by SIGKILL. */
export async function kill(
  fixture: BenchFixture,
  { kill: { size, bytesPerSecond }, smoke }: Scale,
): Promise<Section> {
  const load = await wholeLoad(fixture.folder, size);
  const proxy = await startFaultProxy({ target: fixture.gateway.endpoint });
  // Otherwise it is over before it is half over.
  proxy.setLink({ bytesPerSecondTotal: bytesPerSecond });
  const bucket = fixture.bucket.at(proxy.url);
  const tools = smoke ? [] : [rclone, awscli, s3cmd];
  const mortals = [
    killableWorker(fixture, bucket),
    killableShoebox(fixture, bucket),
    ...[uppy, libStorage].map(library => killablePage(fixture, library(fixture, bucket))),
    ...[oneCurl, ...tools].map(tool => killableTool(tool(fixture, bucket))),
  ];
  const rows: string[][] = [];
  try {
    for (const mortal of mortals) {
      const row = await tollOf(mortal, load, { bucket, proxy, size }).then(
        toll => cells(toll, size),
        (error: unknown) => [`failed: ${oneLine(String(error))}`, '', '', ''],
      );
      process.stderr.write(`  ${mortal.name}: ${row.join(', ')}\n`);
      rows.push([mortal.name, ...row]);
    }
  } finally {
    await proxy.close();
  }
  const head = ['', 'sent before', 'sent after', 'sent again', 'left in S3 for good'];
  const notes =
    `Once each, through a proxy that counts the bytes of bodies; ${bytesPerSecond / MIB} MiB/s for all connections. ` +
    'Left: uploads that were neither completed nor aborted at the end, and the bytes of their parts. s3cmd was run ' +
    'with --continue-put. Uppy without its Golden Retriever.';
  return {
    title: `one file of ${size / MIB} MiB, SIGKILL at half of it`,
    body: `${table(head, rows)}\n\n${notes}`,
  };
}

interface Witness {
  readonly bucket: BenchBucket;
  readonly proxy: FaultProxy;
  readonly size: number;
}

async function tollOf(
  mortal: KillableContestant,
  load: Load,
  { bucket, proxy, size }: Witness,
): Promise<Toll> {
  const prefix = `${mortal.name.replaceAll(/[^a-z0-9]+/gi, '-')}/`;
  const sent = async (): Promise<number> => {
    const soFar = await proxy.requestsWhen(() => true);
    return soFar.reduce((sum, { requestBytes }) => sum + requestBytes, 0);
  };
  proxy.clearRequests();
  try {
    const killNow = await mortal.begin(load, prefix);
    await waitUntil('Half of it was not sent', RUN_TIMEOUT_MS, async () => (await sent()) >= size / 2);
    const startAgain = await killNow();
    // What the dead had written into their sockets arrives all the same.
    const arrived = async (): Promise<boolean> =>
      (await proxy.requestsWhen(() => true)).every(({ endedAt }) => endedAt !== null);
    await waitUntil('Requests outlive whoever made them', RUN_TIMEOUT_MS, arrived);
    const before = await sent();
    await startAgain();
    const { count, bytes } = await bucket.stored(prefix);
    if (count !== 1 || bytes !== size) throw new Error(`${count} objects of ${bytes} bytes arrived`);
    return { before, after: (await sent()) - before, left: await bucket.orphans(prefix) };
  } finally {
    await bucket.clear(prefix);
  }
}

function cells({ before, after, left }: Toll, size: number): string[] {
  const mib = (bytes: number): string => `${(bytes / MIB).toFixed(1)} MiB`;
  const again = before + after - size;
  const share = `${((100 * again) / size).toFixed(0)} %`;
  return [
    mib(before),
    mib(after),
    `${mib(again)} (${share})`,
    left.count === 0 ? 'nothing' : mib(left.bytes),
  ];
}
