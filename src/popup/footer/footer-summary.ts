import { plural } from '../../i18n/message';
import type { JobView } from '../../messaging/job-messages';
import { doneText, failedText, noteText, readyText, runningText } from '../jobs/job-texts';
import { GROUPS, type GroupedItems, type TrayItem } from '../tray/tray-items';

/** How many transfers are in each state that the user is told of. */
export interface TrayCounts {
  /** Without an album. */
  readonly choosing: number;
  readonly failed: number;
  /** Under way, but for the user's sign-in. */
  readonly signingIn: number;
  /** Under way, but for access keys. */
  readonly needingKeys: number;
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
  const waitingFor = (kind: 'sign-in' | 'access-keys' | 'other-user'): number =>
    count(item => item.kind === 'transfer' && item.transfer.waiting?.kind === kind);
  const [signingIn, otherUser] = [waitingFor('sign-in'), waitingFor('other-user')];
  const needingKeys = waitingFor('access-keys');
  return {
    choosing: count(inState('choosing-album')),
    failed: count(inState('failed')) + unread,
    ...{ signingIn, needingKeys, otherUser },
    underWay: count(inState('under-way')) - signingIn - needingKeys - otherUser + additions.length - unread,
    paused: count(inState('paused')),
    saved: count(inState('saved')),
  };
}

/** One thing that is said. */
export interface SummaryPart {
  readonly kind: keyof TrayCounts | 'job-failed' | 'job-noted' | 'job-ready' | 'job-under-way' | 'job-done';
  readonly text: string;
}

/** All that is on its way, failed or done, in a few words. */
export interface FooterSummary {
  /** What matters most: what needs the user, else what goes on, else what is done. Empty when there is nothing. */
  readonly primary: readonly SummaryPart[];
  /** What goes on besides. */
  readonly secondary: readonly SummaryPart[];
  /** Another text when there is news that is worth being read aloud. */
  readonly news: string;
}

/** @param jobs those that have a row */
export function footerSummary(counts: TrayCounts, jobs: readonly JobView[]): FooterSummary {
  const failed = jobs.filter(({ state }) => state === 'failed');
  const underWay = jobs.filter(({ state }) => state === 'under-way');
  const ready = jobs.filter(({ state }) => state === 'ready');
  const needsUser = [
    ...partsOf(counts, [
      ['choosing', 'transfers_choosing'],
      ['failed', 'transfers_failed'],
      ['signingIn', 'transfers_signing_in'],
      ['needingKeys', 'transfers_needing_keys'],
    ]),
    ...together('job-failed', failed, failedText, 'jobs_failed'),
    ...jobs
      .filter(({ state, note }) => state === 'done' && note !== null)
      .map(job => ({ kind: 'job-noted' as const, text: noteText(job) })),
    ...ready
      .filter(({ isHandedOver }) => !isHandedOver)
      .map(job => ({ kind: 'job-ready' as const, text: `${doneText(job)} · ${readyText(job)}` })),
  ];
  const goesOn = [
    ...partsOf(counts, [
      ['underWay', 'transfers_under_way'],
      ['paused', 'transfers_paused'],
      ['otherUser', 'transfers_other_user'],
    ]),
    ...together('job-under-way', underWay, runningText, 'jobs_under_way'),
  ];
  const isDone = [
    ...partsOf(counts, [['saved', 'transfers_saved']]),
    ...ready
      .filter(({ isHandedOver }) => isHandedOver)
      .map(job => ({ kind: 'job-done' as const, text: doneText(job) })),
  ];
  const news = `${counts.failed} ${counts.choosing} ${counts.signingIn > 0} ${counts.needingKeys > 0} ${counts.underWay > 0} ${failed.length}`;
  if (needsUser.length > 0) return { primary: saidOnce(needsUser), secondary: goesOn, news };
  return { primary: goesOn.length > 0 ? goesOn : saidOnce(isDone), secondary: [], news };
}

/** Several jobs may have the same to say. */
const saidOnce = (parts: readonly SummaryPart[]): readonly SummaryPart[] => [
  ...new Map(parts.map(part => [part.text, part])).values(),
];

type PluralKey = Parameters<typeof plural>[0];

const partsOf = (
  counts: TrayCounts,
  keys: readonly (readonly [kind: keyof TrayCounts, key: PluralKey])[],
): SummaryPart[] =>
  keys.filter(([kind]) => counts[kind] > 0).map(([kind, key]) => ({ kind, text: plural(key, counts[kind]) }));

/** One job by its own words, several by their number. */
function together(
  kind: SummaryPart['kind'],
  jobs: readonly JobView[],
  textOf: (job: JobView) => string,
  key: PluralKey,
): SummaryPart[] {
  const [only] = jobs;
  if (only === undefined) return [];
  return [{ kind, text: jobs.length === 1 ? textOf(only) : plural(key, jobs.length) }];
}
