import type { Fault } from './fault';
import type { RequestFacts } from './request-facts';
import type { OpenRequest } from './request-log';
import type { Inflow } from './wire/inflow';
import type { MessageHead } from './wire/message';
import type { Outflow } from './wire/outflow';

/** The client, or S3, at the other end of a socket. */
export interface Peer {
  readonly inflow: Inflow;
  readonly outflow: Outflow;
}

/** One request with its answer, while it is under way. */
export interface Exchange {
  readonly facts: RequestFacts;
  readonly head: MessageHead;
  /** The request's head as it came. */
  readonly headBytes: Buffer;
  readonly fault: Fault | null;
  readonly entry: OpenRequest;
  readonly client: Peer;
  /** To be called when the entry tells something new. */
  entryChanged(): void;
  /** Resets the connections to both sides. */
  cut(): void;
  /** Ends the connections once everything that was sent has arrived. */
  finish(): Promise<void>;
  /** Says nothing any more, and resolves when the client has gone. */
  stall(): Promise<void>;
}
