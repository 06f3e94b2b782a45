import { message, plural, uiLanguage } from '../../i18n/message';
import type { SelectionControl } from '../../ui/selection';
import {
  countsOf,
  type Filter,
  filtered,
  type Kind,
  kindsAmong,
  type Marks,
  showsLinked,
  sizesAmong,
} from './filter';
import type { PageImage } from './page-image';

interface PickToolsProps {
  readonly images: readonly PageImage[];
  readonly marks: Marks;
  /** How many of the images are shown, how many of these are new, and how many picked. */
  readonly shown: number;
  readonly fresh: number;
  readonly picked: number;
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
  /** “Select all” selects what is new. */
  readonly selection: SelectionControl;
}

/** Above the pictures: which of them are shown, and all or none of those. */
export const PickTools = ({
  images,
  marks,
  shown,
  fresh,
  picked,
  filter,
  onFilter,
  selection,
}: PickToolsProps) => (
  <search class="picker-tools">
    <FilterBar images={images} marks={marks} filter={filter} onFilter={onFilter} />
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
        disabled={fresh === 0 || picked === shown}
        onClick={selection.selectAll}
      >
        {plural(fresh === shown ? 'picker_select_all' : 'picker_select_new', fresh)}
      </button>
    </div>
  </search>
);

type FilterBarProps = Pick<PickToolsProps, 'images' | 'marks' | 'filter' | 'onFilter'>;

const sizeText = (edge: number): string =>
  edge === 0
    ? message('picker_all_sizes')
    : message('picker_size', new Intl.NumberFormat(uiLanguage()).format(edge));

const kindText = (kind: Kind | ''): string =>
  kind === '' ? message('picker_all_types') : kind === 'other' ? message('picker_other_types') : kind;

/**
 * Narrows down what is shown: by size, by type as far as there are several, and to what is new where something is in the bucket
 * already; or shows what is only linked, too.
 */
function FilterBar({ images, marks, filter, onFilter }: FilterBarProps) {
  const ofAllKinds = filtered(images, { ...filter, kind: null }, marks);
  const kinds = kindsAmong(ofAllKinds, filter.kind);
  const counts = countsOf(images, filter, marks);
  const areLinkedShown = showsLinked(images, filter);
  const hasLinked = counts.linked > 0 || filter.withLinked === true;
  const hasSaved = counts.saved > 0 || filter.onlyNew;
  return (
    <>
      <Choice
        label={message('picker_sizes')}
        options={sizesAmong(images, filter, marks)}
        text={sizeText}
        value={filter.minEdge}
        onChoose={minEdge => onFilter({ ...filter, minEdge })}
      />
      {(kinds.length > 1 || filter.kind !== null) && (
        <Choice<Kind | ''>
          label={message('picker_types')}
          options={[['', ofAllKinds.length], ...kinds]}
          text={kindText}
          value={filter.kind ?? ''}
          onChoose={kind => onFilter({ ...filter, kind: kind === '' ? null : kind })}
        />
      )}
      {(hasLinked || hasSaved) && (
        <fieldset class="chips">
          <legend class="visually-hidden">{message('picker_which')}</legend>
          {hasLinked && (
            <Chip
              isOn={areLinkedShown}
              onPress={() => onFilter({ ...filter, withLinked: !areLinkedShown })}
              text={message('picker_linked')}
              title={message('picker_linked_help')}
              count={counts.linked}
            />
          )}
          {hasSaved && (
            <Chip
              isOn={filter.onlyNew}
              onPress={() => onFilter({ ...filter, onlyNew: !filter.onlyNew })}
              text={message('picker_new')}
              title={message('picker_new_help')}
              count={counts.fresh}
            />
          )}
        </fieldset>
      )}
    </>
  );
}

interface ChoiceProps<Value extends string | number> {
  readonly label: string;
  /** What there is to choose from, with how many pictures that would show. */
  readonly options: readonly (readonly [Value, number])[];
  readonly text: (value: Value) => string;
  readonly value: Value;
  readonly onChoose: (value: Value) => void;
}

/** One of several, as the browser's own menu: it needs one line, whatever there is to choose from. */
const Choice = <Value extends string | number>({
  label,
  options,
  text,
  value,
  onChoose,
}: ChoiceProps<Value>) => (
  <select
    class="filter-choice"
    aria-label={label}
    value={value}
    onChange={({ currentTarget }) => {
      const chosen = options[currentTarget.selectedIndex];
      if (chosen !== undefined) onChoose(chosen[0]);
    }}
  >
    {options.map(([option, count]) => (
      <option key={option} value={option}>
        {message('picker_choice', text(option), new Intl.NumberFormat(uiLanguage()).format(count))}
      </option>
    ))}
  </select>
);

interface ChipProps {
  readonly isOn: boolean;
  readonly text: string;
  readonly title: string;
  readonly count: number;
  readonly onPress: () => void;
}

const Chip = ({ isOn, text, title, count, onPress }: ChipProps) => (
  <button type="button" class="chip" title={title} aria-pressed={isOn} onClick={onPress}>
    {text} <span class="chip-count">{count}</span>
  </button>
);
