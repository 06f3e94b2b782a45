import { useRef, useState } from 'preact/hooks';
import { extensionLabel, mayHavePicture } from '../../core/file-kind';
import type { Photo } from '../../core/s3-object';
import { FileIcon } from '../../ui/file-icons';
import { usePhotoThumbnail } from '../model/use-photo-thumbnail';

/** A photo small: its picture, or for what is no picture, or can't be loaded, a sign with its file type. */
export function Thumbnail({ photo }: { readonly photo: Photo }) {
  const place = useRef<HTMLSpanElement>(null);
  const url = usePhotoThumbnail(place, mayHavePicture(photo) ? photo : null);
  const [broken, setBroken] = useState<string | null>(null);
  const { name } = photo;
  if (url === undefined)
    return <span ref={place} class="thumbnail thumbnail-awaited" role="img" aria-label={name} />;
  if (url === null || url === broken) {
    return (
      <span class="thumbnail thumbnail-glyph" role="img" aria-label={name}>
        <FileIcon name={name} />
        <span>{extensionLabel(name)}</span>
      </span>
    );
  }
  return (
    <span class="thumbnail">
      <img
        class="picture"
        src={url}
        alt={name}
        decoding="async"
        draggable={false}
        onLoad={event => event.currentTarget.classList.add('is-there')}
        onError={() => setBroken(url)}
      />
    </span>
  );
}
