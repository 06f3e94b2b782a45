import type { BenchFixture } from '../bench-fixture';
import { extensionPage, inPage } from '../job-page';
import type { ChecksumWay } from '../pages/extension/checksums';
import { randomFile } from '../random-files';
import { resultTable, type Section } from '../report';
import { interleave, roundsText } from '../rounds';
import type { Scale } from '../scale';

const MIB = 1024 ** 2;

const WAYS: readonly ChecksumWay[] = [
  'sha256 of src/blobs, reading included',
  'the SDK’s CRC32 in JavaScript, reading included',
  'reading alone',
];

/** How fast parts are hashed in a page of the extension. */
export async function checksum(fixture: BenchFixture, { rounds, hashed }: Scale): Promise<Section> {
  const { path } = await randomFile(fixture.folder, 'hashed.bin', hashed);
  const times = { count: rounds, warmUp: true };
  const measured = await interleave(WAYS, times, async way => {
    const took = await inPage(extensionPage(fixture.browser, [path]), ({ run }) =>
      run('hashStored', { way }),
    );
    return hashed / MIB / (took / 1000);
  });
  const speed = (value: number): string => `${value.toFixed(0)} MiB/s`;
  const [, sdk] = measured;
  const body = [
    resultTable(measured, speed, [{ head: '× the SDK’s', to: sdk }]),
    `${roundsText(times)} One slice of 7 MiB after the other; the Blob is read from IndexedDB.`,
  ];
  return { title: `${hashed / MIB} MiB from IndexedDB, in a page of the extension`, body: body.join('\n\n') };
}
