import type { ComponentChildren } from 'preact';
import type { TransferState } from '../../core/transfer';
import { CheckIcon, ImageIcon, WarningIcon } from '../../ui/icons';
import { NameOf } from '../name-of';

interface TrayRowProps {
  readonly state: TransferState;
  readonly name: string;
  /** What happens to it. */
  readonly text: string;
  /** Name of the album; may be empty. */
  readonly album: string;
  readonly buttons: ComponentChildren;
  /** Progress, or what went wrong. */
  readonly children?: ComponentChildren;
}

const SIGNS = {
  'under-way': ImageIcon,
  'choosing-album': ImageIcon,
  paused: ImageIcon,
  saved: CheckIcon,
  failed: WarningIcon,
};

/** One thing on its way, with what can be done about it. */
export function TrayRow({ state, name, text, album, buttons, children }: TrayRowProps) {
  const Sign = SIGNS[state];
  return (
    <li class="tray-row" data-state={state}>
      <span class="tray-sign">
        <Sign />
      </span>
      <div class="tray-texts">
        <p class="tray-name" title={name}>
          <NameOf name={name} />
        </p>
        <p class="tray-facts">
          <span>{text}</span>
          {album !== '' && (
            <>
              {' · '}
              <NameOf name={album} />
            </>
          )}
        </p>
      </div>
      <div class="tray-buttons">{buttons}</div>
      {children !== undefined && <div class="tray-more">{children}</div>}
    </li>
  );
}
