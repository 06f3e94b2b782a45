import { isPlaceholder } from './better-urls';
import type { Picture } from './candidates';
import { isImg } from './element-types';

/** The URLs that different pictures show until they are loaded: none of these is what they are. */
function placeholdersOf(pictures: readonly Picture[]): ReadonlySet<string> {
  const awaited = new Map<string, string>();
  const shared = new Set<string>();
  for (const { element, url, betterUrls } of pictures) {
    const [best] = betterUrls;
    if (best === undefined || !isImg(element) || !isPlaceholder(element)) continue;
    if ((awaited.get(url) ?? best) !== best) shared.add(url);
    awaited.set(url, best);
  }
  return shared;
}

/** Each picture as what it will be, where it shows what others show as well until they are loaded. */
export function withoutPlaceholders(pictures: readonly Picture[]): readonly Picture[] {
  const placeholders = placeholdersOf(pictures);
  return pictures.map(picture => {
    const url = placeholders.has(picture.url) ? picture.betterUrls.at(-1) : undefined;
    if (url === undefined) return picture;
    return { ...picture, url, betterUrls: picture.betterUrls.slice(0, -1), width: null, height: null };
  });
}
