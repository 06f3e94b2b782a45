import type { ComponentChild } from 'preact';
import { useState } from 'preact/hooks';
import { formatBytes, formatDate } from '../../i18n/format';
import { message } from '../../i18n/message';
import type { PhotoView } from '../../messaging/protocol';
import { InfoIcon, LinkIcon, TrashIcon } from '../../ui/action-icons';
import { memo } from '../../ui/memo';
import { NameOf } from '../name-of';
import { Thumbnail } from './thumbnail';

/** What can be done with a photo. */
export interface PhotoActions {
  readonly open: (photo: PhotoView) => void;
  readonly copyLink: (photo: PhotoView) => void;
  readonly showDetails: (photo: PhotoView) => void;
  readonly askToDelete: (photo: PhotoView) => void;
}

interface PhotoItemProps {
  readonly photo: PhotoView;
  /** Among those of its list, from 1; how many these are. */
  readonly position: number;
  readonly count: number;
  /** Whether Tab stops here. One photo of the grid has it; the arrow keys pass it on. */
  readonly isTabStop: boolean;
  readonly onFocus: (key: string) => void;
  /** Came while the person was looking. */
  readonly isNew: boolean;
  readonly actions: PhotoActions;
}

/** A photo in the grid. */
export const PhotoItem = memo((props: PhotoItemProps) => {
  const { photo, isTabStop, onFocus, isNew, actions } = props;
  const [isMet, setMet] = useState(CANNOT_HOVER);
  const meet = (): void => setMet(true);
  const tabIndex = isTabStop ? 0 : -1;
  const { name } = photo;
  return (
    <li
      class="photo"
      data-key={photo.key}
      data-new={isNew}
      aria-posinset={props.position}
      aria-setsize={props.count}
      onPointerEnter={meet}
      onFocusIn={() => {
        meet();
        onFocus(photo.key);
      }}
    >
      <button
        type="button"
        class="photo-open"
        title={name}
        tabIndex={tabIndex}
        onClick={() => actions.open(photo)}
      >
        <Thumbnail photo={photo} />
      </button>
      <p class="photo-name" title={name}>
        <NameOf name={name} />
      </p>
      <p class="photo-facts">
        <span>{formatBytes(photo.size)}</span> <span>{formatDate(photo.lastModified)}</span>
      </p>
      {isMet && <PhotoButtons photo={photo} tabIndex={tabIndex} actions={actions} />}
    </li>
  );
});

/** Where nothing hovers, the buttons are always there; else they come with the pointer or the focus. */
const CANNOT_HOVER = matchMedia('(hover: none)').matches;

interface PhotoButtonsProps extends Pick<PhotoItemProps, 'photo' | 'actions'> {
  readonly tabIndex: number;
}

/** What can be done with a photo, in its corner. */
const PhotoButtons = ({ photo, tabIndex, actions }: PhotoButtonsProps) => (
  <div class="photo-actions">
    <PhotoButton label={message('details')} tabIndex={tabIndex} onClick={() => actions.showDetails(photo)}>
      <InfoIcon />
    </PhotoButton>
    <PhotoButton label={message('copy_link')} tabIndex={tabIndex} onClick={() => actions.copyLink(photo)}>
      <LinkIcon />
    </PhotoButton>
    <PhotoButton
      label={message('delete_photo')}
      tabIndex={tabIndex}
      onClick={() => actions.askToDelete(photo)}
    >
      <TrashIcon />
    </PhotoButton>
  </div>
);

interface PhotoButtonProps {
  readonly label: string;
  readonly tabIndex: number;
  readonly onClick: () => void;
  readonly children: ComponentChild;
}

const PhotoButton = ({ label, tabIndex, onClick, children }: PhotoButtonProps) => (
  <button
    type="button"
    class="photo-button"
    aria-label={label}
    title={label}
    tabIndex={tabIndex}
    onClick={onClick}
  >
    {children}
  </button>
);
