import { type FailureCode, mayHaveSucceeded, ShoeboxError } from '../../src/core/failure';
import type { Fate, Point } from '../transfers/world/points';
import { BYTES, contentOfBytes, type Fault, type History, type Outage } from './history';
import type { Simulation } from './simulation';

const isDisk = (operation: string): boolean => /^(database|blobs|jobs)\./.test(operation);
const isRequest = (operation: string): boolean =>
  !isDisk(operation) && !['capture', 'sha256', 'onDeleting'].includes(operation);

/** What lies on which disk; reading needs no room. */
const IN_NEED_OF_ROOM: Readonly<Record<string, Outage>> = {
  'database.write': 'uploads-full',
  'database.writePart': 'uploads-full',
  'database.remove': 'uploads-full', // it may write pending clean-ups
  'jobs.write': 'jobs-full',
  'blobs.put': 'blobs-full',
};

/** What S3 can answer: a refusal comes before anything is done, a mishap at any time. */
const isPossible = (code: FailureCode, { operation, when }: Point): boolean =>
  (when === 'before' || mayHaveSucceeded(code)) &&
  (code !== 'upload-gone' || /uploadPart|completeMultipartUpload/.test(operation)) &&
  // Such an answer says that nothing was done: the store has refused the bytes, or does not know a part as we do.
  (code !== 'not-confirmed' || when === 'before');

/** After so long in such trouble an upload has failed, or in any case been interrupted. */
const FAILS_WITHIN_MS: Readonly<Partial<Record<Outage, number>>> = {
  refused: 5_000,
  unreachable: 600_000,
  offline: 5_000,
};

/** An outage of the network costs no try: it must not be endless. */
const MOST_TIMES_OFFLINE = 20;

/** The mishaps of one history. */
export class Faults {
  /** What goes on at this time. */
  readonly outages = new Set<Outage>();
  readonly #simulation: Simulation;
  readonly #history: Pick<History, 'faults' | 'latency'>;
  #timesOffline = 0;
  /** Nothing goes wrong any more. */
  isOver = false;

  constructor(simulation: Simulation, plan: Pick<History, 'faults' | 'latency'>) {
    this.#simulation = simulation;
    this.#history = plan;
    simulation.points.hook = point => this.#at(point);
  }

  async #at(point: Point): Promise<Fate> {
    if (isRequest(point.operation) && this.#history.latency > 0) await this.#sleep(this.#history.latency);
    if (this.isOver) return undefined;
    this.#meetTrouble(point);
    for (const fault of this.#history.faults) {
      const { operation, when, nth, times } = fault;
      const isNow = operation === point.operation && when === point.when;
      if (!isNow || point.nth < nth || point.nth >= nth + times) continue;
      const fate = await this.#happen(point, fault);
      if (fate !== undefined) return fate;
    }
    return undefined;
  }

  /** For so long. */
  startOutage(kind: Outage, forMs: number): void {
    const { log, clock } = this.#simulation;
    const set = (isOn: boolean): void => {
      log.note(`${isOn ? 'from now on' : 'no longer'}: ${kind}`);
      if (kind === 'offline') this.#simulation.setOnline(!isOn);
      else if (isOn) this.outages.add(kind);
      else this.outages.delete(kind);
    };
    set(true);
    void clock.sleep(forMs, new AbortController().signal, this).then(() => set(false));
  }

  #meetTrouble({ operation, when }: Point): void {
    const { outages } = this;
    if (isRequest(operation) && !this.#simulation.isOnline) throw new ShoeboxError('offline');
    if (isRequest(operation) && outages.has('unreachable')) throw new ShoeboxError('endpoint-unreachable');
    if (isRequest(operation) && when === 'before' && outages.has('refused'))
      throw new ShoeboxError('access-denied');
    const disk = IN_NEED_OF_ROOM[operation];
    if (when === 'before' && disk !== undefined && outages.has(disk)) throw diskFull();
  }

  async #happen(point: Point, { effect }: Fault): Promise<Fate> {
    const { operation, when, what } = point;
    const note = (text: string): number =>
      this.#simulation.log.note(`  ${when} ${operation} ${what}: ${text}`);
    if (effect === 'die') {
      note('death');
      return 'die';
    }
    if (typeof effect === 'object') {
      if ('takes' in effect) {
        note(`takes ${effect.takes}`);
        await this.#sleep(effect.takes);
        return undefined;
      }
      if (!isRequest(operation)) return undefined;
      if ('others' in effect) return this.#others(what, effect.others);
      if ('lostIn' in effect) {
        if (!isRequest(operation)) return undefined;
        note(`its answer is lost, and then: ${effect.lostIn}`);
        this.startOutage(effect.lostIn, FAILS_WITHIN_MS[effect.lostIn] ?? 0);
        throw new ShoeboxError('endpoint-unreachable');
      }
      if (when === 'after') return undefined;
      note(`arrives late`);
      this.#simulation.arriveLate(point.index, effect.arrivesAfter);
      return 'hang';
    }
    if (effect === 'disk-full') {
      if (when === 'after' || !(operation in IN_NEED_OF_ROOM)) return undefined;
      note('disk full');
      throw diskFull();
    }
    if (effect === 'disk-unreadable') {
      note('can’t be read');
      throw new ShoeboxError('unexpected');
    }
    if (effect === 'hang') {
      if (!isRequest(operation)) return undefined;
      note('hangs');
      return 'hang';
    }
    return this.#refuse(point, effect, note);
  }

  #refuse(point: Point, code: FailureCode, note: (text: string) => void): undefined {
    const { operation } = point;
    if (operation === 'capture' && code !== 'source-unreachable') return;
    if (operation === 'sha256' && code !== 'bytes-changed') return;
    if (isRequest(operation) && (code === 'source-unreachable' || code === 'bytes-changed')) return;
    if (isDisk(operation) || operation === 'onDeleting' || !isPossible(code, point)) return;
    if (code === 'offline' && this.#timesOffline++ > MOST_TIMES_OFFLINE) return;
    note(code);
    throw new ShoeboxError(code);
  }

  #others(key: string, what: Extract<Fault['effect'], { others: unknown }>['others']): undefined {
    const { bucket, log } = this.#simulation;
    if (!/^[^,]+\.png$/.test(key)) return;
    log.note(`another user: ${what} at ${key}`);
    if (what === 'delete') bucket.remove(key);
    else bucket.store(key, contentOfBytes(what), BYTES[what], { by: 'other' });
  }

  #sleep(ms: number): Promise<void> {
    return this.#simulation.clock.sleep(ms, new AbortController().signal, this.#simulation);
  }
}

const diskFull = (): Error => new ShoeboxError('browser-storage-full');
