/**
 * What a menu entry is about: what the browser's menu was opened on, the file that a link leads to, the images in the
 * selection, or an image that has to be looked for.
 */
export type MenuTarget = 'media' | 'link' | 'selection' | 'find';

/** What a person chose in the menu. */
export type MenuChoice =
  | { readonly kind: 'album'; readonly prefix: string }
  | { readonly kind: 'all-albums' }
  | { readonly kind: 'new-album' }
  /** The entry without albums, which is drawn while nothing is configured. */
  | { readonly kind: 'unspecified' };

export const ALBUM = 'album:';
export const ALL_ALBUMS = 'all-albums';
export const NEW_ALBUM = 'new-album';

const OTHER_TARGETS = ['link', 'selection', 'find'] as const;

/** `album:Trips/` for what was clicked itself, `find:album:Trips/` for all else. */
export const menuId = (target: MenuTarget, choice: string): string =>
  target === 'media' ? choice : `${target}:${choice}`;

/** What an entry stands for. */
export function parseMenuId(id: string | number): {
  readonly target: MenuTarget;
  readonly choice: MenuChoice;
} {
  const text = String(id);
  const target = OTHER_TARGETS.find(other => text.startsWith(`${other}:`)) ?? 'media';
  return { target, choice: choiceOf(target === 'media' ? text : text.slice(target.length + 1)) };
}

function choiceOf(text: string): MenuChoice {
  if (text.startsWith(ALBUM)) return { kind: 'album', prefix: text.slice(ALBUM.length) };
  if (text === ALL_ALBUMS) return { kind: 'all-albums' };
  return text === NEW_ALBUM ? { kind: 'new-album' } : { kind: 'unspecified' };
}
