import { explain } from '../../i18n/explain';
import { plural } from '../../i18n/message';
import type { KeyFailure } from '../../messaging/protocol';
import { NameOf } from '../name-of';

/** As many as a person reads; the number of all is said above. */
const SHOWN = 50;

/** What could not be deleted, key by key, and why. */
export function LeftBehind({ failures }: { readonly failures: readonly KeyFailure[] }) {
  if (failures.length === 0) return null;
  return (
    <div class="failure left-behind" role="alert">
      <p class="failure-sentence">{plural('delete_album_left', failures.length)}</p>
      <ul>
        {failures.slice(0, SHOWN).map(({ key, failure }) => (
          <li key={key}>
            <strong>
              <NameOf name={key} />
            </strong>
            <span>
              {explain(failure).sentence} {explain(failure).nextStep}
            </span>
          </li>
        ))}
      </ul>
      {failures.length > SHOWN && <p>{plural('and_more', failures.length - SHOWN)}</p>}
    </div>
  );
}
