import { useState } from 'preact/hooks';
import type { Photo } from '../../core/s3-object';
import { formatBytes, formatDate, formatDay } from '../../i18n/format';
import { message } from '../../i18n/message';
import { CheckIcon } from '../../ui/action-icons';
import { Bdi } from '../../ui/bdi';
import { memo } from '../../ui/memo';
import { PHOTO_ACTIONS } from '../photos/photo-actions';
import type { RunPhotoAction } from '../photos/photo-menu';
import { Thumbnail } from '../photos/thumbnail';

interface PhotoItemProps {
  readonly photo: Photo;
  /** Among those of its list, from 1; how many these are. */
  readonly position: number;
  readonly count: number;
  /** Whether Tab stops here. One photo of the grid has it; the arrow keys pass it on. */
  readonly isTabStop: boolean;
  readonly onFocus: (key: string) => void;
  /** Came while the user was looking. */
  readonly isNew: boolean;
  readonly isSelected: boolean;
  /** Of the album that it is in, where photos of several stand together; else null. */
  readonly albumName: string | null;
  /** Whether any is selected: then a click selects instead of opening. */
  readonly isSelecting: boolean;
  /** With `isRange`, all from the one that was selected last. */
  readonly onSelect: (key: string, isRange: boolean) => void;
  readonly run: RunPhotoAction;
}

/** A photo in the grid. */
export const PhotoItem = memo((props: PhotoItemProps) => {
  const { photo, isTabStop, onFocus, isNew, isSelected, isSelecting, onSelect, run } = props;
  const [isMet, setMet] = useState(false);
  const showButtons = (): void => setMet(true);
  const tabIndex = isTabStop ? 0 : -1;
  const { name } = photo;
  const [now] = useState(() => Date.now());
  return (
    <li
      class="photo"
      data-key={photo.key}
      data-new={isNew}
      data-selected={isSelected}
      aria-posinset={props.position}
      aria-setsize={props.count}
      onPointerEnter={event => event.pointerType !== 'touch' && showButtons()}
      onFocusIn={() => {
        showButtons();
        onFocus(photo.key);
      }}
    >
      <button
        type="button"
        class="photo-open"
        title={name}
        tabIndex={tabIndex}
        onClick={event => {
          if (isSelecting || event.shiftKey || event.ctrlKey || event.metaKey)
            onSelect(photo.key, event.shiftKey);
          else run('open', [photo]);
        }}
      >
        <Thumbnail photo={photo} />
        {photo.isArchived === true && <span class="photo-archived">{message('photo_archived')}</span>}
      </button>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: F2 does the same; a button's text can't be selected */}
      <p
        class="photo-name"
        title={name}
        onClick={() => {
          if (getSelection()?.isCollapsed !== false && !isSelecting)
            run(CANNOT_HOVER ? 'open' : 'rename', [photo]);
        }}
      >
        <Bdi name={name} />
      </p>
      {/* Written as its own first letters are: elements around each part would be hundreds in a large album. */}
      <p
        class="photo-facts"
        dir="auto"
        title={`${message('details_saved_at')}: ${formatDate(photo.storedAt)}`}
      >
        {props.albumName ?? `${formatBytes(photo.size)}\u2002${formatDay(photo.storedAt, now)}`}
      </p>
      {(isMet || isSelecting || CANNOT_HOVER) && (
        <button
          type="button"
          class="photo-mark"
          aria-pressed={isSelected}
          aria-label={message('select_photo', name)}
          tabIndex={tabIndex}
          onClick={event => onSelect(photo.key, event.shiftKey)}
        >
          <CheckIcon />
        </button>
      )}
      {isMet && !isSelecting && <PhotoButtons photo={photo} tabIndex={tabIndex} run={run} />}
    </li>
  );
});

/**
 * Where nothing hovers, a photo can always be selected; all else is done in the viewer, a tap away. Elsewhere the
 * buttons come with the pointer or the focus.
 */
const CANNOT_HOVER = matchMedia('(hover: none)').matches;

interface PhotoButtonsProps extends Pick<PhotoItemProps, 'photo' | 'run'> {
  readonly tabIndex: number;
}

/** What can be done with a photo, in its corner. */
const PhotoButtons = ({ photo, tabIndex, run }: PhotoButtonsProps) => (
  <div class="photo-actions">
    {(['details', 'link', 'remove'] as const).map(name => {
      const { label, Icon } = PHOTO_ACTIONS[name];
      return (
        <button
          key={name}
          type="button"
          class="photo-button"
          aria-label={label([photo])}
          title={label([photo])}
          tabIndex={tabIndex}
          onClick={() => run(name, [photo])}
        >
          <Icon />
        </button>
      );
    })}
  </div>
);
