import { useCallback, useEffect, useState } from 'preact/hooks';
import { message } from '../../i18n/message';
import { call } from '../../messaging/client';
import type { PhotoLink } from '../../messaging/protocol';
import { type Task, useTask } from '../../ui/use-task';
import { useApp } from '../app-context';
import { linkEnd } from './link-until';

interface PhotoLinkState {
  readonly link: PhotoLink | null;
  readonly isCopied: boolean;
  /** Asking for the link, or copying it. */
  readonly task: Task;
  readonly copy: () => void;
}

const isFresh = (link: PhotoLink): boolean => link.expiresAt > Date.now();

/** A link to a photo, copied at once where the browser permits it without a click. */
export function usePhotoLink(key: string): PhotoLinkState {
  const [link, setLink] = useState<PhotoLink | null>(null);
  const [isCopied, setCopied] = useState(false);
  const task = useTask();
  const { run } = task;
  const { announce } = useApp();
  const copied = useCallback(
    ({ expiresAt }: PhotoLink) => {
      setCopied(true);
      announce(message('link_copied', linkEnd(expiresAt, Date.now())));
    },
    [announce],
  );
  useEffect(() => {
    void run(async () => {
      const fresh = await call('photos.link', { key });
      setLink(fresh);
      await navigator.clipboard.writeText(fresh.url).then(
        () => copied(fresh),
        // Then the button is there for it.
        () => {},
      );
    });
  }, [key, run, copied]);
  const copy = useCallback(
    () =>
      void run(async () => {
        const fresh = link !== null && isFresh(link) ? link : await call('photos.link', { key });
        setLink(fresh);
        await navigator.clipboard.writeText(fresh.url);
        copied(fresh);
      }),
    [key, link, run, copied],
  );
  return { link, isCopied, task, copy };
}
