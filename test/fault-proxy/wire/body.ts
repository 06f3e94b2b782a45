import { type Inflow, PeerGone } from './inflow';
import type { Framing } from './message';

/** A body as it comes over the wire, chunk sizes included. Throws {@link PeerGone} if it ends before its end. */
export async function* bodyPieces(inflow: Inflow, framing: Framing): AsyncGenerator<Buffer, void, undefined> {
  if (framing.kind === 'length') return yield* exactly(inflow, framing.bytes);
  if (framing.kind === 'chunked') return yield* chunks(inflow);
  for (;;) {
    const piece = await inflow.some(Number.POSITIVE_INFINITY);
    if (piece === null) return;
    yield piece;
  }
}

async function* exactly(inflow: Inflow, bytes: number): AsyncGenerator<Buffer, void, undefined> {
  let left = bytes;
  while (left > 0) {
    const piece = await inflow.some(left);
    if (piece === null) throw new PeerGone();
    left -= piece.length;
    yield piece;
  }
}

async function* chunks(inflow: Inflow): AsyncGenerator<Buffer, void, undefined> {
  for (;;) {
    const line = await lineOf(inflow);
    yield line;
    const size = sizeOfChunk(line);
    if (size === 0) break;
    yield* exactly(inflow, size + '\r\n'.length);
  }
  // Trailers, up to the empty line.
  for (let line = await lineOf(inflow); ; line = await lineOf(inflow)) {
    yield line;
    if (line.length === '\r\n'.length) return;
  }
}

async function lineOf(inflow: Inflow): Promise<Buffer> {
  const line = await inflow.through('\r\n');
  if (line === null) throw new PeerGone();
  return line;
}

/** Size in hexadecimal, then perhaps extensions (RFC 9112, 7.1). */
function sizeOfChunk(line: Buffer): number {
  const size = Number.parseInt(line.toString('latin1'), 16);
  if (Number.isNaN(size)) throw new PeerGone('The other side sent a chunk without a size.');
  return size;
}

/** All of a body that is known to be small, with the chunks taken apart. */
export async function wholeBody(inflow: Inflow, framing: Framing): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of bodyPieces(inflow, framing)) pieces.push(piece);
  const wire = Buffer.concat(pieces);
  return framing.kind === 'chunked' ? withoutChunks(wire) : wire;
}

function withoutChunks(wire: Buffer): Buffer {
  const payload: Buffer[] = [];
  for (let at = 0; ; ) {
    const lineEnd = wire.indexOf('\r\n', at) + '\r\n'.length;
    const size = sizeOfChunk(wire.subarray(at, lineEnd));
    if (size === 0) return Buffer.concat(payload);
    payload.push(wire.subarray(lineEnd, lineEnd + size));
    at = lineEnd + size + '\r\n'.length;
  }
}
