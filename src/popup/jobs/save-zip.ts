import { getParts } from '../../blobs/download-store';
import { downloadParts } from '../../core/download-parts';
import { albumOf } from '../../core/job';
import { albumPrefixOf } from '../../core/object-key';
import type { ExpectedObject } from '../../core/s3-object';
import { call } from '../../messaging/client';
import type { JobView } from '../../messaging/job-messages';
import { storedName } from '../../zip/stored-names';
import { type ZipFile, zipOf } from '../../zip/zip';
import { zipName, zipPaths } from '../../zip/zip-paths';

/** Browsers take a moment until they have opened what a link leads to; FileSaver.js waits as long. */
const REVOKE_AFTER_MS = 40_000;

/**
 * Makes one file of what a download brought, and gives it to the browser, which saves it as any other download.
 * @param isRequested by the user; else it is saved once, whichever page comes first
 */
export async function saveZip({ id, order, about }: JobView, isRequested: boolean): Promise<void> {
  const photos = await call('jobs.fetched', { id });
  const album = albumOf(order);
  const files: ZipFile[] = [];
  for (const photo of photos) files.push(await fileOf(id, photo));
  const paths = zipPaths(
    files.map(({ path }) => path),
    album,
  );
  const zip = await zipOf(files.map((file, index) => ({ ...file, path: paths[index] ?? '' })));
  const isFirst = await call('jobs.mark-delivered', { id });
  if (isFirst || isRequested) save(zip, zipName(album ?? albumPrefixOf(about)));
}

/** A file as it was fetched, whose path is the key still. */
async function fileOf(id: string, photo: ExpectedObject): Promise<ZipFile> {
  const parts = await getParts(
    id,
    downloadParts(photo).map(part => part.id),
  );
  const blobs = parts.map(({ blob }) => blob);
  return {
    path: await storedName(photo.key, blobs),
    lastModified: parts[0]?.lastModified ?? 0,
    parts: blobs,
  };
}

function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), REVOKE_AFTER_MS);
}
