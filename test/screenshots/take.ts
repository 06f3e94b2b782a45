import { takeReadmePictures } from './readme-pictures';
import { takeStatePictures } from './state-pictures';

// `npm run screenshots`: the pictures of the README. `npm run screenshots -- states`: every state of every page, to be
// looked at.

try {
  if (process.argv.includes('states')) process.stdout.write(`Taken in ${await takeStatePictures()}\n`);
  else await takeReadmePictures();
  process.exit();
} catch (error) {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1); // browsers and servers of the unfinished picture would keep this process
}
