import { useCallback, useMemo } from 'preact/hooks';
import type { ScannedFrame } from '../../core/found-image';
import { stream } from '../../messaging/client';
import { type StreamSource, useStream } from '../../ui/use-stream';
import type { TaskState } from '../../ui/use-task';
import { inaccessibleHosts, type PageImage, type ScannedPage, withFrame } from './page-image';

/** What was found on the page so far. */
export interface PageScan {
  /** Null until the page has answered. */
  readonly page: ScannedPage | null;
  readonly images: readonly PageImage[];
  /** Match patterns of hosts whose frames stand in the page and could not be looked through. */
  readonly inaccessibleHosts: readonly string[];
  readonly task: TaskState;
  /** Looks once more. */
  readonly retry: () => void;
  /** A picture turned out to have this size when it was drawn. */
  readonly setSize: (image: PageImage, width: number, height: number) => void;
}

interface ScanResult extends Pick<PageScan, 'page' | 'images'> {
  readonly frames: readonly ScannedFrame[];
  /** Whether it was found by a look before this one: it stays until the page answers anew. */
  readonly isOld: boolean;
}

const NOTHING: ScanResult = { page: null, images: [], frames: [], isOld: false };

const scanOf = (tabId: number): StreamSource<ScannedFrame, ScanResult> => ({
  open: signal => stream('page.scan', { tabId }, signal),
  restart: found => ({ ...found, isOld: true }),
  reduce(found, frame) {
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
export function useScan(tabId: number): PageScan {
  const source = useMemo(() => scanOf(tabId), [tabId]);
  const task = useStream(source, NOTHING);
  const { update, retry } = task;
  const { page, images, frames } = task.value;
  const setSize = useCallback(
    (image: PageImage, width: number, height: number) =>
      update(found => ({
        ...found,
        images: found.images.map(one => (one.url === image.url ? { ...one, width, height } : one)),
      })),
    [update],
  );
  return { page, images, inaccessibleHosts: inaccessibleHosts(frames), task, retry, setSize };
}
