import type { Environment } from '../core/environment';
import { NEVER_ABORTED } from '../core/promises';
import type { WaitReason } from '../core/wait-reason';

/** How often the list is published again while it changes. */
const PUBLISH_EVERY_MS = 100;

/** So many ends in turn are each published at once; of more the next list tells. */
const ENDS_AT_ONCE = 6;

/**
 * `busy` while the worker must be kept alive, `waiting` while it has to be woken again later, `idle` otherwise: also while
 * everything waits for the user to sign in or to enter access keys, which wakes it.
 */
export type Activity = 'busy' | 'waiting' | 'idle';

/** What is known of a record beyond what is written down. */
export interface LiveStatus {
  /** Null while it moves, and when it is not under way. */
  readonly waiting: WaitReason | null;
}

/** Publishes how the records stand, and whether the worker is needed. */
export interface Publisher<Published> {
  /** Something has changed: it is published now, or soon together with what changes until then. */
  publish(): void;
  /** Something that the user waits for has changed: it is published at once. */
  publishNow(): void;
  /** Something has come to its end: it is published at once, unless many more are about to. */
  publishEnd(): void;
  /** All records as they are now; the very same object for one that has not changed since the last time. */
  current(): Published[];
  /** Does other work that the worker must be kept alive for. */
  whileBusy(work: (onWaiting: (waiting: WaitReason | null) => void) => Promise<void>): Promise<void>;
}

interface PublisherPorts<Published> {
  readonly environment: Pick<Environment, 'now' | 'sleep'>;
  /** May be told the same again. */
  readonly onActivity: (activity: Activity) => void;
  readonly onChange: (published: readonly Published[]) => void;
}

interface Source<Stored, Live> {
  readonly records: () => readonly Stored[];
  readonly liveStatusOf: (record: Stored) => Live;
  /** Whether it has something to do by itself. */
  readonly isPending: (record: Stored) => boolean;
}

export function openPublisher<Stored extends { readonly id: string }, Live extends LiveStatus>(
  { environment, onActivity, onChange }: PublisherPorts<Stored & Live>,
  { records, liveStatusOf, isPending }: Source<Stored, Live>,
): Publisher<Stored & Live> {
  interface Entry {
    readonly record: Stored;
    readonly live: Live;
    readonly published: Stored & Live;
  }

  let otherWork = 0;
  let otherWaiting: WaitReason | null = null;
  let publishedAt = Number.NEGATIVE_INFINITY;
  let willPublish = false;
  /** Whether something has changed since it was published. */
  let isStale = false;
  let before = new Map<string, Entry>();

  function entryOf(record: Stored): Entry {
    const live = liveStatusOf(record);
    const last = before.get(record.id);
    const isUnchanged = last?.record === record && isSame(last.live, live);
    return isUnchanged ? last : { record, live, published: { ...record, ...live } };
  }

  function current(): (Stored & Live)[] {
    before = new Map(records().map(record => [record.id, entryOf(record)]));
    return [...before.values()].map(({ published }) => published);
  }

  function publishNow(): void {
    publishedAt = environment.now();
    isStale = false;
    const all = current();
    const pending = all.filter(isPending);
    // While some wait for the network or the user, those that wait for their turn wait for that as well.
    const isStopped = pending.some(({ waiting }) => isStill(waiting));
    const isMoving = pending.some(
      ({ waiting }) => !isStill(waiting) && !(isStopped && waiting?.kind === 'turn'),
    );
    // A sign-in wakes the worker by itself; that there is a network, nobody tells it.
    const isOffline = [otherWaiting, ...pending.map(({ waiting }) => waiting)].some(
      waiting => waiting?.kind === 'online',
    );
    if (isMoving || (otherWork > 0 && !isStill(otherWaiting))) onActivity('busy');
    else onActivity(isOffline ? 'waiting' : 'idle');
    onChange(all);
  }

  function publish(): void {
    isStale = true;
    if (willPublish) return;
    willPublish = true;
    const wait = Math.max(0, publishedAt + PUBLISH_EVERY_MS - environment.now());
    void environment.sleep(wait, NEVER_ABORTED).then(() => {
      willPublish = false;
      if (isStale) publishNow();
    });
  }

  function publishEnd(): void {
    if (records().filter(isPending).length > ENDS_AT_ONCE) publish();
    else publishNow();
  }

  return {
    publish,
    publishNow,
    publishEnd,
    current,
    async whileBusy(work) {
      otherWork++;
      publish();
      try {
        await work(waiting => {
          otherWaiting = waiting;
          publish();
        });
      } finally {
        otherWork--;
        otherWaiting = null;
        publish();
      }
    },
  };
}

/** Nothing moves until there is a network, or the user comes. */
const isStill = (waiting: WaitReason | null): boolean => {
  const STILL: readonly WaitReason['kind'][] = ['online', 'sign-in', 'other-user', 'access-keys'];
  return waiting !== null && STILL.includes(waiting.kind);
};

function isSame(a: object, b: object): boolean {
  const now: unknown[] = Object.values(b);
  return Object.values(a).every(
    (value: unknown, index) => value === now[index] || JSON.stringify(value) === JSON.stringify(now[index]),
  );
}
