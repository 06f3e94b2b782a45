import { type BenchWorld, inExtensionPage } from '../bench-world';
import type { Contestant } from './contestant';

/** Shoebox, from the moment the person's files are handed over until its worker reports them saved. */
export function shoebox(world: BenchWorld): Contestant {
  return {
    name: 'Shoebox, from the person’s hands',
    upload: ({ files }, album) => inExtensionPage(world, paths(files), 'handOver', { album }),
  };
}

/** Shoebox without what staging the bytes in IndexedDB takes. */
export function shoeboxStaged(world: BenchWorld): Contestant {
  return {
    name: 'Shoebox, from photos.add',
    upload: ({ files }, album) => inExtensionPage(world, paths(files), 'handOverStaged', { album }),
  };
}

const paths = (files: readonly { readonly path: string }[]): readonly string[] =>
  files.map(({ path }) => path);
