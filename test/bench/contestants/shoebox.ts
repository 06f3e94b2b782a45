import type { UnattachedBrowser } from '../../browser/launch-unattached';
import { extensionPage, inPage } from '../job-page';
import type { Contestant } from './contestant';

/** Shoebox, from the moment the person's files are handed over until its worker reports them saved. */
export function shoebox(browser: UnattachedBrowser): Contestant {
  return {
    name: 'Shoebox, from the person’s hands',
    upload: ({ files }, album) =>
      inPage(extensionPage(browser, paths(files)), ({ run }) => run('handOver', { album })),
  };
}

/** Shoebox without what staging the bytes in IndexedDB takes. */
export function shoeboxStaged(browser: UnattachedBrowser): Contestant {
  return {
    name: 'Shoebox, from photos.add',
    upload: ({ files }, album) =>
      inPage(extensionPage(browser, paths(files)), ({ run }) => run('handOverStaged', { album })),
  };
}

const paths = (files: readonly { readonly path: string }[]): readonly string[] =>
  files.map(({ path }) => path);
