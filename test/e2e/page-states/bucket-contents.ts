import { readFile } from 'node:fs/promises';
import { placed, rawFiles } from '../../core/crafted-raws';
import type { E2eFixture } from '../fixture';

/** Longer than any line: a name without a place to break it. */
export const LONG_NAME = `${'a-very-long-file-name_'.repeat(5)}2026.jpg`;

const LONG_TITLE =
  'The complete and unabridged history of the rocket, from the fire arrows of the Song dynasty to reusable first stages – 로켓의 역사 <b>';

const LONG_URL = `http://images.localhost/archive/${'rockets-and-launch-vehicles/'.repeat(8)}rocket-original-size.jpg?w=4096&h=4096`;

const ALBUMS = {
  Moodboard: ['fig-in-a-bowl.jpg', 'dandelions.jpg', 'paint-brushes.jpg', 'forest-stream.jpg'],
  'Research: 별과 우주': ['hubble-deep-field.webp'],
  'Cats & dogs': ['chelsea-the-cat.png'],
  'Garden/2026': ['dandelions.jpg'],
} as const;

/** Albums, one of them empty, and photos of which all is known, much too much, or nothing. */
export async function fillBucket({ owner, site, call }: E2eFixture): Promise<void> {
  const photo = (name: string): Uint8Array => site.files.get(name) ?? new Uint8Array();
  for (const [album, names] of Object.entries(ALBUMS))
    for (const name of names) await owner.put(`${album}/${name}`, photo(name), 'image/jpeg');
  // As many as there has to be for albums to be searched.
  for (const name of ['Empty', 'Kitchen', 'Mountains']) await owner.put(`${name}/`);
  await owner.put('loose.jpg', photo('two-friends.jpg'), 'image/jpeg');
  await owner.put('Origins/noted.jpg', photo('rocket.jpg'), 'image/jpeg', {
    'source-url': 'https://images.localhost/rocket.jpg?w=640',
    'source-page': 'https://rockets.localhost/articles/lift-off?id=7',
    'source-title': 'Rockets, and how they fly',
    'source-alt': 'Lift-off at dawn',
    'source-rung': 'worker',
    'shoebox-original-sha256': 'd7a8fbb307d7809469ca9abcb0082e4f8d5651e46d3cdb762d02d0bf37c9e592',
  });
  await owner.put(`Origins/${LONG_NAME}`, photo('rocket.jpg'), 'image/jpeg', {
    'source-url': LONG_URL,
    'source-page': LONG_URL,
    'source-title': encodeURIComponent(LONG_TITLE),
    'source-alt': encodeURIComponent(LONG_TITLE),
    'source-rung': 'canvas',
  });
  await owner.put('Origins/unknown.jpg', photo('rocket.jpg'), 'image/jpeg');
  await owner.put('Origins/cold.jpg', photo('rocket.jpg'), 'image/jpeg', {}, 'DEEP_ARCHIVE');
  for (const name of ['deleted.jpg', 'kept.jpg', 'locked.jpg'])
    await owner.put(`Work/${name}`, photo('rocket.jpg'));
  await owner.put('Mountains/DSC_0003.NEF', await nef(), 'image/x-nikon-nef');
  await call('albums.list', undefined);
}

/** A RAW file with previews of two sizes. */
async function nef(): Promise<Buffer> {
  const read = async (name: string): Promise<string> =>
    (await readFile(`test/site/photos/${name}`)).toString('latin1');
  const files = rawFiles(await read('dandelions-320.jpg'), await read('dandelions-800.jpg'), 1_500_000);
  const file = files.find(({ name }) => name === 'DSC_0003.NEF');
  return Buffer.from(
    file === undefined ? [] : placed(file.size, { ...file.pieces, 8: upright(file.pieces[8] ?? '') }),
  );
}

/** As it was photographed without turning the camera. */
const upright = (directory: string): string =>
  directory.replace('\x01\x12\0\x03\0\0\0\x01\0\x06', '\x01\x12\0\x03\0\0\0\x01\0\x01');
