/** So much of `data:` URLs goes along in an answer as it is; more would make the answer take its time. */
const MAX_INLINE = 64 * 1024;
const MAX_INLINE_TOTAL = 1024 * 1024;

/**
 * Gives large `data:` URLs, which are the pictures themselves, a short name: a `blob:` URL of this frame, by which
 * they can be had as long as the page is there. `null` for one that can't be decoded.
 */
export function dataUrlShortener(): (url: string) => Promise<string | null> {
  let room = MAX_INLINE_TOTAL;
  return async url => {
    if (!url.startsWith('data:')) return url;
    if (url.length <= Math.min(MAX_INLINE, room)) {
      room -= url.length;
      return url;
    }
    // biome-ignore lint/plugin/no-silent-catch: the answer for one that can't be decoded.
    try {
      return URL.createObjectURL(await (await fetch(url)).blob());
    } catch {
      return null;
    }
  };
}
