import { LINK_FORMATS, type LinkFormat } from '../../core/link-text';
import type { Photo } from '../../core/s3-object';
import type { MenuEntry } from '../../ui/menu';
import { LINK_FORMAT_NAMES } from './copy-link-as';
import { actionsFor, PHOTO_ACTIONS, type PhotoActionName } from './photo-actions';

/** Has something done with photos. */
export type RunPhotoAction = (name: PhotoActionName, photos: readonly Photo[], format?: LinkFormat) => void;

interface PhotoMenu {
  readonly photos: readonly Photo[];
  /** Whether they lie in an album. */
  readonly isAlbum: boolean;
  /** What stands beside the menu as buttons already. */
  readonly without?: readonly PhotoActionName[];
  readonly run: RunPhotoAction;
}

/** What a menu has to offer for these photos. */
export const photoMenu = ({ photos, isAlbum, without = [], run }: PhotoMenu): readonly MenuEntry[] =>
  actionsFor(photos, isAlbum)
    .filter(name => !without.includes(name))
    .map(name => {
      const action = PHOTO_ACTIONS[name];
      const entry = { label: action.label(photos), icon: <action.Icon /> };
      if (name !== 'linkAs')
        return {
          ...entry,
          isDestructive: action.isDestructive === true,
          shortcut: action.key,
          onSelect: () => run(name, photos),
        };
      const items = LINK_FORMATS.map(format => ({
        label: LINK_FORMAT_NAMES[format],
        onSelect: () => run(name, photos, format),
      }));
      return { ...entry, items };
    });
