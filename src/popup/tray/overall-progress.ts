import type { TransferView } from '../../messaging/protocol';

/** How far all that is under way is, together. */
export interface OverallProgress {
  /** Bytes. */
  readonly uploaded: number;
  /** Bytes, of all whose size is known. */
  readonly total: number;
  /** Null while unknown, or while nothing moves. */
  readonly bytesPerSecond: number | null;
  /** Null as long as the speed is. */
  readonly secondsLeft: number | null;
}

/** The speed is that of the last so many milliseconds: long enough to be steady, short enough to follow the line. */
const WINDOW_MS = 6000;

/** A speed over less than this is a guess. */
const SHORTEST_MS = 1500;

interface Sample {
  /** Milliseconds, of any clock. */
  readonly at: number;
  readonly sent: number;
}

/**
 * Adds up what is under way, from one look to the next. What was saved since belongs to the same work, so that the
 * whole never seems to shrink; it begins anew once nothing is under way.
 */
export class OverallProgressMeter {
  /** Of each transfer of this work, the bytes at the last look. */
  #uploaded = new Map<string, number>();
  /** Bytes that went over the wire while this meter looked; only grows. */
  #sent = 0;
  #samples: Sample[] = [];

  /** Null when nothing is under way. */
  measure(transfers: readonly TransferView[], now: number): OverallProgress | null {
    const underWay = transfers.filter(({ state }) => state === 'under-way');
    if (underWay.length === 0) {
      this.#uploaded = new Map();
      this.#samples = [];
      return null;
    }
    const work = transfers.filter(
      ({ id, state }) => state === 'under-way' || (state === 'saved' && this.#uploaded.has(id)),
    );
    const uploaded = new Map(work.map(transfer => [transfer.id, uploadedOf(transfer)]));
    for (const [id, bytes] of uploaded) this.#sent += Math.max(0, bytes - (this.#uploaded.get(id) ?? bytes));
    this.#uploaded = uploaded;
    this.#samples = [
      ...this.#samples.filter(({ at }) => at > now - WINDOW_MS),
      { at: now, sent: this.#sent },
    ];

    const total = work.reduce((sum, { bytes }) => sum + (bytes?.size ?? 0), 0);
    const done = [...uploaded.values()].reduce((sum, bytes) => sum + bytes, 0);
    const bytesPerSecond = this.#speed(underWay);
    const secondsLeft = bytesPerSecond === null ? null : (total - done) / bytesPerSecond;
    return { uploaded: done, total, bytesPerSecond, secondsLeft };
  }

  #speed(underWay: readonly TransferView[]): number | null {
    const [only, ...others] = underWay;
    // The same number as in its row.
    if (only !== undefined && others.length === 0) return only.bytesPerSecond;
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    const moves = underWay.some(({ waiting }) => waiting === null);
    if (!moves || first === undefined || last === undefined || last.at - first.at < SHORTEST_MS) return null;
    const speed = ((last.sent - first.sent) * 1000) / (last.at - first.at);
    return speed > 0 ? speed : null;
  }
}

const uploadedOf = ({ state, bytes, uploaded }: TransferView): number =>
  state === 'saved' ? (bytes?.size ?? 0) : uploaded;
