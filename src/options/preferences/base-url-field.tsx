import { isBaseUrl } from '../../core/preferences';
import { urlBelow } from '../../core/s3-url';
import { message } from '../../i18n/message';
import { useDraft } from '../form/use-draft';

interface BaseUrlFieldProps {
  readonly baseUrl: string;
  readonly onChange: (baseUrl: string) => void;
}

const parse = (text: string): string | undefined => (isBaseUrl(text.trim()) ? text.trim() : undefined);

/** What links begin with; only what is one is stored. */
export function BaseUrlField({ baseUrl, onChange }: BaseUrlFieldProps) {
  const { text, isWrong, enter } = useDraft(baseUrl, parse, String, onChange);
  const sample = `${message('sample_album')}/${message('sample_name')}.jpg`;
  return (
    <div class="field">
      <label for="base-url">{message('links_base')}</label>
      <input
        id="base-url"
        class="input"
        type="url"
        dir="ltr"
        autocomplete="off"
        spellcheck={false}
        placeholder="https://cdn.example.com/"
        value={text}
        aria-describedby={isWrong ? 'base-url-problem base-url-help' : 'base-url-help'}
        aria-invalid={isWrong}
        onInput={event => enter(event.currentTarget.value)}
      />
      {isWrong && (
        <p id="base-url-problem" class="field-problem">
          {message('links_base_problem')}
        </p>
      )}
      <p id="base-url-help" class="field-help">
        {message(
          'links_base_help',
          urlBelow(isWrong || text.trim() === '' ? 'https://cdn.example.com' : text.trim(), sample),
        )}
      </p>
    </div>
  );
}
