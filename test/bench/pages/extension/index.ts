import { hashStored } from './checksums';
import { fetchAndPut } from './fetch-and-put';
import { handedOverBefore, handOver, handOverStaged } from './hand-over';
import { listAlbum, listSerially } from './list-album';
import { putFiles, putSlices } from './put-slices';
import { startWatching, timeSaved } from './watch-saved';

// A page that the bench adds to the built extension: of the extension's own origin, with its host permissions.

/** All that the bench asks of this page; each answers with a number, most with the milliseconds that it took. */
const jobs = {
  ...{ fetchAndPut, handOver, handOverStaged, handedOverBefore, hashStored },
  ...{ listAlbum, listSerially },
  ...{ putFiles, putSlices, startWatching, timeSaved },
};

export type ExtensionPageJobs = typeof jobs;

Object.assign(globalThis, { jobs });
