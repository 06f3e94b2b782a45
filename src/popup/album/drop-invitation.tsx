import { ImageIcon } from '../../ui/file-icons';
import { SentenceWithName } from '../sentence-with-name';

/** Covers the page while files are held over it. */
export const DropInvitation = ({ album }: { readonly album: string }) => (
  <div class="drop-invitation">
    <p>
      <ImageIcon />
      <span>
        <SentenceWithName text="drop_here" name={album} />
      </span>
    </p>
  </div>
);
