import { useCallback, useState } from 'preact/hooks';
import { type Album, albumPath } from '../../core/album';
import type { AlbumPreview } from '../../core/cover';
import { message } from '../../i18n/message';
import { logicalKey, useArrowKeys } from '../../ui/arrow-keys';
import { Bdi } from '../../ui/bdi';
import { ForwardIcon } from '../../ui/icons';
import { factsOf } from '../model/album-facts';
import { AlbumCover } from './album-cover';

interface AlbumRowsProps {
  readonly albums: readonly Album[];
  /** The prefix from the settings, below which all albums lie; null until they are known. */
  readonly rootPrefix: string | null;
  /** Prefix of the album that they are in; null where they need not be in one. */
  readonly currentPrefix: string | null;
  /** Prefix of the one that Enter in the search field takes. */
  readonly firstPrefix: string | null;
  /** Prefix of the one that can't be chosen. */
  readonly disabledPrefix?: string | undefined;
  readonly isBusy: boolean;
  readonly onChoose: (album: Album) => void;
  /** Shows the albums in one. */
  readonly onOpen: ((prefix: string) => void) | null;
}

/** The albums around one, from the one that is shown on. */
const around = (prefix: string, rootPrefix: string | null, here: string | null): readonly Album[] =>
  rootPrefix === null ? [] : albumPath(here ?? rootPrefix, prefix).slice(0, -1);

/** In which albums one lies that is shown among others. */
const Within = ({ albums }: { readonly albums: readonly Album[] }) =>
  albums.length === 0 ? null : (
    <span class="album-within">
      <Bdi name={albums.map(({ name }) => name).join(' › ')} />
    </span>
  );

/** Albums to choose from, one a line. */
export function AlbumRows({
  albums,
  rootPrefix,
  currentPrefix,
  firstPrefix,
  disabledPrefix,
  isBusy,
  onChoose,
  onOpen,
}: AlbumRowsProps) {
  const list = useArrowKeys<HTMLUListElement>('.album-row');
  return (
    <ul ref={list} class="album-rows" aria-label={message('albums')}>
      {albums.map(album => (
        <AlbumRow
          key={album.prefix}
          album={album}
          within={around(album.prefix, rootPrefix, currentPrefix)}
          isFirst={album.prefix === firstPrefix}
          isDisabled={album.prefix === disabledPrefix}
          isBusy={isBusy}
          onChoose={onChoose}
          onOpen={onOpen}
        />
      ))}
    </ul>
  );
}

interface AlbumRowProps extends Pick<AlbumRowsProps, 'isBusy' | 'onChoose' | 'onOpen'> {
  readonly album: Album;
  readonly within: readonly Album[];
  readonly isFirst: boolean;
  readonly isDisabled: boolean;
}

function AlbumRow({ album, within, isFirst, isDisabled, isBusy, onChoose, onOpen }: AlbumRowProps) {
  const { prefix, name } = album;
  const [hasAlbums, setHasAlbums] = useState(false);
  const learn = useCallback(
    (preview: AlbumPreview) =>
      void factsOf(prefix, preview).then(facts => setHasAlbums((facts?.albums ?? 0) > 0)),
    [prefix],
  );
  return (
    <li data-inside={hasAlbums}>
      <button
        type="button"
        class="album-row"
        data-first={isFirst}
        title={name}
        disabled={isBusy}
        aria-disabled={isDisabled}
        onClick={() => !isDisabled && onChoose(album)}
        onKeyDown={event => {
          if (onOpen === null || logicalKey(event) !== 'ArrowRight') return;
          event.preventDefault();
          event.stopPropagation(); // else the focus would go on to the next row
          onOpen(prefix);
        }}
      >
        <AlbumCover prefix={prefix} onPreview={learn} />
        <span class="album-name">
          <Bdi name={name} />
          <Within albums={within} />
        </span>
      </button>
      {onOpen !== null && (
        <button
          type="button"
          class="icon-button album-into"
          aria-label={message('choose_albums_in', name)}
          title={message('choose_albums_in', name)}
          disabled={isBusy}
          onClick={() => onOpen(prefix)}
        >
          <ForwardIcon />
        </button>
      )}
    </li>
  );
}
