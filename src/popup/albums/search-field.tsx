import { useEffect, useRef } from 'preact/hooks';
import { message } from '../../i18n/message';
import { SearchIcon } from '../../ui/icons';

interface SearchFieldProps {
  /** What is searched. */
  readonly label: string;
  readonly query: string;
  readonly onQuery: (query: string) => void;
  /** Opens or takes the first that was found. */
  readonly onEnter: () => void;
}

/** Takes the focus: in a popup one starts to type at once. The down arrow leads into the list below. */
export function SearchField({ label, query, onQuery, onEnter }: SearchFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (document.querySelector('dialog[open]') === null) field.current?.focus({ preventScroll: true });
  }, []);
  return (
    <search class="search">
      <SearchIcon />
      <input
        ref={field}
        type="search"
        class="input search-input"
        aria-label={label}
        placeholder={message('search_placeholder')}
        autocomplete="off"
        spellcheck={false}
        value={query}
        onInput={event => onQuery(event.currentTarget.value)}
        onKeyDown={event => {
          // While a syllable is being composed, Enter belongs to the input method.
          if (event.isComposing) return;
          if (event.key === 'Enter') onEnter();
          if (event.key === 'Escape' && query !== '') {
            event.preventDefault(); // else the popup closes, or the dialog
            onQuery('');
          }
          if (event.key === 'ArrowDown') {
            event.preventDefault();
            // Behind a dialog there may be albums, too.
            const space = event.currentTarget.closest('dialog') ?? document;
            space.querySelector<HTMLElement>('.album-card, .album-row, .photo-open')?.focus();
          }
        }}
      />
    </search>
  );
}
