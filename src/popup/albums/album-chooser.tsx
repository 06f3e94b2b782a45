import { useEffect, useRef } from 'preact/hooks';
import { type Album, albumOfPrefix } from '../../core/album';
import { message } from '../../i18n/message';
import { Bdi } from '../../ui/bdi';
import { TaskFailure } from '../../ui/failure-notice';
import { PlusIcon } from '../../ui/icons';
import { MessageWithName } from '../../ui/message-with-name';
import { AlbumRows } from './album-rows';
import { Breadcrumb } from './breadcrumb';
import { SearchField } from './search-field';
import type { AlbumChooserState } from './use-album-chooser';
import '../styles/choose.css';

interface AlbumChooserProps {
  readonly chooser: AlbumChooserState;
  /** The prefix from the settings, below which all albums lie; null until they are known. */
  readonly rootPrefix: string | null;
  /** Prefix of an album that is no choice, though one in it may be. */
  readonly disabledPrefix?: string | undefined;
  /** Prefix of an album that is none, with all that is in it. */
  readonly hiddenPrefix?: string | undefined;
  readonly isBusy: boolean;
  readonly onChoose: (album: Album) => void;
  readonly onNew: () => void;
}

/** Albums to choose from; behind each of them, those that are in it. */
export function AlbumChooser({ chooser, rootPrefix, isBusy, onChoose, onNew, ...props }: AlbumChooserProps) {
  const { currentPrefix, query, open, task } = chooser;
  const albums = chooser.albums.filter(
    ({ prefix }) => props.hiddenPrefix === undefined || !prefix.startsWith(props.hiddenPrefix),
  );
  const choices = albums.filter(({ prefix }) => prefix !== props.disabledPrefix);
  const lastPrefix = useRef(currentPrefix);
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (lastPrefix.current !== currentPrefix) element.current?.querySelector('input')?.focus();
    lastPrefix.current = currentPrefix;
  }, [currentPrefix]);
  return (
    <div ref={element} class="choose-albums">
      {currentPrefix !== null && rootPrefix !== null && (
        <div class="choose-place">
          <Breadcrumb rootPrefix={rootPrefix} prefix={currentPrefix} onOpen={open} />
          <h3 class="choose-here">
            <Bdi name={albumOfPrefix(currentPrefix).name} />
          </h3>
        </div>
      )}
      <div class="choose-tools">
        <SearchField
          label={message('search_albums')}
          query={query}
          onQuery={chooser.setQuery}
          onEnter={() => query !== '' && !isBusy && choices[0] !== undefined && onChoose(choices[0])}
        />
        <button type="button" class="button" disabled={rootPrefix === null || isBusy} onClick={onNew}>
          <PlusIcon />
          {message('new_album')}
        </button>
      </div>
      <TaskFailure task={task} />
      <div class="choose-list" aria-busy={task.busy}>
        <AlbumRows
          albums={albums}
          rootPrefix={rootPrefix}
          currentPrefix={currentPrefix}
          firstPrefix={query === '' ? null : (choices[0]?.prefix ?? null)}
          disabledPrefix={props.disabledPrefix}
          isBusy={isBusy}
          onChoose={onChoose}
          onOpen={rootPrefix === null ? null : open}
        />
        {albums.length === 0 && query !== '' && (
          <p class="nothing-found">
            <MessageWithName text="search_nothing" name={query} />
          </p>
        )}
        {albums.length === 0 &&
          query === '' &&
          currentPrefix !== null &&
          !task.busy &&
          task.failure === null && (
            <p class="nothing-found">
              <MessageWithName text="choose_no_albums" name={albumOfPrefix(currentPrefix).name} />
            </p>
          )}
      </div>
    </div>
  );
}
