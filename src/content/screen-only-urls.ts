import { SCREEN_ONLY } from '../core/source';

/** What can be read nowhere; it is only on the screen, as long as it is on the page. */
const elements = new Map<string, WeakRef<Element>>();

/** A URL for the picture of an element that has none, and can't be read: by it, this frame finds the element again. */
export function screenOnlyUrl(element: Element): string {
  // Two pages must not have the same one. `randomUUID` is there on pages with https: only.
  const url = SCREEN_ONLY + crypto.getRandomValues(new Uint32Array(4)).join('-');
  elements.set(url, new WeakRef(element));
  return url;
}

/** Null for any other URL, and for an element that is gone. */
export const elementOfScreenOnlyUrl = (url: string): Element | null => elements.get(url)?.deref() ?? null;
