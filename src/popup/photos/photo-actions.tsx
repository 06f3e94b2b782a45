import type { FunctionComponent } from 'preact';
import { isImageType, mediaTypeOfName } from '../../core/media-type';
import type { Photo } from '../../core/s3-object';
import { message, plural } from '../../i18n/message';
import {
  ClockIcon,
  CopyIcon,
  DownloadIcon,
  InfoIcon,
  LinkIcon,
  MoveIcon,
  PencilIcon,
  TabIcon,
  TrashIcon,
} from '../../ui/action-icons';
import { AlbumIcon, SearchIcon } from '../../ui/icons';

/** What can be done with photos, wherever they are shown: in the grid, in the viewer, selected. */
interface PhotoAction {
  readonly label: (photos: readonly Photo[]) => string;
  readonly Icon: FunctionComponent;
  /** The key that does it with the photo that the focus is on, or that is looked at. */
  readonly key?: string;
  readonly isDestructive?: boolean;
  /** What else than that there are some has to be so. */
  readonly suits?: (photos: readonly Photo[], isAlbum: boolean) => boolean;
}

const isOne = (photos: readonly Photo[]): boolean => photos.length === 1;

/** In the order in which menus have them. */
const TABLE = {
  open: { label: () => message('photo_open'), Icon: SearchIcon, suits: isOne },
  details: { label: () => message('details'), Icon: InfoIcon, key: 'i', suits: isOne },
  rename: { label: () => message('rename_photo'), Icon: PencilIcon, key: 'F2', suits: isOne },
  move: { label: () => message('move_to'), Icon: MoveIcon },
  copy: { label: () => message('copy_to'), Icon: CopyIcon },
  cover: {
    label: () => message('use_as_cover'),
    Icon: AlbumIcon,
    // What lies in none of the albums stands for none.
    suits: (photos, isAlbum) =>
      isAlbum && isOne(photos) && isImageType(mediaTypeOfName(photos[0]?.name ?? '') ?? ''),
  },
  link: {
    label: photos => (isOne(photos) ? message('copy_link') : plural('copy_links', photos.length)),
    Icon: LinkIcon,
  },
  linkAs: { label: () => message('copy_link_as'), Icon: LinkIcon },
  linkFor: { label: () => message('copy_link_for'), Icon: ClockIcon },
  download: {
    label: photos => message(isOne(photos) ? 'download' : 'download_zip'),
    Icon: DownloadIcon,
  },
  original: { label: () => message('open_original'), Icon: TabIcon, suits: isOne },
  remove: {
    label: photos => message(isOne(photos) ? 'delete_photo' : 'delete_selected'),
    Icon: TrashIcon,
    key: 'Delete',
    isDestructive: true,
  },
} satisfies Readonly<Record<string, PhotoAction>>;

export type PhotoActionName = keyof typeof TABLE;

export const PHOTO_ACTIONS: Readonly<Record<PhotoActionName, PhotoAction>> = TABLE;

const isName = (name: string): name is PhotoActionName => name in TABLE;

const NAMES = Object.keys(TABLE).filter(isName);

/** What can be done with these; `isAlbum` unless they lie in no album. */
export const actionsFor = (photos: readonly Photo[], isAlbum: boolean): readonly PhotoActionName[] =>
  photos.length === 0 ? [] : NAMES.filter(name => PHOTO_ACTIONS[name].suits?.(photos, isAlbum) !== false);

/** The action that the key asks for; null for all other keys. */
export function actionOfKey({ key, altKey, ctrlKey, metaKey }: KeyboardEvent): PhotoActionName | null {
  if (altKey || ctrlKey || metaKey) return null;
  return NAMES.find(name => PHOTO_ACTIONS[name].key === key) ?? null;
}
