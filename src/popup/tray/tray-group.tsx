import type { ComponentChild } from 'preact';
import { useId } from 'preact/hooks';
import { message, plural, uiLanguage } from '../../i18n/message';
import type { TrayGroupName } from './tray-items';

const TITLES = { attention: 'tray_attention', 'under-way': 'tray_under_way', saved: 'tray_saved' } as const;

interface TrayGroupProps {
  readonly group: TrayGroupName;
  /** All that belong to it now, shown or not. */
  readonly count: number;
  /** So many rows are not shown. */
  readonly hidden: number;
  readonly onMore: (group: TrayGroupName) => void;
  readonly children: readonly ComponentChild[];
}

/** Rows of one kind under their heading. */
export function TrayGroup({ group, count, hidden, onMore, children }: TrayGroupProps) {
  const titleId = useId();
  if (children.length === 0) return null;
  return (
    <section class="tray-group" data-group={group} aria-labelledby={titleId}>
      <h2 id={titleId} class="tray-heading">
        {message(TITLES[group])} <span>{new Intl.NumberFormat(uiLanguage()).format(count)}</span>
      </h2>
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
