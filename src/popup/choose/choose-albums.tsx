import { useEffect, useRef } from 'preact/hooks';
import { type Album, albumOfPrefix } from '../../core/album';
import { message } from '../../i18n/message';
import { PlusIcon } from '../../ui/icons';
import { TaskFailure } from '../../ui/task-failure';
import { Breadcrumb } from '../album/breadcrumb';
import { SearchField } from '../albums/search-field';
import { NameOf } from '../name-of';
import { SentenceWithName } from '../sentence-with-name';
import { AlbumRows } from './album-rows';
import type { Place } from './use-place';
import '../styles/choose.css';

interface ChooseAlbumsProps {
  readonly place: Place;
  /** The bucket's folder, null until the settings are known. */
  readonly root: string | null;
  /** Prefix of an album that is no choice, though one in it may be. */
  readonly except?: string | undefined;
  /** Prefix of an album that is none, with all that is in it. */
  readonly without?: string | undefined;
  readonly isBusy: boolean;
  readonly onChoose: (album: Album) => void;
  readonly onNew: () => void;
}

/** Albums to choose from; behind each of them, those that are in it. */
export function ChooseAlbums({ place, root, isBusy, onChoose, onNew, ...props }: ChooseAlbumsProps) {
  const { here, query, open, task } = place;
  const albums = place.albums.filter(
    ({ prefix }) => props.without === undefined || !prefix.startsWith(props.without),
  );
  const choices = albums.filter(({ prefix }) => prefix !== props.except);
  const wasHere = useRef(here);
  const space = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (wasHere.current !== here) space.current?.querySelector('input')?.focus();
    wasHere.current = here;
  }, [here]);
  return (
    <div ref={space} class="choose-albums">
      {here !== null && root !== null && (
        <div class="choose-place">
          <Breadcrumb root={root} prefix={here} onOpen={open} />
          <h3 class="choose-here">
            <NameOf name={albumOfPrefix(here).name} />
          </h3>
        </div>
      )}
      <div class="choose-tools">
        <SearchField
          query={query}
          onQuery={place.setQuery}
          onEnter={() => query !== '' && !isBusy && choices[0] !== undefined && onChoose(choices[0])}
        />
        <button type="button" class="button" disabled={root === null || isBusy} onClick={onNew}>
          <PlusIcon />
          {message('new_album')}
        </button>
      </div>
      <TaskFailure task={task} />
      <div class="choose-list" aria-busy={task.busy}>
        <AlbumRows
          albums={albums}
          root={root}
          here={here}
          first={query === '' ? null : (choices[0]?.prefix ?? null)}
          except={props.except}
          isBusy={isBusy}
          onChoose={onChoose}
          onOpen={root === null ? null : open}
        />
        {albums.length === 0 && query !== '' && (
          <p class="nothing-found">
            <SentenceWithName text="search_nothing" name={query} />
          </p>
        )}
        {albums.length === 0 && query === '' && here !== null && !task.busy && task.failure === null && (
          <p class="nothing-found">
            <SentenceWithName text="choose_no_albums" name={albumOfPrefix(here).name} />
          </p>
        )}
      </div>
    </div>
  );
}
