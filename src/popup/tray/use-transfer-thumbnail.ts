import type { RefObject } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { TransferView } from '../../messaging/protocol';
import { reportFromPage } from '../../messaging/report-from-page';
import { useAbortSignal } from '../../ui/use-abort-signal';
import { useLatest } from '../../ui/use-latest';
import {
  cachedThumbnail,
  deleteStaleThumbnails,
  forgetThumbnail,
  loadSavedThumbnail,
  loadThumbnail,
} from './transfer-thumbnails';
import { useVisibleFor } from './use-visible-for';

/** Rows that only pass by are not looked at more closely. */
const SETTLED_MS = 120;

/** To fetch a photo from the bucket takes more than a glance: while hundreds are saved, each row is another in no time. */
const VISIBLE_MS = 900;

interface Thumbnail {
  /** Null: there is none, or not yet. */
  readonly url: string | null;
  readonly onBroken: () => void;
}

interface Drawn {
  /** What there was to make it of; with other bytes, or none left on this side, it is looked for anew. */
  readonly stage: string;
  /** Null: there is none. Undefined: nobody knows yet. */
  readonly url: string | null | undefined;
  readonly isBroken: boolean;
}

/** The small picture of a transfer, asked for while `element` is in view. */
export function useTransferThumbnail(element: RefObject<Element | null>, transfer: TransferView): Thumbnail {
  const { id, state, bytes } = transfer;
  const isSaved = state === 'saved';
  const stage = `${bytes?.blobId} ${isSaved}`;
  const [drawn, setDrawn] = useState<Drawn>({ stage, url: cachedThumbnail(id), isBroken: false });
  const url = drawn.stage === stage || drawn.url != null ? drawn.url : undefined;
  const signal = useAbortSignal();
  const latest = useLatest(transfer);
  const asked = useRef<string | null>(null);
  const load = useCallback(() => {
    if (asked.current === stage) return;
    asked.current = stage;
    const show = (found: string | null): void => {
      // What was asked for at an earlier stage may come last.
      if (asked.current === stage) setDrawn({ stage, url: found, isBroken: false });
    };
    void loadThumbnail(latest.current, signal, show);
  }, [stage, signal, latest]);
  const fetchPhoto = useCallback(() => {
    const show = (found: string): void => setDrawn({ stage, url: found, isBroken: false });
    // The tray works without it: the icon of its file type stays.
    loadSavedThumbnail(latest.current, signal, show).catch(error => reportFromPage('tray.load-photo', error));
  }, [stage, signal, latest]);
  useVisibleFor(element, SETTLED_MS, url === undefined ? load : null);
  useVisibleFor(element, VISIBLE_MS, url === null && isSaved && !drawn.isBroken ? fetchPhoto : null);
  const onBroken = useCallback(() => {
    forgetThumbnail(id);
    setDrawn({ stage, url: null, isBroken: true });
  }, [id, stage]);
  return { url: url ?? null, onBroken };
}

/** Once the list is known, and the page has done what is more urgent, away with pictures of what is not on it. */
export function useDeleteStaleThumbnails(transfers: readonly TransferView[] | null): void {
  const isKnown = transfers !== null;
  const latest = useLatest(transfers);
  useEffect(() => {
    if (!isKnown) return undefined;
    const idle = requestIdleCallback(
      () => void deleteStaleThumbnails(new Set(latest.current?.map(({ id }) => id))),
    );
    return () => cancelIdleCallback(idle);
  }, [isKnown, latest]);
}
