import { hostOf } from '../core/bounded-fetch';
import { ShoeboxError } from '../core/failure';
import { isImageType, type MediaType, mediaTypeOfName } from '../core/media-type';
import { detectMediaType, isOpen, LONG_SNIFF_BYTES, SNIFF_BYTES } from '../core/sniff-media-type';
import type { Wanted } from '../core/source';
import type { ClassifiedMedia, FetchedMedia } from './fetch-request';
import { typedNameInUrl } from './file-name';

/** Playlists of a streamed video's segments: HLS (RFC 8216) and DASH. */
const PLAYLIST = /mpegurl|dash\+xml/;

/** Media types of error pages that servers send in place of a file. */
const ERROR_PAGE = /^(?:text\/html|application\/(?:xhtml\+xml|xml|json))$/;

/**
 * Finds out the media type by the bytes, whatever the server claims; fails for another kind of media than was wanted.
 * @throws ShoeboxError `source-empty`, `source-not-…` or `source-streamed`.
 */
export async function classify(fetched: FetchedMedia, url: string, wanted: Wanted): Promise<ClassifiedMedia> {
  const { blob, contentType } = fetched;
  if (blob.size === 0) throw new ShoeboxError('source-empty', { host: hostOf(url) });
  let head = await headOf(blob, SNIFF_BYTES);
  if (blob.size > SNIFF_BYTES && isOpen(head)) head = await headOf(blob, LONG_SNIFF_BYTES);
  const mediaType = detectMediaType(head, contentType, typedNameInUrl(url));
  assertWanted(wanted, mediaType, url);
  return { ...fetched, mediaType, url };
}

const headOf = async (blob: Blob, bytes: number): Promise<Uint8Array> =>
  new Uint8Array(await blob.slice(0, bytes).arrayBuffer());

function assertWanted(wanted: Wanted, mediaType: MediaType, url: string): void {
  const detail = { type: mediaType };
  switch (wanted) {
    case 'image':
      if (!isImageType(mediaType)) throw new ShoeboxError('source-not-an-image', detail);
      return;
    case 'video':
    case 'audio':
      if (PLAYLIST.test(mediaType)) throw new ShoeboxError('source-streamed');
      // A `<video>` may play sound alone, an `<audio>` element a video: either type is fine.
      if (!/^(?:video|audio)\//.test(mediaType)) throw new ShoeboxError('source-not-media', detail);
      return;
    case 'file': {
      const promised = mediaTypeOfName(typedNameInUrl(url));
      if (promised !== null && promised !== mediaType && ERROR_PAGE.test(mediaType))
        throw new ShoeboxError('source-not-the-file', detail);
    }
  }
}
