import type { ComponentChildren } from 'preact';
import type { Photo } from '../../core/album';
import { extensionLabel } from '../../core/file-kind';
import { formatBytes } from '../../i18n/format';
import { message } from '../../i18n/message';
import { FileIcon } from '../../ui/file-icons';
import { openPhoto } from '../model/photo-links';

interface FileCardProps {
  readonly photo: Photo;
  /** Why nothing of it is shown. */
  readonly text: string | null;
  /** What plays it. */
  readonly children?: ComponentChildren;
}

/** What a file is that is no picture, and the way to open it. */
export const FileCard = ({ photo, text, children }: FileCardProps) => (
  <div class="viewer-stage">
    <div class="file-card">
      <FileIcon name={photo.name} />
      <p class="file-card-kind">
        {[extensionLabel(photo.name), formatBytes(photo.size)].filter(fact => fact !== '').join(' · ')}
      </p>
      {text !== null && <p>{text}</p>}
      {children}
      <button type="button" class="button" onClick={() => void openPhoto(photo.key)}>
        {message('open_in_tab')}
      </button>
    </div>
  </div>
);
