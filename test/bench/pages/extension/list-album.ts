import { stream } from '../../../../src/messaging/client';

// An album's list: the floor is one request after the other, as S3's continuation tokens force everybody to ask.

/** Fetches and reads one page of the list after the other. */
export async function listSerially({ urls }: { readonly urls: readonly string[] }): Promise<number> {
  const start = performance.now();
  for (const url of urls) {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`S3 answered ${answer.status}`);
    await answer.text();
  }
  return performance.now() - start;
}

/** Has the worker list an album as the album manager does, until this page knows all of it. */
export async function listAlbum({
  prefix,
  count,
}: {
  readonly prefix: string;
  readonly count: number;
}): Promise<number> {
  const start = performance.now();
  let known = 0;
  for await (const page of stream('albums.contents', { prefix })) known += page.photos.length;
  if (known !== count) throw new Error(`${known} of ${count} photos`);
  return performance.now() - start;
}
