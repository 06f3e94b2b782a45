import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { BandwidthLimiter, type Link, type LinkDirection } from './link';

/** A slow line takes pieces of about so long, so that several connections share it evenly. */
const PIECE_MS = 20;

/** Less would cost more in timers than it gives in smoothness. */
const MIN_PIECE_BYTES = 1024;

/** So much may be on its way over a slow line; then the sender has to wait. More than any link here holds. */
const MAX_ON_THE_WAY_BYTES = 1024 * 1024;

/** A sender runs ahead of the line by so much, so that timers which fire late leave no gap. */
const AHEAD_MS = 50;

/** The bytes that go out on a socket, at the speed of the link. */
export class Outflow {
  readonly #socket: Socket;
  readonly #direction: LinkDirection;
  readonly #pacer = new BandwidthLimiter();
  /** Pieces on their way, oldest first: resolved when they have arrived. */
  readonly #onTheWay: Promise<void>[] = [];
  #bytesOnTheWay = 0;
  #arrived: Promise<void> = Promise.resolve();

  constructor(socket: Socket, direction: LinkDirection) {
    this.#socket = socket;
    this.#direction = direction;
  }

  /** Resolves when more may be sent. Whether the other side is still there has to be asked elsewhere. */
  async send(bytes: Buffer): Promise<void> {
    const { link } = this.#direction;
    if (link === null && this.#onTheWay.length === 0) return this.#write(bytes);
    for (const piece of pieces(bytes, link)) await this.#dispatch(piece, link ?? {});
  }

  /** Resolves when all that was sent has left the link. */
  arrived(): Promise<void> {
    return this.#arrived;
  }

  async #dispatch(piece: Buffer, link: Link): Promise<void> {
    const now = performance.now();
    const leavesAt = Math.max(
      this.#pacer.leavesAt(now, piece.length, link.bytesPerSecondPerConnection),
      this.#direction.total.leavesAt(now, piece.length, link.bytesPerSecondTotal),
    );
    const arrival = this.#arriveAfter(this.#arrived, piece, leavesAt + (link.latencyMs ?? 0) / 2);
    this.#arrived = arrival;
    this.#onTheWay.push(arrival);
    this.#bytesOnTheWay += piece.length;
    while (this.#bytesOnTheWay > MAX_ON_THE_WAY_BYTES) await this.#onTheWay[0];
    const ahead = leavesAt - performance.now();
    if (ahead > AHEAD_MS) await delay(ahead - AHEAD_MS);
  }

  async #arriveAfter(before: Promise<void>, piece: Buffer, dueAt: number): Promise<void> {
    await before;
    const early = dueAt - performance.now();
    if (early > 0) await delay(early);
    await this.#write(piece);
    this.#onTheWay.shift();
    this.#bytesOnTheWay -= piece.length;
  }

  async #write(bytes: Buffer): Promise<void> {
    const socket = this.#socket;
    if (!socket.writable || socket.write(bytes)) return;
    await new Promise<void>(resolve => {
      const done = (): void => {
        socket.off('drain', done);
        socket.off('close', done);
        resolve();
      };
      socket.on('drain', done);
      socket.on('close', done);
    });
  }
}

function* pieces(bytes: Buffer, link: Link | null): Generator<Buffer, void, undefined> {
  const slowest = Math.min(
    link?.bytesPerSecondPerConnection ?? Number.POSITIVE_INFINITY,
    link?.bytesPerSecondTotal ?? Number.POSITIVE_INFINITY,
  );
  const size = Math.max(MIN_PIECE_BYTES, Math.floor((slowest * PIECE_MS) / 1000));
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
