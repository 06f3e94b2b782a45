import { isImageType, mediaTypeOfName } from '../core/media-type';

/**
 * Whether a URL's name says that an image is there. It need not be true: a page about an image may be called like the
 * image. Whoever fetches it looks at the bytes.
 */
export function looksLikeImageUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, pathname } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') return /^data:image\//i.test(url);
  const type = mediaTypeOfName(pathname.slice(pathname.lastIndexOf('/') + 1));
  return type !== null && isImageType(type);
}
