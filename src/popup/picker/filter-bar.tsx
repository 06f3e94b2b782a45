import { message, plural } from '../../i18n/message';
import type { SelectionControl } from '../../ui/selection';
import { countsOf, type Filter, filtered, type Kind, kindsAmong, MIN_EDGES, showsLinked } from './filter';
import type { PageImage } from './page-image';

interface PickToolsProps {
  readonly images: readonly PageImage[];
  /** Those that are in the bucket already, by their best URL. */
  readonly saved: ReadonlySet<string>;
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
  saved,
  shown,
  fresh,
  picked,
  filter,
  onFilter,
  selection,
}: PickToolsProps) => (
  <search class="picker-tools">
    <FilterBar images={images} saved={saved} filter={filter} onFilter={onFilter} />
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

type FilterBarProps = Pick<PickToolsProps, 'images' | 'saved' | 'filter' | 'onFilter'>;

const edgeText = (edge: number): string =>
  edge === 0 ? message('picker_all_sizes') : message('picker_size', String(edge));

const kindText = (kind: Kind): string => (kind === 'other' ? message('picker_other_types') : kind);

/**
 * Narrows down what is shown: by size, by type as far as there are several, and to what is new where something is in the bucket
 * already; or shows what is only linked, too.
 */
function FilterBar({ images, saved, filter, onFilter }: FilterBarProps) {
  const kinds = kindsAmong(filtered(images, { ...filter, kind: null }, saved), filter.kind);
  const counts = countsOf(images, filter, saved);
  const areLinkedShown = showsLinked(images, filter);
  const hasLinked = counts.linked > 0 || filter.withLinked === true;
  const hasSaved = counts.saved > 0 || filter.onlyNew;
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

interface ChipProps {
  readonly isOn: boolean;
  readonly text: string;
  readonly title?: string;
  readonly count?: number;
  readonly onPress: () => void;
}

const Chip = ({ isOn, text, title, count, onPress }: ChipProps) => (
  <button type="button" class="chip" title={title} aria-pressed={isOn} onClick={onPress}>
    {text} {count !== undefined && <span class="chip-count">{count}</span>}
  </button>
);
