import { type Album, albumPath } from '../../core/album';
import { message } from '../../i18n/message';
import { logicalKey, useArrowKeys } from '../../ui/arrow-keys';
import { Bdi } from '../../ui/bdi';
import { ForwardIcon } from '../../ui/icons';
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
        <li key={album.prefix}>
          <button
            type="button"
            class="album-row"
            data-first={album.prefix === firstPrefix}
            title={album.name}
            disabled={isBusy}
            aria-disabled={album.prefix === disabledPrefix}
            onClick={() => album.prefix !== disabledPrefix && onChoose(album)}
            onKeyDown={event => {
              if (onOpen === null || logicalKey(event) !== 'ArrowRight') return;
              event.preventDefault();
              event.stopPropagation(); // else the focus would go on to the next row
              onOpen(album.prefix);
            }}
          >
            <AlbumCover prefix={album.prefix} />
            <span class="album-name">
              <Bdi name={album.name} />
              <Within albums={around(album.prefix, rootPrefix, currentPrefix)} />
            </span>
          </button>
          {onOpen !== null && (
            <button
              type="button"
              class="icon-button album-into"
              aria-label={message('choose_albums_in', album.name)}
              title={message('choose_albums_in', album.name)}
              disabled={isBusy}
              onClick={() => onOpen(album.prefix)}
            >
              <ForwardIcon />
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
