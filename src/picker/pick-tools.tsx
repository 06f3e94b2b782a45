import { message, plural } from '../i18n/message';
import type { SelectionControl } from '../ui/use-selection';
import type { Filter } from './filter';
import { FilterBar } from './filter-bar';
import type { PageImage } from './page-image';

interface PickToolsProps {
  readonly images: readonly PageImage[];
  /** How many of them are shown, and picked. */
  readonly shown: number;
  readonly picked: number;
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
  readonly selection: SelectionControl;
}

/** Above the pictures: which of them are shown, and all or none of those. */
export const PickTools = ({ images, shown, picked, filter, onFilter, selection }: PickToolsProps) => (
  <search class="picker-tools">
    <FilterBar images={images} filter={filter} onFilter={onFilter} />
    <div class="select-tools">
      <button
        type="button"
        class="button button-small button-quiet"
        disabled={picked === 0}
        onClick={selection.deselectAll}
      >
        {message('picker_select_none')}
      </button>
      <button
        type="button"
        class="button button-small"
        disabled={picked === shown}
        onClick={selection.selectAll}
      >
        {plural('picker_select_all', shown)}
      </button>
    </div>
  </search>
);
