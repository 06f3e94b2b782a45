import { LINK_FORMATS, type LinkLifetime } from '../../core/link-text';
import type { Photo } from '../../core/s3-object';
import { formatDuration } from '../../i18n/format';
import type { MenuEntry, MenuItem } from '../../ui/menu';
import type { WantedLinks } from '../model/photo-links';
import { LINK_FORMAT_NAMES } from './copy-link-as';
import { actionsFor, PHOTO_ACTIONS, type PhotoActionName } from './photo-actions';

/** Has something done with photos; `wanted` says which links are copied, where that is chosen. */
export type RunPhotoAction = (name: PhotoActionName, photos: readonly Photo[], wanted?: WantedLinks) => void;

interface PhotoMenu {
  readonly photos: readonly Photo[];
  /** Whether they lie in an album. */
  readonly isAlbum: boolean;
  /** What stands beside the menu as buttons already. */
  readonly without?: readonly PhotoActionName[];
  /** How long links may be asked to work, in seconds; nothing is offered where there is no choice. */
  readonly linkLifetimes: readonly LinkLifetime[];
  readonly run: RunPhotoAction;
}

/** What a menu has to offer for these photos. */
export function photoMenu({
  photos,
  isAlbum,
  without = [],
  linkLifetimes,
  run,
}: PhotoMenu): readonly MenuEntry[] {
  const itemsOf = (name: PhotoActionName): readonly MenuItem[] | null => {
    if (name === 'linkAs')
      return LINK_FORMATS.map(format => ({
        label: LINK_FORMAT_NAMES[format],
        onSelect: () => run(name, photos, { format }),
      }));
    if (name === 'linkFor')
      return linkLifetimes.map(lifeSeconds => ({
        label: formatDuration(lifeSeconds),
        onSelect: () => run(name, photos, { lifeSeconds }),
      }));
    return null;
  };
  return actionsFor(photos, isAlbum)
    .filter(name => !without.includes(name) && (name !== 'linkFor' || linkLifetimes.length > 0))
    .map(name => {
      const action = PHOTO_ACTIONS[name];
      const entry = { label: action.label(photos), icon: <action.Icon /> };
      const items = itemsOf(name);
      if (items !== null) return { ...entry, items };
      return {
        ...entry,
        isDestructive: action.isDestructive === true,
        shortcut: action.key,
        onSelect: () => run(name, photos),
      };
    });
}
