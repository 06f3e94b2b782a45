import { useEffect, useState } from 'preact/hooks';
import { call } from '../../messaging/client';
import type { PhotoDetails } from '../../messaging/protocol';
import { type Task, useTask } from '../../ui/use-task';

/** What S3 tells of a photo. */
export interface PhotoDetailsState {
  /** Null until it is known. */
  readonly details: PhotoDetails | null;
  /** The page that it came from. */
  readonly page: URL | null;
  readonly task: Task;
}

export function usePhotoDetails(key: string): PhotoDetailsState {
  const [details, setDetails] = useState<PhotoDetails | null>(null);
  const task = useTask();
  const { run } = task;
  useEffect(
    () =>
      void run(async signal => {
        const known = await call('photos.details', { key });
        if (!signal.aborted) setDetails(known);
      }),
    [key, run],
  );
  return { details, page: webAddress(details?.provenance?.pageUrl ?? ''), task };
}

/** An address that may become a link: anybody may have written it into the bucket, `javascript:` too. Else null. */
export function webAddress(text: string): URL | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url : null;
}
