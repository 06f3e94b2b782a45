import { message, plural } from '../../i18n/message';
import type { SelectionControl } from '../../ui/selection';
import { type Filter, filtered, type Kind, kindsAmong, MIN_EDGES } from './filter';
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

interface FilterBarProps {
  readonly images: readonly PageImage[];
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
}

const edgeText = (edge: number): string =>
  edge === 0 ? message('picker_all_sizes') : message('picker_size', String(edge));

const kindText = (kind: Kind): string => (kind === 'other' ? message('picker_other_types') : kind);

/** Narrows down what is shown: by size, and by type as far as there are several. */
function FilterBar({ images, filter, onFilter }: FilterBarProps) {
  const kinds = kindsAmong(filtered(images, { ...filter, kind: null }), filter.kind);
  return (
    <>
      <fieldset class="chips">
        <legend class="visually-hidden">{message('picker_sizes')}</legend>
        {MIN_EDGES.map(edge => (
          <Chip
            key={edge}
            isOn={filter.minEdge === edge}
            onPress={() => onFilter({ ...filter, minEdge: edge })}
            text={edgeText(edge)}
          />
        ))}
      </fieldset>
      {(kinds.length > 1 || filter.kind !== null) && (
        <fieldset class="chips">
          <legend class="visually-hidden">{message('picker_types')}</legend>
          <Chip
            isOn={filter.kind === null}
            onPress={() => onFilter({ ...filter, kind: null })}
            text={message('picker_all_types')}
          />
          {kinds.map(([kind, count]) => (
            <Chip
              key={kind}
              isOn={filter.kind === kind}
              onPress={() => onFilter({ ...filter, kind })}
              text={kindText(kind)}
              count={count}
            />
          ))}
        </fieldset>
      )}
    </>
  );
}

interface ChipProps {
  readonly isOn: boolean;
  readonly text: string;
  readonly count?: number;
  readonly onPress: () => void;
}

const Chip = ({ isOn, text, count, onPress }: ChipProps) => (
  <button type="button" class="chip" aria-pressed={isOn} onClick={onPress}>
    {text} {count !== undefined && <span class="chip-count">{count}</span>}
  </button>
);
