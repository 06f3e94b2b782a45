import { message } from '../../i18n/message';
import { SearchIcon } from '../../ui/icons';

interface PhotoFilterBarProps {
  readonly query: string;
  readonly onQuery: (query: string) => void;
}

/** Finds photos by name. */
export const PhotoFilterBar = ({ query, onQuery }: PhotoFilterBarProps) => (
  <search class="search">
    <SearchIcon />
    <input
      type="search"
      class="input search-input"
      aria-label={message('search_photos')}
      placeholder={message('search_photos')}
      autocomplete="off"
      spellcheck={false}
      value={query}
      onInput={event => onQuery(event.currentTarget.value)}
    />
  </search>
);
