/** The floor of a click: fetches a picture, puts it to a presigned URL; milliseconds of the latter. */
export async function fetchAndPut(urls: { readonly picture: string; readonly put: string }): Promise<number> {
  const picture = await (await fetch(urls.picture)).blob();
  const start = performance.now();
  const { ok, status } = await fetch(urls.put, { method: 'PUT', body: picture });
  if (!ok) throw new Error(`S3 answered ${status}`);
  return performance.now() - start;
}
