import { useState } from 'preact/hooks';
import type { Album } from '../../core/album';
import { message, uiLanguage } from '../../i18n/message';
import { Dialog } from '../../ui/dialog';
import { PlusIcon } from '../../ui/icons';
import { TaskFailure } from '../../ui/task-failure';
import { matching, sortedByUse } from '../albums/album-order';
import { NewAlbumDialog } from '../albums/new-album-dialog';
import { SearchField } from '../albums/search-field';
import type { AlbumList } from '../albums/use-albums';
import { SentenceWithName } from '../sentence-with-name';
import { AlbumRows } from './album-rows';
import '../styles/choose.css';

interface AlbumDialogProps {
  readonly title: string;
  /** The bucket's folder, in which a new album is made. */
  readonly root: string;
  readonly list: AlbumList;
  /** Prefix of an album that makes no sense here. */
  readonly except?: string;
  readonly onChoose: (album: Album) => void;
  readonly onClose: () => void;
}

/** Asks into which album something goes. */
export function AlbumDialog({ title, root, list, except, onChoose, onClose }: AlbumDialogProps) {
  const [query, setQuery] = useState('');
  const [creating, setCreating] = useState(false);
  const albums = (list.albums ?? []).filter(({ prefix }) => prefix !== except);
  const found = matching(sortedByUse(albums, list.recent, uiLanguage()), query);
  if (creating) {
    return (
      <NewAlbumDialog
        parent={root}
        onClose={() => setCreating(false)}
        onCreated={album => {
          list.add(album);
          onChoose(album);
        }}
      />
    );
  }
  return (
    <Dialog title={title} onClose={onClose}>
      <div class="dialog-body">
        <div class="choose-tools">
          <SearchField
            query={query}
            onQuery={setQuery}
            onEnter={() => query !== '' && found[0] !== undefined && onChoose(found[0])}
          />
          <button type="button" class="button" onClick={() => setCreating(true)}>
            <PlusIcon />
            {message('new_album')}
          </button>
        </div>
        <TaskFailure task={list.task} />
        <div class="dialog-albums">
          <AlbumRows albums={found} marksFirst={query !== ''} isBusy={false} onChoose={onChoose} />
          {found.length === 0 && query !== '' && (
            <p class="nothing-found">
              <SentenceWithName text="search_nothing" name={query} />
            </p>
          )}
        </div>
        <div class="dialog-actions">
          <button type="button" class="button" onClick={onClose}>
            {message('cancel')}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
