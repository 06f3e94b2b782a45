import { useCallback, useEffect, useState } from 'preact/hooks';
import { type Task, useTask } from '../../ui/use-task';
import { type PhotoLink, photoLink, tryCopy } from './photo-links';

interface PhotoLinkState {
  readonly link: PhotoLink | null;
  readonly isCopied: boolean;
  /** Asking for the link, or copying it. */
  readonly task: Task;
  readonly copy: () => void;
}

const isFresh = ({ expiresAt }: PhotoLink): boolean => expiresAt === null || expiresAt > Date.now();

/** A link to a photo, copied at once where the browser permits it without a click. */
export function usePhotoLink(key: string): PhotoLinkState {
  const [link, setLink] = useState<PhotoLink | null>(null);
  const [isCopied, setCopied] = useState(false);
  const task = useTask();
  const { run } = task;
  useEffect(() => {
    void run(async signal => {
      const fresh = await photoLink(key);
      if (signal.aborted) return;
      setLink(fresh);
      // If not, the button is there for it.
      if (await tryCopy(fresh.text)) setCopied(true);
    });
  }, [key, run]);
  const copy = useCallback(
    () =>
      void run(async signal => {
        const fresh = link !== null && isFresh(link) ? link : await photoLink(key);
        if (signal.aborted) return;
        setLink(fresh);
        await navigator.clipboard.writeText(fresh.text);
        setCopied(true);
      }),
    [key, link, run],
  );
  return { link, isCopied, task, copy };
}
