import { useMemo, useState } from 'preact/hooks';
import type { Photo } from '../../core/s3-object';
import { useLatest } from '../../ui/use-latest';
import { type Task, useTask } from '../../ui/use-task';
import { useApp } from '../model/app-context';
import { copyPhotoLink } from '../model/photo-links';

/** What can be done with a photo. */
export interface PhotoActions {
  readonly open: (photo: Photo) => void;
  readonly copyLink: (photo: Photo) => void;
  readonly showDetails: (photo: Photo) => void;
  /** Deletes it; that can be undone for some seconds. */
  readonly remove: (photo: Photo) => void;
}

interface PhotoActionsState {
  readonly actions: PhotoActions;
  /** Copying. */
  readonly task: Task;
  /** The photo whose details are open. */
  readonly detailed: Photo | null;
  readonly closeDetails: () => void;
  /** Key of the photo that is looked at over all of the page. */
  readonly viewed: string | null;
  readonly show: (key: string | null) => void;
}

/** Looking at photos, copying links to them, their details, and deleting one. */
export function usePhotoActions(remove: (photos: readonly Photo[]) => void): PhotoActionsState {
  const app = useApp();
  // The actions stay the same, or every photo would be drawn anew with each change.
  const latestRemove = useLatest(remove);
  const [detailed, setDetailed] = useState<Photo | null>(null);
  const [viewed, show] = useState<string | null>(null);
  const task = useTask();
  const { run } = task;
  const actions = useMemo(
    (): PhotoActions => ({
      open: ({ key }) => show(key),
      copyLink: ({ key }) => void run(() => copyPhotoLink(key, app)),
      showDetails: setDetailed,
      remove: photo => latestRemove.current([photo]),
    }),
    [run, app, latestRemove],
  );
  return {
    actions,
    task,
    detailed,
    closeDetails: () => setDetailed(null),
    viewed,
    show,
  };
}
