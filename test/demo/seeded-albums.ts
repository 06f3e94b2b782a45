import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DemoBucket } from './demo-bucket';
import { DATA_FOLDER } from './demo-settings';
import { mediaTypeOf } from './file-media-type';

/** An album that is there from the first start on, and into which `--once` saves its picture. */
export const SEEDED_ALBUM = 'Out and about/';

/** What the albums hold at first; the rest of the sample page is left for the person to save. */
const SEEDED: Readonly<Record<string, readonly string[]>> = {
  [SEEDED_ALBUM]: ['picos-de-europa.jpg', 'forest-stream.jpg'],
  'Good company/': ['two-friends.jpg', 'chelsea-the-cat.png'],
};

/** Tells the next start that the albums were made: who deletes them wants them gone. */
const DONE = join(DATA_FOLDER, 'albums-seeded');

/** Fills the bucket on the first start, from the sample page's photographs. */
export async function seedAlbums(bucket: DemoBucket, photos: ReadonlyMap<string, Uint8Array>): Promise<void> {
  if (existsSync(DONE)) return;
  for (const [prefix, names] of Object.entries(SEEDED)) {
    await bucket.put(prefix, new Uint8Array(), 'application/x-directory');
    for (const name of names) {
      const bytes = photos.get(name);
      if (bytes === undefined) throw new Error(`The sample site has no photograph ${name}`);
      await bucket.put(prefix + name, bytes, mediaTypeOf(name));
    }
  }
  await writeFile(DONE, '');
}
