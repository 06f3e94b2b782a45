import { useCallback, useEffect, useState } from 'preact/hooks';
import { linksCopiedMessage } from '../../i18n/link-messages';
import { type Task, useTask } from '../../ui/use-task';
import { useApp } from './app-context';
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
  const { announce } = useApp();
  const copied = useCallback(
    (copiedLink: PhotoLink) => {
      setCopied(true);
      announce(linksCopiedMessage(copiedLink));
    },
    [announce],
  );
  useEffect(() => {
    void run(async signal => {
      const fresh = await photoLink(key);
      if (signal.aborted) return;
      setLink(fresh);
      // If not, the button is there for it.
      if (await tryCopy(fresh.text)) copied(fresh);
    });
  }, [key, run, copied]);
  const copy = useCallback(
    () =>
      void run(async signal => {
        const fresh = link !== null && isFresh(link) ? link : await photoLink(key);
        if (signal.aborted) return;
        setLink(fresh);
        await navigator.clipboard.writeText(fresh.text);
        copied(fresh);
      }),
    [key, link, run, copied],
  );
  return { link, isCopied, task, copy };
}
