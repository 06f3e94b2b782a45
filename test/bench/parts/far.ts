import { startFaultProxy } from '../../fault-proxy/index';
import type { BenchFixture } from '../bench-fixture';
import type { Section } from '../report';
import { largeLoad, manyLoad, type Scale } from '../scale';
import { compare } from './uploads';

const MIB = 1024 ** 2;

/** A round trip that is 50 ms longer, and 20 Mbit/s for each connection, each way. */
const LINK = { latencyMs: 50, bytesPerSecondPerConnection: 20_000_000 / 8 };

/** As many connections as a browser opens to a host: the floor sends a part over each. */
const CONNECTIONS = 6;

/** S3 takes no smaller parts. */
const MIN_PART_SIZE = 5 * MIB;

/** s3cmd sends over one connection, as one curl does. What is staged takes no part of a minute. */
const WITHOUT = ['s3cmd', 'Shoebox, from photos.add'];

/** One file and many files through a line that is long and slow. */
export async function far(fixture: BenchFixture, scale: Scale): Promise<Section> {
  const proxy = await startFaultProxy({ target: fixture.gateway.endpoint });
  proxy.setLink(LINK);
  const bucket = fixture.bucket.at(proxy.url);
  const { large, many, smallSize, rounds } = scale.far;
  const through = { count: rounds, warmUp: false, smoke: scale.smoke };
  const partSize = Math.max(MIN_PART_SIZE, Math.ceil(large / CONNECTIONS / MIB) * MIB);
  try {
    await fixture.configure(fixture.browser, proxy.url);
    const file = await largeLoad(fixture.folder, large, partSize);
    const one = await compare(fixture, bucket, file, through, WITHOUT);
    const files = await manyLoad(fixture.folder, many, smallSize);
    const several = await compare(fixture, bucket, files, through, WITHOUT);
    const body = [
      'Through a proxy; opening a connection takes another 50 ms.',
      `One file of ${large / MIB} MiB (floor and parallel curl: parts of ${partSize / MIB} MiB):`,
      one,
      `${many} files of ${smallSize / 1000} KB:`,
      several,
    ];
    return { title: 'through 50 ms and 20 Mbit/s a connection', body: body.join('\n\n') };
  } finally {
    await proxy.close();
  }
}
