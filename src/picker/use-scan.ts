import { useCallback, useMemo } from 'preact/hooks';
import type { ScannedFrame } from '../core/found-image';
import { stream } from '../messaging/client';
import { type StreamSource, useStream } from '../ui/use-stream';
import type { Loading } from '../ui/use-task';
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
  readonly task: Loading;
  /** Looks once more. */
  readonly again: () => void;
  /** A picture turned out to have this size when it was drawn. */
  readonly measured: (image: PageImage, width: number, height: number) => void;
}

interface Found extends Pick<Scan, 'page' | 'images'> {
  readonly frames: readonly ScannedFrame[];
  /** Whether it was found by a look before this one: it stays until the page answers anew. */
  readonly isOld: boolean;
}

const NOTHING: Found = { page: null, images: [], frames: [], isOld: false };

const scanOf = (tabId: number): StreamSource<ScannedFrame, Found> => ({
  open: signal => stream('page.scan', { tabId }, signal),
  restart: found => ({ ...found, isOld: true }),
  next(found, frame) {
    const { page, images, frames } = found.isOld ? NOTHING : found;
    return {
      page: page ?? { tabId, url: frame.url, title: frame.title },
      images: withFrame(images, frame),
      frames: [...frames, frame],
      isOld: false,
    };
  },
});

/** The pictures of a tab's page, frame by frame. */
export function useScan(tabId: number): Scan {
  const source = useMemo(() => scanOf(tabId), [tabId]);
  const task = useStream(source, NOTHING);
  const { update, again } = task;
  const { page, images, frames } = task.value;
  const measured = useCallback(
    (image: PageImage, width: number, height: number) =>
      update(found => ({
        ...found,
        images: found.images.map(one => (one.url === image.url ? { ...one, width, height } : one)),
      })),
    [update],
  );
  return { page, images, unseen: unseenHosts(frames), task, again, measured };
}
