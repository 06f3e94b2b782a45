import { hostOf } from '../core/bounded-fetch';
import { ShoeboxError } from '../core/failure';
import { isImageType, type MediaType, mediaTypeOfName } from '../core/media-type';
import { detectMediaType, SNIFF_BYTES } from '../core/sniff-media-type';
import type { Wanted } from '../core/source';
import type { FetchedMedia } from './fetched-media';
import { nameInUrl } from './file-name';
import type { ClassifiedMedia } from './prepare';

/** Lists of the pieces that a video is sent in: HLS (RFC 8216) and DASH. */
const PLAYLIST = /mpegurl|dash\+xml/;

/** What servers answer instead of a file. */
const ERROR_PAGE = /^(?:text\/html|application\/(?:xhtml\+xml|xml|json))$/;

/**
 * Believes the bytes, not the claim: what is not what a person pointed at is a failure, however it calls itself.
 * @throws ShoeboxError `source-empty`, `source-not-…` or `source-streamed`.
 */
export async function classify(caught: FetchedMedia, url: string, wanted: Wanted): Promise<ClassifiedMedia> {
  const { blob, contentType } = caught;
  if (blob.size === 0) throw new ShoeboxError('source-empty', { host: hostOf(url) });
  const head = new Uint8Array(await blob.slice(0, SNIFF_BYTES).arrayBuffer());
  const mediaType = detectMediaType(head, contentType, nameInUrl(url));
  assertWanted(wanted, mediaType, url);
  return { ...caught, mediaType, url };
}

function assertWanted(wanted: Wanted, mediaType: MediaType, url: string): void {
  const detail = { type: mediaType };
  switch (wanted) {
    case 'image':
      if (!isImageType(mediaType)) throw new ShoeboxError('source-not-an-image', detail);
      return;
    case 'video':
    case 'audio':
      if (PLAYLIST.test(mediaType)) throw new ShoeboxError('source-streamed');
      // A `<video>` may have nothing to show, an `<audio>` pictures nobody sees.
      if (!/^(?:video|audio)\//.test(mediaType)) throw new ShoeboxError('source-not-media', detail);
      return;
    case 'file': {
      const promised = mediaTypeOfName(nameInUrl(url));
      if (promised !== null && promised !== mediaType && ERROR_PAGE.test(mediaType))
        throw new ShoeboxError('source-not-the-file', detail);
    }
  }
}
