import { plural } from '../../i18n/message';
import { GROUPS, type GroupedItems, type TrayItem } from './tray-items';

/** How many transfers are in each state that the user is told of. */
export interface TrayCounts {
  /** Without an album. */
  readonly choosing: number;
  readonly failed: number;
  /** Under way, but for the user's sign-in. */
  readonly signingIn: number;
  /** Under way, but for another user. */
  readonly otherUser: number;
  readonly underWay: number;
  readonly paused: number;
  readonly saved: number;
}

export function trayCounts(groups: GroupedItems): TrayCounts {
  const items = GROUPS.flatMap(group => groups[group]);
  const count = (is: (item: TrayItem) => boolean): number => items.filter(is).length;
  const inState = (state: string) => (item: TrayItem) =>
    item.kind === 'transfer' && item.transfer.state === state;
  const additions = items.filter(item => item.kind === 'addition');
  const unread = additions.filter(({ addition }) => addition.failure !== null).length;
  const waitingFor = (kind: 'sign-in' | 'other-user'): number =>
    count(item => item.kind === 'transfer' && item.transfer.waiting?.kind === kind);
  const [signingIn, otherUser] = [waitingFor('sign-in'), waitingFor('other-user')];
  return {
    choosing: count(inState('choosing-album')),
    failed: count(inState('failed')) + unread,
    ...{ signingIn, otherUser },
    underWay: count(inState('under-way')) - signingIn - otherUser + additions.length - unread,
    paused: count(inState('paused')),
    saved: count(inState('saved')),
  };
}

/** One thing that is said of them. */
export interface SummaryPart {
  readonly kind: keyof TrayCounts;
  readonly text: string;
}

/** All transfers in a few words. */
export interface TraySummary {
  /** What matters most: what needs the user, else what goes on, else what is done. */
  readonly primary: readonly SummaryPart[];
  /** What goes on besides. */
  readonly secondary: readonly SummaryPart[];
}

export function traySummary(counts: TrayCounts): TraySummary {
  const needsPerson = partsOf(counts, [
    ['choosing', 'transfers_choosing'],
    ['failed', 'transfers_failed'],
    ['signingIn', 'transfers_signing_in'],
  ]);
  const goesOn = partsOf(counts, [
    ['underWay', 'transfers_under_way'],
    ['paused', 'transfers_paused'],
    ['otherUser', 'transfers_other_user'],
  ]);
  if (needsPerson.length > 0) return { primary: needsPerson, secondary: goesOn };
  if (goesOn.length > 0) return { primary: goesOn, secondary: [] };
  return { primary: [{ kind: 'saved', text: plural('transfers_saved', counts.saved) }], secondary: [] };
}

type PluralKey = Parameters<typeof plural>[0];

const partsOf = (
  counts: TrayCounts,
  keys: readonly (readonly [kind: keyof TrayCounts, key: PluralKey])[],
): SummaryPart[] =>
  keys.filter(([kind]) => counts[kind] > 0).map(([kind, key]) => ({ kind, text: plural(key, counts[kind]) }));
