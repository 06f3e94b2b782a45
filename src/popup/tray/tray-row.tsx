import type { ComponentChild, ComponentChildren, Ref } from 'preact';
import { useMemo } from 'preact/hooks';
import type { TransferState } from '../../core/transfer';
import { AlertIcon, CheckIcon, PauseIcon } from '../../ui/action-icons';
import { Bdi } from '../../ui/bdi';
import { FileIcon } from '../../ui/file-icons';
import { TrayRowContext } from './row-parts';

const MARKS = {
  'under-way': null,
  'choosing-album': null,
  paused: PauseIcon,
  saved: CheckIcon,
  failed: AlertIcon,
} as const satisfies Record<TransferState, unknown>;

interface TrayRowProps {
  readonly id: string;
  readonly state: TransferState;
  readonly isTabStop: boolean;
  /** The file's own name. */
  readonly fileName: string;
  /** The name as it is shown. */
  readonly name: ComponentChild;
  /** Name of the album that it is on its way to; empty to say nothing of it. */
  readonly toAlbum?: string;
  /** Address of a small picture; null: the sign of the file type. */
  readonly picture?: string | null;
  readonly onPictureBroken?: () => void;
  readonly pictureRef?: Ref<HTMLSpanElement>;
  readonly buttons: ComponentChildren;
  /** Facts and progress. */
  readonly children?: ComponentChildren;
  /** Below all of it, over the whole width: what went wrong. */
  readonly below?: ComponentChildren;
}

/** A transfer or an addition, with its buttons. */
export function TrayRow(props: TrayRowProps) {
  const { id, state, isTabStop, fileName, toAlbum = '', picture = null } = props;
  const nameId = `tray-${id}`;
  const row = useMemo(
    () => ({ tabIndex: isTabStop ? (0 as const) : (-1 as const), nameId }),
    [isTabStop, nameId],
  );
  const Mark = MARKS[state];
  return (
    <TrayRowContext.Provider value={row}>
      <li class="tray-row" data-id={id} data-state={state}>
        <span ref={props.pictureRef ?? null} class="tray-picture">
          {picture === null ? (
            <FileIcon name={fileName} />
          ) : (
            <img
              src={picture}
              alt=""
              loading="lazy"
              decoding="async"
              draggable={false}
              onError={props.onPictureBroken}
            />
          )}
          {Mark !== null && (
            <span class="tray-mark">
              <Mark />
            </span>
          )}
        </span>
        <div class="tray-texts">
          <p class="tray-first-line">
            <span id={nameId} class="tray-name" title={fileName}>
              {props.name}
            </span>
            {toAlbum !== '' && (
              <span class="tray-album" title={toAlbum}>
                <Bdi name={toAlbum} />
              </span>
            )}
          </p>
          {props.children}
        </div>
        <div class="tray-buttons">{props.buttons}</div>
        {props.below}
      </li>
    </TrayRowContext.Provider>
  );
}
