import { useState } from 'preact/hooks';
import { MAX_EDGE, MIN_EDGE } from '../../core/preferences';
import { message, uiLanguage } from '../../i18n/message';

interface EdgeFieldProps {
  /** Pixels; null for any. */
  readonly edge: number | null;
  readonly onChange: (edge: number | null) => void;
}

/** Undefined for what is no edge. */
function edgeOf(text: string): number | null | undefined {
  if (text.trim() === '') return null;
  const edge = Number(text);
  return Number.isInteger(edge) && edge >= MIN_EDGE && edge <= MAX_EDGE ? edge : undefined;
}

/** The longest edge of pictures. */
export function EdgeField({ edge, onChange }: EdgeFieldProps) {
  const [typed, setText] = useState(edge === null ? '' : String(edge));
  const isWrong = edgeOf(typed) === undefined;
  // Another one may have come from elsewhere.
  const text = isWrong || edgeOf(typed) === edge ? typed : String(edge ?? '');
  const enter = (entered: string): void => {
    setText(entered);
    const wanted = edgeOf(entered);
    if (wanted !== undefined) onChange(wanted);
  };
  return (
    <div class="field">
      <label for="max-edge">{message('preferences_edge')}</label>
      <div class="with-unit">
        <input
          id="max-edge"
          class="input"
          inputMode="numeric"
          autocomplete="off"
          placeholder={message('preferences_edge_any')}
          value={text}
          aria-describedby={isWrong ? 'max-edge-problem max-edge-help' : 'max-edge-help'}
          aria-invalid={isWrong}
          onInput={event => enter(event.currentTarget.value)}
        />
        <span>{message('preferences_edge_unit')}</span>
      </div>
      {isWrong && (
        <p id="max-edge-problem" class="field-problem">
          {message('preferences_edge_problem', new Intl.NumberFormat(uiLanguage()).format(MAX_EDGE))}
        </p>
      )}
      <p id="max-edge-help" class="field-help">
        {message('preferences_edge_help')}
      </p>
    </div>
  );
}
