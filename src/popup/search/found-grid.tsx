import { useCallback, useMemo, useState } from 'preact/hooks';
import type { Photo } from '../../core/s3-object';
import type { JobView } from '../../messaging/job-messages';
import { PhotoGrid } from '../grid/photo-grid';
import { type AlbumContents, EMPTY_CONTENTS } from '../model/album-contents';
import { useEndedJobs } from '../model/jobs';
import type { PhotoOrder } from '../model/photo-order';
import type { OpenAlbum } from '../model/use-album-contents';
import type { FoundPhotos } from './find-photos';
import { shownPhoto } from './searched-photos';

interface FoundGridProps {
  readonly found: FoundPhotos;
  readonly rootPrefix: string;
  /** As `PhotoGrid` has it. */
  readonly openKey: string | null;
  readonly onView: (key: string | null) => void;
  readonly onRemoved: (keys: ReadonlySet<string>) => void;
}

/** The order is that of the search: no months between. */
const AS_FOUND: PhotoOrder = { by: 'name', isDescending: false };

/** The photos that were found, with all that can be done with photos. */
export function FoundGrid({ found, rootPrefix, openKey, onView, onRemoved }: FoundGridProps) {
  // Those that were renamed stand here under their new names, until the search begins anew; by the key that was found.
  const [renamed, setRenamed] = useState<ReadonlyMap<string, Photo>>(new Map());
  const forget = useCallback((job: JobView) => {
    // It is called as it was found: else it could not be opened under the name that it did not get.
    if (job.order.kind === 'rename-photo' && job.state !== 'done') setRenamed(new Map());
  }, []);
  useEndedJobs(forget);
  const photos = useMemo(
    () => found.photos.map(photo => renamed.get(photo.key) ?? shownPhoto(photo)),
    [found, renamed],
  );
  const contents: AlbumContents = { ...EMPTY_CONTENTS, photos, isComplete: found.total === photos.length };
  const open: OpenAlbum = {
    contents,
    task: { busy: false, failure: null, retry: () => {} },
    change(how) {
      const left = new Map(how(contents).photos.map(photo => [photo.key, photo]));
      const gone = photos.flatMap(({ key }, at) => (left.delete(key) ? [] : (found.photos[at]?.key ?? [])));
      const [[was], [now]] = [gone, [...left.values()]];
      if (was === undefined || now === undefined) onRemoved(new Set(gone));
      else setRenamed(before => new Map(before).set(was, now));
    },
    reload: () => {},
  };
  return (
    <PhotoGrid
      rootPrefix={rootPrefix}
      open={open}
      photos={photos}
      order={AS_FOUND}
      prefix={rootPrefix}
      found={{ openKey, onView }}
    />
  );
}
