import type { ComponentChild, RefObject } from 'preact';
import { useCallback, useId, useRef, useState } from 'preact/hooks';
import { message, plural, uiLanguage } from '../../i18n/message';
import type { TransferView } from '../../messaging/protocol';
import type { Additions } from '../adding/use-additions';
import { Finding } from '../page/finding';
import { AdditionRow } from './addition-row';
import { CauseRow } from './cause-row';
import { TransferRow } from './transfer-row';
import { useFocusRestore, useTrayKeys } from './tray-focus';
import {
  GROUPS,
  type GroupedItems,
  rowsOf,
  type TrayGroupName,
  type TrayItem,
  type TrayListRow,
} from './tray-items';
import { useStableOrder } from './use-stable-order';

/** Rows of each group at first: all that asks for something, of what only goes on what is next. */
const SHOWN_AT_FIRST: Readonly<Record<TrayGroupName, number>> = { attention: 50, 'under-way': 12, saved: 30 };

/** A hundred more rows are drawn without a noticeable delay. */
const SHOWN_MORE = 100;

interface TrayListProps {
  readonly groups: GroupedItems;
  readonly additions: Additions;
  /** What has the focus when no row is left to have it. */
  readonly before: RefObject<HTMLElement | null>;
  /** All that is asked for here is being done. */
  readonly isBusy: boolean;
  /** Null where there are no several to try again. */
  readonly onRetryAll: (() => void) | null;
  /** Null where nothing is saved. */
  readonly onClear: (() => void) | null;
}

/** All rows, in their groups; of long groups the first ones. */
export function TrayList({ groups, additions, before, isBusy, onRetryAll, onClear }: TrayListProps) {
  const list = useRef<HTMLElement>(null);
  const [limits, setLimits] = useState(SHOWN_AT_FIRST);
  const [tabStop, setTabStop] = useState<string | null>(null);
  const placed = useStableOrder(list, groups);
  useTrayKeys(list);
  useFocusRestore(list, before);
  const shown = GROUPS.map(group => ({ group, rows: rowsOf(placed[group], limits[group]) }));
  const rows = shown.flatMap(({ rows: some }) => some);
  const tabStopId = rows.some(({ id }) => id === tabStop) ? tabStop : rows[0]?.id;
  const showMore = useCallback(
    (group: TrayGroupName) => setLimits(all => ({ ...all, [group]: all[group] + SHOWN_MORE })),
    [],
  );
  const row = (one: TrayListRow) => {
    const { id } = one;
    const isTabStop = id === tabStopId;
    if ('items' in one) return <CauseRow key={id} {...one} isTabStop={isTabStop} additions={additions} />;
    const shared = { isTabStop, isExplained: one.isExplained };
    return one.item.kind === 'transfer' ? (
      <TransferRow key={id} transfer={one.item.transfer} {...shared} />
    ) : (
      <AdditionRow
        key={id}
        addition={one.item.addition}
        {...shared}
        retry={additions.retry}
        dismiss={additions.dismiss}
      />
    );
  };
  const tools = {
    attention: onRetryAll !== null && (
      <button type="button" class="button button-small" aria-disabled={isBusy} onClick={onRetryAll}>
        {message('retry_all')}
      </button>
    ),
    'under-way': null,
    saved: onClear !== null && (
      <button
        type="button"
        class="button button-small button-quiet"
        title={message('clear_saved_title')}
        aria-disabled={isBusy}
        onClick={onClear}
      >
        {message('clear_saved')}
      </button>
    ),
  };
  return (
    <section
      ref={list}
      class="tray"
      aria-label={message('transfers')}
      onFocusIn={({ target }) => {
        const focused = target instanceof Element ? target.closest<HTMLElement>('.tray-row') : null;
        if (focused !== null) setTabStop(focused.dataset['id'] ?? null);
      }}
    >
      {shown.map(({ group, rows: some }) => (
        <TrayGroup
          key={group}
          group={group}
          count={groups[group].length}
          hidden={Math.max(0, placed[group].length - limits[group])}
          lead={group === 'attention' && <Finding failed={failedIn(groups.attention)} />}
          tool={tools[group]}
          onMore={showMore}
        >
          {some.map(row)}
        </TrayGroup>
      ))}
    </section>
  );
}

/** Those of them that failed in the worker's hands. */
const failedIn = (items: readonly TrayItem[]): readonly TransferView[] =>
  items
    .map(item => (item.kind === 'transfer' && item.transfer.state === 'failed' ? item.transfer : null))
    .filter(transfer => transfer !== null);

const TITLES = { attention: 'tray_attention', 'under-way': 'tray_under_way', saved: 'tray_saved' } as const;

interface TrayGroupProps {
  readonly group: TrayGroupName;
  /** All that belong to it now, shown or not. */
  readonly count: number;
  /** So many rows are not shown. */
  readonly hidden: number;
  readonly onMore: (group: TrayGroupName) => void;
  /** What can be done with all of them, beside the heading. */
  readonly tool: ComponentChild;
  /** Above the rows. */
  readonly lead: ComponentChild;
  readonly children: readonly ComponentChild[];
}

/** Rows of one kind under their heading. */
function TrayGroup({ group, count, hidden, tool, lead, onMore, children }: TrayGroupProps) {
  const titleId = useId();
  if (children.length === 0) return null;
  return (
    <section class="tray-group" data-group={group} aria-labelledby={titleId}>
      <div class="tray-head">
        <h2 id={titleId} class="tray-heading">
          {message(TITLES[group])} <span>{new Intl.NumberFormat(uiLanguage()).format(count)}</span>
        </h2>
        {tool}
      </div>
      {lead}
      <ul class="tray-rows">{children}</ul>
      {hidden > 0 && (
        <button
          type="button"
          class="button button-small button-quiet tray-more"
          onClick={() => onMore(group)}
        >
          {plural('show_more', hidden)}
        </button>
      )}
    </section>
  );
}
