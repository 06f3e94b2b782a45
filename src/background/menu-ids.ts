/**
 * What a menu entry saves: the media that the browser's menu was opened on, the file behind a link, the images in the
 * selection, or an image that has to be found.
 */
export type MenuTarget = 'media' | 'link' | 'selection' | 'find';

/** What the user chose in the menu. */
export type MenuChoice =
  | { readonly kind: 'album'; readonly prefix: string }
  | { readonly kind: 'all-albums' }
  | { readonly kind: 'new-album' }
  /** The only entry while nothing is configured, without albums. */
  | { readonly kind: 'unspecified' };

export const ALBUM = 'album:';
export const ALL_ALBUMS = 'all-albums';
export const NEW_ALBUM = 'new-album';

const OTHER_TARGETS = ['link', 'selection', 'find'] as const;

/** `album:Trips/` for the clicked media itself, `find:album:Trips/` for the other targets. */
export const menuId = (target: MenuTarget, choice: string): string =>
  target === 'media' ? choice : `${target}:${choice}`;

/** The inverse of `menuId`. */
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
