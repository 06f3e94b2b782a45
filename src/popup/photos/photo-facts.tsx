import type { Photo } from '../../core/album';
import { formatBytes, formatDateTime } from '../../i18n/format';
import { message } from '../../i18n/message';
import { TaskFailure } from '../../ui/task-failure';
import type { PhotoDetailsState } from '../model/use-photo-details';
import { CopyLinkAs } from './copy-link-as';
import { Fact } from './fact';
import { PhotoProvenance } from './photo-provenance';
import '../styles/details.css';

interface PhotoFactsProps {
  readonly photo: Photo;
  /** Null while they are not known, and for what has none. */
  readonly pixels: { readonly width: number; readonly height: number } | null;
  readonly known: PhotoDetailsState;
}

/** What is known of a photo, fact by fact. */
export const PhotoFacts = ({ photo, pixels, known: { details, task } }: PhotoFactsProps) => (
  <>
    <dl class="details" aria-busy={task.busy}>
      {pixels !== null && (
        <Fact name={message('details_dimensions')}>
          {pixels.width} × {pixels.height}
        </Fact>
      )}
      <Fact name={message('details_size')}>{formatBytes(photo.size)}</Fact>
      <Fact name={message('details_saved_at')}>
        {formatDateTime(details?.provenance?.savedAt ?? photo.lastModified)}
      </Fact>
      <CopyLinkAs photoKey={photo.key} />
      {details?.provenance != null && <PhotoProvenance provenance={details.provenance} />}
      {details?.originalSha256 != null && (
        <Fact name={message('details_original')}>
          <code>SHA-256 {details.originalSha256}</code>
        </Fact>
      )}
    </dl>
    {details?.provenance === null && <p class="details-none">{message('details_none')}</p>}
    <TaskFailure task={task} />
  </>
);
