import { useState } from 'preact/hooks';
import { albumPath } from '../../core/album';
import type { DeletedPhoto } from '../../core/s3-object';
import { formatBytes, formatMoment } from '../../i18n/format';
import { message } from '../../i18n/message';
import { Bdi } from '../../ui/bdi';
import { memo } from '../../ui/memo';
import { Thumbnail } from '../photos/thumbnail';

/** So many rows are drawn at once: more than a user looks through, and soon drawn. */
const ROWS = 200;

interface DeletedRowsProps {
  readonly photos: readonly DeletedPhoto[];
  /** Prefix below which all of them were: the albums from there on are named. */
  readonly from: string;
  readonly selected: ReadonlySet<string>;
  readonly onToggle: (key: string) => void;
}

/** Deleted photos to choose from, one a line. */
export function DeletedRows({ photos, from, selected, onToggle }: DeletedRowsProps) {
  const [drawn, setDrawn] = useState(ROWS);
  const [now] = useState(() => Date.now());
  return (
    <>
      <ul class="deleted-rows" aria-label={message('recently_deleted')}>
        {photos.slice(0, drawn).map(photo => (
          <DeletedRow
            key={photo.key}
            photo={photo}
            album={albumOf(from, photo.key)}
            now={now}
            isSelected={selected.has(photo.key)}
            onToggle={onToggle}
          />
        ))}
      </ul>
      {photos.length > drawn && (
        <button type="button" class="button button-small deleted-more" onClick={() => setDrawn(drawn + ROWS)}>
          {message('deleted_more')}
        </button>
      )}
    </>
  );
}

/** `Trips › Norway`: the albums that it was in; empty for the one that is looked at. */
const albumOf = (from: string, key: string): string =>
  albumPath(from, key)
    .map(({ name }) => name)
    .join(' › ');

interface DeletedRowProps {
  readonly photo: DeletedPhoto;
  readonly album: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly isSelected: boolean;
  readonly onToggle: (key: string) => void;
}

const DeletedRow = memo(({ photo, album, now, isSelected, onToggle }: DeletedRowProps) => (
  <li>
    <label class="deleted-row" data-selected={isSelected}>
      <input type="checkbox" checked={isSelected} onChange={() => onToggle(photo.key)} />
      <span class="deleted-picture" aria-hidden="true">
        <Thumbnail photo={photo} />
      </span>
      <span class="deleted-texts">
        <span class="deleted-name">
          <Bdi name={photo.name} />
        </span>
        <span class="deleted-facts">
          <span>{message('deleted_when', formatMoment(photo.deletedAt, now))}</span>{' '}
          <span>
            <Bdi name={formatBytes(photo.size)} />
          </span>
          {album !== '' && (
            <>
              {' '}
              <span class="deleted-album">
                <Bdi name={album} />
              </span>
            </>
          )}
        </span>
      </span>
    </label>
  </li>
));
