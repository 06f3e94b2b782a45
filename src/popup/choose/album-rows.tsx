import type { Album } from '../../core/album';
import { message } from '../../i18n/message';
import { Cover } from '../albums/cover';
import { NameOf } from '../name-of';
import { useArrowKeys } from '../use-arrow-keys';

interface AlbumRowsProps {
  readonly albums: readonly Album[];
  /** Whether Enter in the search field takes the first. */
  readonly marksFirst: boolean;
  readonly isBusy: boolean;
  readonly onChoose: (album: Album) => void;
}

/** Albums to choose from, one a line. */
export function AlbumRows({ albums, marksFirst, isBusy, onChoose }: AlbumRowsProps) {
  const list = useArrowKeys<HTMLUListElement>('.album-row');
  return (
    <ul ref={list} class="album-rows" aria-label={message('albums')}>
      {albums.map((album, index) => (
        <li key={album.prefix}>
          <button
            type="button"
            class="album-row"
            data-first={marksFirst && index === 0}
            title={album.name}
            disabled={isBusy}
            onClick={() => onChoose(album)}
          >
            <Cover prefix={album.prefix} />
            <span class="album-name">
              <NameOf name={album.name} />
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
