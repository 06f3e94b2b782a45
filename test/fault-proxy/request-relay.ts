import type { Exchange, Peer } from './exchange';
import type { Fault } from './fault';
import { bodyPieces } from './wire/body';
import { type Framing, requestFraming } from './wire/message';

/** Passes a request on, as far as its fault lets it get. Throws `PeerGone` when the client has gone. */
export async function relayRequest(exchange: Exchange, target: Peer): Promise<void> {
  const { head, headBytes, fault, entry, client } = exchange;
  const framing = requestFraming(head);
  const limit = limitOf(fault);
  await target.outflow.send(headBytes);
  for await (const piece of bodyPieces(client.inflow, framing)) {
    const part = piece.subarray(0, limit - entry.requestBytes);
    if (fault?.kind === 'flip-request-bit') {
      flipBit(part, positionIn(framing, fault.atByte) - entry.requestBytes);
    }
    await target.outflow.send(part);
    entry.requestBytes += part.length;
    exchange.entryChanged();
    if (entry.requestBytes >= limit) break;
  }
  if (fault?.kind === 'reset-mid-body') exchange.cut();
  if (fault?.kind === 'stall-request') {
    client.inflow.freeze();
    await exchange.stall();
  }
}

/** Reads a request's body and forgets it. */
export async function discardBody({ head, client }: Exchange): Promise<void> {
  for await (const _ of bodyPieces(client.inflow, requestFraming(head)));
}

function limitOf(fault: Fault | null): number {
  const isLimited = fault?.kind === 'reset-mid-body' || fault?.kind === 'stall-request';
  return isLimited ? fault.afterBytes : Number.POSITIVE_INFINITY;
}

/** A chunked body does not say how long it will be; there the position stands as it is. */
function positionIn(framing: Framing, atByte: number): number {
  return framing.kind === 'length' && framing.bytes > 0 ? atByte % framing.bytes : atByte;
}

function flipBit(bytes: Buffer, at: number): void {
  const byte = bytes[at];
  if (byte !== undefined) bytes[at] = byte ^ 1;
}
