import { albumOfPrefix } from '../../core/album';
import { message } from '../../i18n/message';
import { ImageIcon } from '../../ui/file-icons';
import { MessageWithName } from '../../ui/message-with-name';
import type { Drag } from './use-drag';

interface DropInvitationProps {
  readonly drag: Drag;
  /** The album that is open. */
  readonly album: string | null;
}

/** Frames the page while something is held over it, and says where that would go. */
export function DropInvitation({ drag, album }: DropInvitationProps) {
  const into = drag.onAlbum ?? album;
  return (
    <div class="drop-invitation" role="status" data-whole-page={drag.onAlbum === null && album !== null}>
      <p data-ready={into !== null}>
        <ImageIcon />
        <span>
          {into === null ? (
            message(drag.holdsFilesOnly ? 'panel_drop_files_onto_album' : 'panel_drop_onto_album')
          ) : (
            <MessageWithName text="drop_here" name={albumOfPrefix(into).name} />
          )}
        </span>
      </p>
    </div>
  );
}
