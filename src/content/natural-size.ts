import { parseSrcset, type SrcsetCandidate } from '../core/srcset';
import { isImg, isSource } from './element-types';

/** Image pixels; null for what nobody knows. */
export interface PictureSize {
  readonly width: number | null;
  readonly height: number | null;
}

const UNKNOWN: PictureSize = { width: null, height: null };

/**
 * The size of one version of what an image shows, as far as its `srcset`s and the loaded one tell. The browser's own
 * `naturalWidth` counts CSS pixels, so that of a version of 1,600 pixels may be 400.
 */
export function naturalSizeOf(element: Element, url: string): PictureSize {
  if (!isImg(element)) return UNKNOWN;
  const { naturalWidth, naturalHeight } = element;
  const version = versionsOf(element).get(url);
  if (naturalWidth === 0 || naturalHeight === 0) return { ...UNKNOWN, width: version?.width ?? null };
  if (version === undefined && url !== (element.currentSrc || element.src)) return UNKNOWN;
  const scale = version?.width != null ? version.width / naturalWidth : (version?.density ?? 1);
  return { width: Math.round(naturalWidth * scale), height: Math.round(naturalHeight * scale) };
}

function versionsOf(image: HTMLImageElement): ReadonlyMap<string, SrcsetCandidate> {
  const picture = image.parentElement?.localName === 'picture' ? image.parentElement : null;
  const versions = new Map<string, SrcsetCandidate>();
  for (const element of [image, ...(picture?.children ?? [])]) {
    if (element !== image && !isSource(element)) continue;
    for (const version of parseSrcset(element.getAttribute('srcset') ?? '')) {
      const url = URL.canParse(version.url, element.baseURI)
        ? new URL(version.url, element.baseURI).href
        : '';
      if (!versions.has(url)) versions.set(url, version);
    }
  }
  return versions;
}
