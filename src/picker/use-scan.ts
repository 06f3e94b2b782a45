import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { stream } from '../messaging/client';
import { type Task, useTask } from '../ui/use-task';
import { type PageImage, withFrame } from './page-image';
import type { ScannedPage } from './sources';
import { unseenHosts } from './unseen-frames';

/** What was found on the page so far. */
export interface Scan {
  /** Null until the page has answered. */
  readonly page: ScannedPage | null;
  readonly images: readonly PageImage[];
  /** Match patterns of hosts whose frames stand in the page and could not be looked through. */
  readonly unseen: readonly string[];
  readonly task: Task;
  /** Looks once more. */
  readonly again: () => void;
  /** A picture turned out to have this size when it was drawn. */
  readonly measured: (image: PageImage, width: number, height: number) => void;
}

type Found = Pick<Scan, 'page' | 'images'> & { readonly frames: readonly FramesSeen[] };
type FramesSeen = { readonly url: string; readonly frames: readonly string[] };

const NOTHING: Found = { page: null, images: [], frames: [] };

/** The pictures of a tab's page, frame by frame. */
export function useScan(tabId: number): Scan {
  const [found, setFound] = useState<Found>(NOTHING);
  const task = useTask();
  const { run } = task;
  const gone = useRef(new AbortController());
  const again = useCallback(() => {
    gone.current.abort();
    gone.current = new AbortController();
    const { signal } = gone.current;
    void run(async () => {
      let now = NOTHING;
      for await (const frame of stream('page.scan', { tabId }, signal)) {
        now = {
          page: now.page ?? { tabId, url: frame.url, title: frame.title },
          images: withFrame(now.images, frame),
          frames: [...now.frames, frame],
        };
        setFound(now);
      }
    });
  }, [tabId, run]);
  useEffect(() => {
    again();
    return () => gone.current.abort();
  }, [again]);
  const measured = useCallback((image: PageImage, width: number, height: number) => {
    setFound(now => ({
      ...now,
      images: now.images.map(one => (one.url === image.url ? { ...one, width, height } : one)),
    }));
  }, []);
  return { page: found.page, images: found.images, unseen: unseenHosts(found.frames), task, again, measured };
}
