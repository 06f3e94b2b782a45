import { message } from '../../i18n/message';
import { type Counts, type FoundPhotos, isNarrowed, NO_FILTER, type PhotoFilter } from './find-photos';

interface SearchFiltersProps {
  readonly found: FoundPhotos;
  readonly filter: PhotoFilter;
  readonly onFilter: (filter: PhotoFilter) => void;
}

/** What the photos that were found are narrowed down to: by what there is more than one of. */
export function SearchFilters({ found, filter, onFilter }: SearchFiltersProps) {
  const { types, sites, years } = found;
  const isFiltered = isNarrowed(filter);
  if (!isFiltered && [types, sites, years].every(({ size }) => size < 2)) return null;
  return (
    <fieldset class="search-filters">
      <legend class="visually-hidden">{message('search_filters')}</legend>
      <Choice
        label={message('picker_types')}
        all={message('picker_all_types')}
        chosen={filter.type}
        counts={byCount(types)}
        textOf={type => type || message('picker_other_types')}
        onChoose={type => onFilter({ ...filter, type })}
      />
      <Choice
        label={message('search_site')}
        all={message('search_all_sites')}
        chosen={filter.site}
        counts={byCount(sites)}
        textOf={site => site || message('search_no_site')}
        onChoose={site => onFilter({ ...filter, site })}
      />
      <Choice
        label={message('search_year')}
        all={message('search_all_years')}
        chosen={filter.year === null ? null : String(filter.year)}
        counts={[...years]
          .sort(([one], [other]) => other - one)
          .map(([year, count]) => [String(year), count])}
        textOf={year => year}
        onChoose={year => onFilter({ ...filter, year: year === null ? null : Number(year) })}
      />
      {isFiltered && (
        <button type="button" class="button button-small button-quiet" onClick={() => onFilter(NO_FILTER)}>
          {message('search_clear_filters')}
        </button>
      )}
    </fieldset>
  );
}

type Choices = readonly (readonly [string, number])[];

/** A menu of more is none. */
const MAX_CHOICES = 50;

const byCount = (counts: Counts<string>): Choices =>
  [...counts].sort(([, one], [, other]) => other - one).slice(0, MAX_CHOICES);

interface ChoiceProps {
  readonly label: string;
  readonly all: string;
  /** Null for all. */
  readonly chosen: string | null;
  readonly counts: Choices;
  readonly textOf: (value: string) => string;
  readonly onChoose: (value: string | null) => void;
}

/** The value of an option that stands for all: no type, site or year is called so. */
const ALL = '*';

function Choice({ label, all, chosen, counts, textOf, onChoose }: ChoiceProps) {
  if (chosen === null && counts.length < 2) return null;
  const isCounted = chosen === null || counts.some(([value]) => value === chosen);
  const choices: Choices = isCounted ? counts : [[chosen, 0], ...counts];
  return (
    <select
      class="input search-filter"
      aria-label={label}
      data-chosen={chosen !== null}
      value={chosen ?? ALL}
      onChange={({ currentTarget: { value } }) => onChoose(value === ALL ? null : value)}
    >
      <option value={ALL}>{all}</option>
      {choices.map(([value, count]) => (
        <option key={value} value={value}>
          {message('search_counted', textOf(value), String(count))}
        </option>
      ))}
    </select>
  );
}
