import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { type MessageKey, message } from '../../i18n/message';
import { Dialog } from '../../ui/dialog';
import '../styles/keys.css';
import '../../ui/dialog.css';

const CTRL = /Mac/.test(navigator.platform) ? '⌘' : 'Ctrl';

/** What keys do: each line has alternatives of keys that are pressed together. */
type Line = readonly [MessageKey, ...(readonly (readonly string[])[])];

const GROUPS: readonly (readonly [MessageKey, readonly Line[]])[] = [
  [
    'photos',
    [
      ['keys_move', ['←'], ['→'], ['↑'], ['↓']],
      ['keys_first_last', ['Home'], ['End']],
      ['keys_open', ['Enter']],
      ['keys_select', [CTRL, 'Space']],
      ['keys_range', ['Shift', '←'], ['Shift', '→']],
      ['keys_all', [CTRL, 'A']],
      ['keys_none', ['Esc']],
      ['rename_photo', ['F2']],
      ['details', ['I']],
      ['keys_delete', ['Del']],
      ['keys_menu', ['Shift', 'F10']],
    ],
  ],
  [
    'keys_viewer',
    [
      ['keys_previous_next', ['←'], ['→']],
      ['keys_zoom', ['+'], ['-']],
      ['keys_fit', ['0']],
      ['rename_photo', ['F2']],
      ['details', ['I']],
      ['delete_photo', ['Del']],
      ['keys_close', ['Esc']],
    ],
  ],
  [
    'keys_anywhere',
    [
      ['keys_paste', [CTRL, 'V']],
      ['undo', [CTRL, 'Z']],
      ['undo', [CTRL, 'Z']],
      ['keys_help', ['?']],
    ],
  ],
];

interface KeysHelpProps {
  /** Set to what shows the list. */
  readonly show: RefObject<() => void>;
}

/** The list of what keys do, at "?" and when it is asked for. */
export function KeysHelp({ show }: KeysHelpProps) {
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    show.current = () => setShown(true);
    const listen = (event: KeyboardEvent): void => {
      const isTyped = event.target instanceof Element && event.target.matches('input, textarea, select');
      if (event.key === '?' && !isTyped && !event.defaultPrevented) setShown(true);
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, [show]);
  if (!isShown) return null;
  const close = (): void => setShown(false);
  return (
    <Dialog title={message('keys_title')} onClose={close}>
      <div class="dialog-body">
        {GROUPS.map(([title, lines]) => (
          <section key={title}>
            <h3>{message(title)}</h3>
            <dl class="keys">
              {lines.map(([does, ...alternatives]) => (
                <div key={does}>
                  <dt>{message(does)}</dt>
                  <dd dir="ltr">
                    {alternatives.map(keys => (
                      <span key={keys.join()}>
                        {keys.map(key => (
                          <kbd key={key}>{key}</kbd>
                        ))}
                      </span>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <div class="dialog-actions">
          <button type="button" class="button" autofocus onClick={close}>
            {message('details_close')}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
