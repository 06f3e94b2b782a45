import { useState } from 'preact/hooks';
import { call } from '../../messaging/client';
import type { PhotoView } from '../../messaging/protocol';
import { FileGlyph } from './file-glyph';
import { extensionLabel, isDrawable } from './photo-look';

/** A picture that fails to load this long after the page asked for its address may have lost its credentials. */
const URL_MAY_BE_STALE_MS = 5 * 60_000;

const openedAt = Date.now();

interface Drawing {
  /** Whose picture it is: a photo that was replaced starts over. */
  readonly of: string;
  readonly url: string;
  readonly state: 'shown' | 'renewed' | 'broken';
}

/** A photo small: its picture, or for what is no picture, or can't be loaded, a sign with its file type. */
export function Thumbnail({ photo }: { readonly photo: PhotoView }) {
  const [kept, setDrawing] = useState<Drawing | null>(null);
  const drawing: Drawing = kept?.of === photo.url ? kept : { of: photo.url, url: photo.url, state: 'shown' };
  const setBroken = (): void => setDrawing({ ...drawing, state: 'broken' });
  const renew = (): void => {
    if (drawing.state !== 'shown' || Date.now() - openedAt < URL_MAY_BE_STALE_MS) setBroken();
    else
      call('photos.link', { key: photo.key }).then(
        ({ url }) => setDrawing({ of: photo.url, url, state: 'renewed' }),
        setBroken,
      );
  };
  if (!isDrawable(photo) || drawing.state === 'broken') return <Glyph name={photo.name} />;
  return (
    <span class="thumbnail">
      <img
        class="picture"
        src={drawing.url}
        alt={photo.name}
        loading="lazy"
        decoding="async"
        draggable={false}
        onLoad={event => event.currentTarget.classList.add('is-there')}
        onError={renew}
      />
    </span>
  );
}

function Glyph({ name }: { readonly name: string }) {
  return (
    <span class="thumbnail thumbnail-glyph" role="img" aria-label={name}>
      <FileGlyph name={name} />
      <span>{extensionLabel(name)}</span>
    </span>
  );
}
