import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import type { Album } from '../../core/album';
import type { TransferView } from '../../messaging/protocol';
import { useLatest } from '../../ui/use-latest';

/** What became of a picture that was picked: `saved` only once S3 has it; `failed` also where it was cancelled. */
export type SentState = 'saving' | 'saved' | 'failed';

/** A picture that was picked and handed to the worker. */
export interface SentImage {
  /** Its best URL. */
  readonly image: string;
  /** The transfer's id. */
  readonly id: string;
  readonly album: Album;
  readonly state: SentState;
  /** Whether the list of transfers has had it: it may be told later than the call returns. */
  readonly isListed: boolean;
}

/** The pictures as they stand now that the transfers are these. */
export function sentNow(
  sent: readonly SentImage[],
  transfers: readonly Pick<TransferView, 'id' | 'state'>[],
): readonly SentImage[] {
  const states = new Map(transfers.map(({ id, state }) => [id, state]));
  return sent.map(one => {
    const state = states.get(one.id);
    // Once saved it stays so when the list drops it. One that was cancelled is dropped before it ends, one that is tried
    // again fails no more.
    if (state === undefined)
      return one.isListed && one.state === 'saving' ? { ...one, state: 'failed' } : one;
    return { ...one, isListed: true, state: state === 'saved' || state === 'failed' ? state : 'saving' };
  });
}

interface SentImages {
  /** All of them, the last ones last. */
  readonly sent: readonly SentImage[];
  /** The state of each by its best URL; of one that was picked twice the last. */
  readonly states: ReadonlyMap<string, SentState>;
  readonly add: (images: readonly string[], ids: readonly string[], album: Album) => void;
}

/** What was picked here, and how far it is. Without a list of transfers nobody knows. */
export function useSentImages(transfers: readonly TransferView[] | null): SentImages {
  const [sent, setSent] = useState<readonly SentImage[]>([]);
  useEffect(() => {
    if (transfers !== null) setSent(before => sentNow(before, transfers));
  }, [transfers]);
  const latest = useLatest(transfers);
  const add = useCallback(
    (images: readonly string[], ids: readonly string[], album: Album) => {
      const added = images.flatMap((image, index): readonly SentImage[] => {
        const id = ids[index];
        return id === undefined ? [] : [{ image, id, album, state: 'saving', isListed: false }];
      });
      const again = new Set(images);
      // The list may have told all of it before: no other one would come. What is tried again is counted once.
      setSent(before => [
        ...before.filter(({ image, state }) => state !== 'failed' || !again.has(image)),
        ...sentNow(added, latest.current ?? []),
      ]);
    },
    [latest],
  );
  const states = useMemo(() => new Map(sent.map(({ image, state }) => [image, state])), [sent]);
  return { sent, states, add };
}
