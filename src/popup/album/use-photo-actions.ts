import { useMemo, useState } from 'preact/hooks';
import type { PhotoView } from '../../messaging/protocol';
import { type Task, useTask } from '../../ui/use-task';
import { useApp } from '../app-context';
import { copyPhotoLink } from '../link/photo-links';
import type { PhotoActions } from './photo-item';

interface PhotoActionsState {
  readonly actions: PhotoActions;
  /** Copying. */
  readonly task: Task;
  /** The photo that the person is asked about. */
  readonly deleting: PhotoView | null;
  readonly stopDeleting: () => void;
  /** The photo whose details are open. */
  readonly detailed: PhotoView | null;
  readonly closeDetails: () => void;
  /** Key of the photo that is looked at over all of the page. */
  readonly viewed: string | null;
  readonly show: (key: string | null) => void;
}

/** Looking at photos, copying links to them, their details, and the question before one is deleted. */
export function usePhotoActions(): PhotoActionsState {
  const app = useApp();
  const [deleting, setDeleting] = useState<PhotoView | null>(null);
  const [detailed, setDetailed] = useState<PhotoView | null>(null);
  const [viewed, show] = useState<string | null>(null);
  const task = useTask();
  const { run } = task;
  const actions = useMemo(
    (): PhotoActions => ({
      open: ({ key }) => show(key),
      copyLink: ({ key }) => void run(() => copyPhotoLink(key, app)),
      showDetails: setDetailed,
      askToDelete: setDeleting,
    }),
    [run, app],
  );
  return {
    actions,
    task,
    deleting,
    stopDeleting: () => setDeleting(null),
    detailed,
    closeDetails: () => setDetailed(null),
    viewed,
    show,
  };
}
