import { message } from '../../i18n/message';
import { SearchIcon } from '../../ui/icons';
import type { PhotoOrder } from '../model/photo-order';
import '../styles/photo-tools.css';

interface PhotoToolsProps {
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly order: PhotoOrder;
  readonly onOrder: (order: PhotoOrder) => void;
}

const ORDERS = [
  ['sort_name', { by: 'name', isDescending: false }],
  ['sort_name_descending', { by: 'name', isDescending: true }],
  ['sort_newest', { by: 'date', isDescending: true }],
  ['sort_oldest', { by: 'date', isDescending: false }],
  ['sort_largest', { by: 'size', isDescending: true }],
  ['sort_smallest', { by: 'size', isDescending: false }],
] as const;

/** Finds photos by name, and puts them in order. */
export function PhotoFilterBar({ query, onQuery, order, onOrder }: PhotoToolsProps) {
  const chosen = ORDERS.find(
    ([, { by, isDescending }]) => by === order.by && isDescending === order.isDescending,
  );
  return (
    <div class="photo-tools">
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
      <select
        class="input photo-sort"
        aria-label={message('sort_photos')}
        value={chosen?.[0]}
        onChange={event => {
          const wanted = ORDERS.find(([name]) => name === event.currentTarget.value);
          if (wanted !== undefined) onOrder(wanted[1]);
        }}
      >
        {ORDERS.map(([name]) => (
          <option key={name} value={name}>
            {message(name)}
          </option>
        ))}
      </select>
    </div>
  );
}
