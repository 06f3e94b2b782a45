import { message } from '../i18n/message';
import { Copyable } from '../ui/copyable';
import type { Remedy, RemedyChange } from './remedies';
import './remedy.css';

interface RemedyViewProps {
  readonly remedy: Remedy;
  /** Changes the settings, in a click; left out where they can't be changed. */
  readonly onChange?: (change: RemedyChange) => void;
}

/** What can be done about it right here. */
export function RemedyView({ remedy: { text, facts = [], paste, change, link }, onChange }: RemedyViewProps) {
  return (
    <div class="remedy">
      {text !== null && <p>{message(text, ...facts)}</p>}
      {paste !== undefined && <Copyable value={paste.value} label={paste.label} />}
      {change !== undefined && onChange !== undefined && (
        <button type="button" class="button" onClick={() => onChange(change)}>
          {message(change.label, ...(change.facts ?? []))}
        </button>
      )}
      {link !== undefined && (
        <a href={link.href} target="_blank" rel="noreferrer">
          {message(link.label)}
        </a>
      )}
    </div>
  );
}
