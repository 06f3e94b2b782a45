import type { Socket } from 'node:net';

/** So much is read ahead of whoever takes it; then the sender has to wait. */
const READ_AHEAD_BYTES = 256 * 1024;

/** Far more than any server takes in a head, or in the first line of a chunk. */
const MAX_HEAD_BYTES = 256 * 1024;

/** The other side closed or reset the connection in the middle of a message. */
export class PeerGone extends Error {
  override readonly name = 'PeerGone';
}

/** The bytes that come in on a socket, taken piece by piece. The socket's flow follows how they are taken. */
export class Inflow {
  readonly #socket: Socket;
  #pending: Buffer[] = [];
  #size = 0;
  #ended = false;
  #frozen = false;
  #wake = (): void => {};

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (bytes: Buffer) => {
      this.#pending.push(bytes);
      this.#size += bytes.length;
      if (this.#size >= READ_AHEAD_BYTES) socket.pause();
      this.#wake();
    });
    const end = (): void => {
      this.#ended = true;
      this.#wake();
    };
    socket.on('end', end);
    socket.on('close', end);
    // A reset: `close` follows, and tells all that there is to know.
    socket.on('error', () => {});
  }

  /** Up to `max` bytes, as soon as there are any. Null at the end. */
  async some(max: number): Promise<Buffer | null> {
    while (this.#pending.length === 0) {
      if (this.#ended) return null;
      await this.#more();
    }
    const [first] = this.#pending;
    if (first === undefined) throw new Error('unreachable: there is something');
    if (first.length <= max) this.#pending.shift();
    else this.#pending[0] = first.subarray(max);
    return this.#taken(first.length <= max ? first : first.subarray(0, max));
  }

  /** Everything up to and with the marker. Null if the stream ends before it. */
  async through(marker: string): Promise<Buffer | null> {
    for (;;) {
      const all = this.#pending.length === 1 ? this.#pending[0] : Buffer.concat(this.#pending);
      const found = all?.indexOf(marker) ?? -1;
      if (all !== undefined && found >= 0) {
        const end = found + marker.length;
        this.#pending = end < all.length ? [all.subarray(end)] : [];
        return this.#taken(all.subarray(0, end));
      }
      if (this.#ended || this.#size >= MAX_HEAD_BYTES) return null;
      await this.#more();
    }
  }

  /** Nothing is read any more: the sender's window fills up, and stays full. */
  freeze(): void {
    this.#frozen = true;
    this.#socket.pause();
  }

  #taken(bytes: Buffer): Buffer {
    this.#size -= bytes.length;
    if (this.#size < READ_AHEAD_BYTES && !this.#frozen) this.#socket.resume();
    return bytes;
  }

  #more(): Promise<void> {
    return new Promise(resolve => {
      this.#wake = resolve;
    });
  }
}
