import type { FailureCode } from '../../src/core/failure';
import { type Content, contentOf, FakeBytes } from '../transfers/world/fake-bytes';
import type { Operation, Point } from '../transfers/world/points';

// What a history is: orders of a user, deeds of others, mishaps; few names and bytes, so that they collide.

export const MIB = 1024 ** 2;

/** Two small ones of one size, two that go up in parts, one that is copied in parts, and an album's marker; by name. */
export const BYTES = {
  ...{ one: 7, two: 7, large: 9 * MIB, lorge: 9 * MIB, huge: 6 * 1024 * MIB },
  marker: 0,
} as const;
export type Bytes = keyof typeof BYTES;

export const blobOf = (bytes: Bytes): FakeBytes => new FakeBytes(bytes, BYTES[bytes]);
export const contentOfBytes = (bytes: Bytes): Content => contentOf(blobOf(bytes));

/** Photos of an album, as a user picks them: the nth, or all. */
export type Which = 0 | 1 | 'all';

/** What happens, once those before it did and `wait` milliseconds passed. `ago` counts from the latest that fits. */
export type Command = { readonly wait: number } & (
  | {
      readonly does: 'add';
      readonly from: 'file' | 'web';
      readonly bytes: Bytes;
      readonly name: string;
      /** Null: to be chosen. Pictures only. */
      readonly album: string | null;
    }
  /** The same bytes once more, under the same name into the same album. */
  | { readonly does: 'add-again'; readonly ago: number }
  | { readonly does: 'cancel' | 'dismiss' | 'retry' | 'pause' | 'unpause'; readonly ago: number }
  | { readonly does: 'choose'; readonly ago: number; readonly album: string }
  | { readonly does: 'clear' }
  | { readonly does: 'retry-all' }
  | { readonly does: 'move' | 'copy'; readonly from: string; readonly which: Which; readonly to: string }
  | { readonly does: 'rename'; readonly from: string; readonly which: Which; readonly name: string }
  | { readonly does: 'delete'; readonly from: string; readonly which: Which }
  | { readonly does: 'delete-album'; readonly album: string }
  | { readonly does: 'move-album'; readonly from: string; readonly to: string }
  | { readonly does: 'undo' | 'cancel-job' | 'retry-job' | 'dismiss-job'; readonly ago: number }
  /** Another user, directly in the bucket. */
  | {
      readonly does: 'other-put';
      readonly key: string;
      readonly bytes: Bytes;
      /** Milliseconds since it was begun, of what comes in parts. */
      readonly begunAgo?: number;
    }
  | { readonly does: 'other-delete'; readonly key: string }
  | { readonly does: 'die' }
  /** For so long. `refused`: whatever S3 is asked, it denies. */
  | { readonly does: 'trouble'; readonly kind: Outage; readonly forMs: number }
);
export type Outage = 'offline' | 'unreachable' | 'refused' | 'uploads-full' | 'jobs-full' | 'blobs-full';

/** What happens to a request or to the disk. */
export type FaultEffect =
  | 'die'
  /** No answer ever comes. */
  | 'hang'
  /** No answer ever comes; it arrives all the same, so long after its sender gave it up. */
  | { readonly arrivesAfter: number }
  | { readonly takes: number }
  /** The answer is lost, and then there is trouble for a while. */
  | { readonly lostIn: Outage }
  /** Another user stores this, or deletes what is there, at the key that is asked for, at this very moment. */
  | { readonly others: Bytes | 'delete' }
  | 'disk-full'
  /** Of what is read when a worker begins. */
  | 'disk-unreadable'
  | FailureCode;

/** From the `nth` time on that `operation` is begun, or done and not answered yet, so many `times`. */
export interface Fault {
  readonly operation: Operation;
  readonly when: Point['when'];
  readonly nth: number;
  readonly times: number;
  readonly effect: FaultEffect;
}

export interface History {
  readonly seeds: readonly { readonly key: string; readonly bytes: Bytes }[];
  readonly commands: readonly Command[];
  readonly faults: readonly Fault[];
  /** Milliseconds that a request takes each way. */
  readonly latency: number;
  readonly honoursConditions: boolean;
  readonly returnsChecksums: boolean;
  /** By which the bucket's clock is ahead. */
  readonly skewMs: number;
  readonly chance: number;
}

/** As text, one line for each thing. */
export const textOf = ({ seeds, commands, faults, ...facts }: History): string =>
  [
    JSON.stringify(facts),
    ...seeds.map(({ key: at, bytes: what }) => `from the beginning: ${at} (${what})`),
    ...commands.map((one, index) => `${index + 1}. ${JSON.stringify(one)}`),
    ...faults.map(one => `fault: ${JSON.stringify(one)}`),
  ].join('\n');
