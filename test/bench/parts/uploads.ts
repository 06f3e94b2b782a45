import type { BenchWorld } from '../bench-world';
import type { Contestant, Load } from '../contestants/contestant';
import { curl } from '../contestants/curl';
import { floor } from '../contestants/floor';
import { shoebox, shoeboxStaged } from '../contestants/shoebox';
import { fastest, resultTable, type Section, seconds } from '../report';
import { race } from '../rounds';
import { largeLoad, manyLoad, type Scale } from '../scale';

/** One large file. */
export async function large(world: BenchWorld, scale: Scale): Promise<Section> {
  const load = await largeLoad(world.folder, scale.large, scale.partSize);
  return {
    title: `large: one file of ${scale.large / 1024 ** 2} MiB`,
    body: await measure(world, load, scale),
  };
}

/** Many small files. */
export async function many(world: BenchWorld, scale: Scale): Promise<Section> {
  const title = `many: ${scale.many} files of ${scale.smallSize / 1000} KB`;
  return { title, body: await measure(world, await manyLoad(world.folder, scale), scale) };
}

function contestants(world: BenchWorld): readonly Contestant[] {
  return [
    ...[4, 6].map(atOnce => floor(world, world, atOnce)),
    shoebox(world),
    shoeboxStaged(world),
    ...[1, 4, 8].map(atOnce => curl(world, atOnce)),
  ];
}

async function measure(world: BenchWorld, load: Load, { rounds }: Scale): Promise<string> {
  const measured = await race(world.bucket, contestants(world), load, rounds);
  return resultTable(measured, seconds, [
    { head: '× floor', to: fastest(measured, 'browser’s floor') },
    { head: '× one curl', to: fastest(measured, 'one curl') },
  ]);
}
