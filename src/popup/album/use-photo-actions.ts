import { useMemo, useState } from 'preact/hooks';
import browser from 'webextension-polyfill';
import { message } from '../../i18n/message';
import { call } from '../../messaging/client';
import type { PhotoView } from '../../messaging/protocol';
import { type Task, useTask } from '../../ui/use-task';
import { useApp } from '../app-context';
import { linkEnd } from '../link/link-until';
import type { PhotoActions } from './photo-item';

interface PhotoActionsState {
  readonly actions: PhotoActions;
  /** Opening or copying. */
  readonly task: Task;
  /** The photo that the person is asked about. */
  readonly deleting: PhotoView | null;
  readonly stopDeleting: () => void;
}

/** Opening photos, copying links to them, and the question before one is deleted. */
export function usePhotoActions(): PhotoActionsState {
  const { announce, navigate } = useApp();
  const [deleting, setDeleting] = useState<PhotoView | null>(null);
  const task = useTask();
  const { run } = task;
  const actions = useMemo(
    (): PhotoActions => ({
      open: ({ key }) =>
        void run(async () => {
          const { url } = await call('photos.link', { key });
          await browser.tabs.create({ url });
        }),
      copyLink: ({ key }) =>
        void run(async () => {
          const { url, expiresAt } = await call('photos.link', { key });
          try {
            await navigator.clipboard.writeText(url);
            announce(message('link_copied', linkEnd(expiresAt, Date.now())));
          } catch {
            // The browser wants a click of its own for the clipboard: the link's page has a button for it.
            navigate({ view: 'link', key });
          }
        }),
      askToDelete: setDeleting,
    }),
    [run, announce, navigate],
  );
  return { actions, task, deleting, stopDeleting: () => setDeleting(null) };
}
