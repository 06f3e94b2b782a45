import { useId, useState } from 'preact/hooks';
import type { Album } from '../../core/album';
import type { AlbumPreview } from '../../core/cover';
import { message } from '../../i18n/message';
import { useArrowKeys } from '../../ui/arrow-keys';
import { Bdi } from '../../ui/bdi';
import { lazy } from '../../ui/lazy';
import { memo } from '../../ui/memo';
import type { AskedMenu } from './album-context-menu';
import { AlbumCover } from './album-cover';
import type { AlbumPlace } from './use-album-actions';

// Not in the popup's first load.
const AlbumContextMenu = lazy(async () => (await import('./album-context-menu')).AlbumContextMenu);

interface AlbumCardProps {
  readonly album: Album;
  readonly onOpen: (album: Album) => void;
}

// Not in the popup's first load; its place is kept.
const AlbumFactsLine = lazy(async () => (await import('./album-facts-line')).AlbumFactsLine);

const AlbumCard = memo(({ album, onOpen }: AlbumCardProps) => {
  const [preview, setPreview] = useState<AlbumPreview>();
  const factsId = useId();
  return (
    <li class="album-item" data-album={album.prefix}>
      <button
        type="button"
        class="album-card"
        aria-label={album.name}
        aria-describedby={factsId}
        title={album.name}
        onClick={() => onOpen(album)}
      >
        <AlbumCover prefix={album.prefix} onPreview={setPreview} />
        <span class="album-name">
          <Bdi name={album.name} />
        </span>
        <span id={factsId} class="album-facts">
          <AlbumFactsLine prefix={album.prefix} preview={preview} />
        </span>
      </button>
    </li>
  );
});

interface AlbumGridProps extends AlbumPlace {
  readonly albums: readonly Album[];
  readonly onOpen: (album: Album) => void;
}

/** Albums as cards. */
export function AlbumGrid({ albums, onOpen, ...place }: AlbumGridProps) {
  const list = useArrowKeys<HTMLUListElement>('.album-card');
  const [asked, setAsked] = useState<AskedMenu | null>(null);
  return (
    <>
      <ul
        ref={list}
        class="album-grid"
        aria-label={message('albums')}
        onContextMenu={event => {
          const card = event.target instanceof Element ? event.target.closest('[data-album]') : null;
          const prefix = card?.getAttribute('data-album');
          // Not beside the cards; and with Shift, a right click is the browser's.
          if (typeof prefix !== 'string' || (event.shiftKey && event.button === 2)) return;
          event.preventDefault();
          setAsked({ event, prefix });
        }}
      >
        {albums.map(album => (
          <AlbumCard key={album.prefix} album={album} onOpen={onOpen} />
        ))}
      </ul>
      <AlbumContextMenu asked={asked} {...place} />
    </>
  );
}

/** Where cards will be, while nothing at all is known yet. */
export const AlbumGridSkeleton = () => (
  <div class="album-grid skeleton" aria-hidden="true">
    {[0, 1, 2, 3, 4, 5].map(place => (
      <span key={place} class="album-item">
        <span class="cover" />
        <span class="skeleton-line" />
      </span>
    ))}
  </div>
);
