import type { BenchBucket } from '../bench-bucket';
import type { BenchFixture } from '../bench-fixture';
import { allContestants } from '../contestants/all-contestants';
import type { Load } from '../contestants/contestant';
import { FLOOR } from '../contestants/floor';
import { UPPY } from '../contestants/web-page';
import { fastest, resultTable, type Section, seconds } from '../report';
import { type Measured, type Rounds, race, roundsText } from '../rounds';
import { largeLoad, manyLoad, type Scale } from '../scale';

const MIB = 1024 ** 2;

/** One large file. */
export async function large(fixture: BenchFixture, scale: Scale): Promise<Section> {
  const load = await largeLoad(fixture.folder, scale.large, scale.partSize);
  const title = `one file of ${scale.large / MIB} MiB`;
  return { title, body: await compare(fixture, fixture.bucket, load, warm(scale)) };
}

/** Many small files. */
export async function many(fixture: BenchFixture, scale: Scale): Promise<Section> {
  const load = await manyLoad(fixture.folder, scale.many, scale.smallSize);
  const title = `${scale.many} files of ${scale.smallSize / 1000} KB`;
  return { title, body: await compare(fixture, fixture.bucket, load, warm(scale)) };
}

const warm = ({ rounds, smoke }: Scale): Comparison => ({ count: rounds, warmUp: true, smoke });

/** How often to compare, and whether without Debian's tools. */
export interface Comparison extends Rounds {
  readonly smoke: boolean;
}

/** Everybody but those named, at the bucket's address. */
export async function compare(
  fixture: BenchFixture,
  bucket: BenchBucket,
  load: Load,
  comparison: Comparison,
  without: readonly string[] = [],
): Promise<string> {
  const contestants = allContestants(fixture, bucket, comparison).filter(
    ({ name }) => !without.includes(name),
  );
  const measured = await race(bucket, contestants, load, comparison);
  const named = (name: string): Measured | undefined => fastest(measured, name);
  const results = resultTable(measured, seconds, [
    { head: '× floor', to: named(FLOOR) },
    { head: '× one curl', to: named('one curl') },
    { head: '× Uppy', to: named(UPPY) },
  ]);
  return `${results}\n\n${roundsText(comparison)}`;
}
