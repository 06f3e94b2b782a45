import { listAll } from './album-listing';
import type { Bucket } from './bucket';

/** Running totals of an album with everything below it. */
export async function* measureAlbum(
  bucket: Bucket,
  prefix: string,
): AsyncGenerator<{ count: number; bytes: number; complete: boolean }, void, undefined> {
  let count = 0;
  let bytes = 0;
  for await (const photos of listAll(bucket, prefix)) {
    const counted = photos.filter(photo => photo.key !== prefix);
    count += counted.length;
    bytes += counted.reduce((sum, photo) => sum + photo.size, 0);
    yield { count, bytes, complete: false };
  }
  yield { count, bytes, complete: true };
}
