import { addFiles, addStagedFiles, resumeTransfers } from './add-files';
import { hashStored } from './checksums';
import { fetchAndPut } from './fetch-and-put';
import { listAlbum, listSerially } from './list-album';
import { putFiles, putSlices } from './put-slices';
import { startWatching, timeSaved } from './watch-saved';

// A page that the bench adds to the built extension: of the extension's own origin, with its host permissions.

/** All that the bench asks of this page; each answers with a number, most with the milliseconds that it took. */
const jobs = {
  ...{
    fetchAndPut,
    handOver: addFiles,
    handOverStaged: addStagedFiles,
    handedOverBefore: resumeTransfers,
    hashStored,
  },
  ...{ listAlbum, listSerially },
  ...{ putFiles, putSlices, startWatching, timeSaved },
};

export type ExtensionPageJobs = typeof jobs;

Object.assign(globalThis, { jobs });
