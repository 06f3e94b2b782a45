import { useEffect, useState } from 'preact/hooks';
import { formatBytes, formatDateTime } from '../../i18n/format';
import { message } from '../../i18n/message';
import { call } from '../../messaging/client';
import type { PhotoDetails, PhotoView } from '../../messaging/protocol';
import { Dialog } from '../../ui/dialog';
import { TaskFailure } from '../../ui/task-failure';
import { useTask } from '../../ui/use-task';
import { Thumbnail } from '../album/thumbnail';
import { NameOf } from '../name-of';
import { Fact } from './fact';
import { Origin } from './origin';
import { webAddress } from './web-address';
import '../styles/dialogs.css';
import '../styles/details.css';

interface PhotoDetailsDialogProps {
  readonly photo: PhotoView;
  readonly onClose: () => void;
}

/** What is known of a photo, and the way back to where it came from. */
export function PhotoDetailsDialog({ photo, onClose }: PhotoDetailsDialogProps) {
  const [details, setDetails] = useState<PhotoDetails | null>(null);
  const task = useTask();
  const { run } = task;
  const { key } = photo;
  useEffect(() => void run(async () => setDetails(await call('photos.details', { key }))), [key, run]);
  const page = webAddress(details?.provenance?.pageUrl ?? '');
  return (
    <Dialog title={message('details')} onClose={onClose}>
      <div class="dialog-body">
        <div class="dialog-photo">
          <Thumbnail photo={photo} />
          <p class="dialog-photo-name">
            <NameOf name={photo.name} />
          </p>
        </div>
        <dl class="details" aria-busy={task.busy}>
          <Fact name={message('details_size')}>{formatBytes(photo.size)}</Fact>
          <Fact name={message('details_saved_at')}>
            {formatDateTime(details?.provenance?.savedAt ?? photo.lastModified)}
          </Fact>
          {details?.provenance != null && <Origin provenance={details.provenance} />}
          {details?.originalSha256 != null && (
            <Fact name={message('details_original')}>
              <code>SHA-256 {details.originalSha256}</code>
            </Fact>
          )}
        </dl>
        {details?.provenance === null && <p class="details-none">{message('details_none')}</p>}
        <TaskFailure task={task} />
        <div class="dialog-actions">
          <button type="button" class="button" onClick={onClose}>
            {message('details_close')}
          </button>
          {page !== null && (
            <a class="button button-primary" href={page.href} target="_blank" rel="noreferrer">
              {message('details_open_page')}
            </a>
          )}
        </div>
      </div>
    </Dialog>
  );
}
