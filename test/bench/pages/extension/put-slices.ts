import { chosenFiles } from '../chosen-files';

// The browser's floor: raw `fetch`, presigned URLs, bodies that are never read into memory, and nothing else.

export interface SlicesToPut {
  /** One for each part, in order. */
  readonly urls: readonly string[];
  readonly partSize: number;
  readonly atOnce: number;
}

/** Puts the chosen file in parts. */
export function putSlices({ urls, partSize, atOnce }: SlicesToPut): Promise<number> {
  const [file] = chosenFiles();
  const bodies = urls.map((_, index) => file?.slice(index * partSize, (index + 1) * partSize) ?? null);
  return putAll(urls, bodies, atOnce);
}

/** Puts every chosen file to its own address. */
export function putFiles({ urls, atOnce }: Omit<SlicesToPut, 'partSize'>): Promise<number> {
  return putAll(urls, chosenFiles(), atOnce);
}

async function putAll(
  urls: readonly string[],
  bodies: readonly (Blob | null)[],
  atOnce: number,
): Promise<number> {
  const start = performance.now();
  const waiting = urls.map((url, index) => ({ url, body: bodies[index] ?? null })).reverse();
  const work = async (): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { ok, status } = await fetch(next.url, { method: 'PUT', body: next.body });
      if (!ok) throw new Error(`S3 answered ${status}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return performance.now() - start;
}
