import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { relayAnswer, sendSynthetic } from './answer-relay';
import type { Exchange, Peer } from './exchange';
import { requestFacts } from './request-facts';
import type { RequestLog, RequestOutcome } from './request-log';
import { discardBody, relayRequest } from './request-relay';
import type { RuleSet } from './rules';
import { Inflow, PeerGone } from './wire/inflow';
import type { LinkDirection } from './wire/link';
import { answerFraming, fieldOf, isLast, type MessageHead, parseHead } from './wire/message';
import { Outflow } from './wire/outflow';

/** What all connections of a proxy share. */
export interface ProxyParts {
  readonly target: { readonly host: string; readonly port: number };
  readonly rules: RuleSet;
  readonly log: RequestLog;
  /** Towards S3, and back. */
  readonly up: LinkDirection;
  readonly down: LinkDirection;
}

interface OpenSide extends Peer {
  readonly socket: Socket;
}

/** One connection of a client, with one to S3 behind it; requests follow each other on both. */
export class Connection {
  readonly #parts: ProxyParts;
  readonly #client: OpenSide;
  readonly #clientGone: Promise<void>;
  #target: OpenSide | null = null;
  #wasCut = false;

  constructor(socket: Socket, parts: ProxyParts) {
    this.#parts = parts;
    this.#client = { socket, inflow: new Inflow(socket), outflow: new Outflow(socket, parts.down) };
    this.#clientGone = new Promise(resolve => socket.once('close', () => resolve()));
    void this.#clientGone.then(() => this.#target?.socket.destroy());
  }

  /** Serves request after request until one side has had enough. */
  async serve(): Promise<void> {
    const { latencyMs = 0 } = this.#parts.up.link ?? {};
    if (latencyMs > 0) await delay(latencyMs); // opening it took a round trip
    while (await this.#serveOne());
    await this.#finish();
  }

  /** Resets the connections to both sides. */
  cut(): void {
    this.#wasCut = true;
    this.#client.socket.resetAndDestroy();
    this.#target?.socket.resetAndDestroy();
  }

  async #finish(): Promise<void> {
    await this.#client.outflow.arrived();
    this.#client.socket.destroySoon();
    this.#target?.socket.destroy();
  }

  /** Whether another request may follow. */
  async #serveOne(): Promise<boolean> {
    const headBytes = await this.#client.inflow.through('\r\n\r\n');
    if (headBytes === null) return false;
    const head = parseHead(headBytes);
    const facts = requestFacts(head);
    const { delayMs, fault } = this.#parts.rules.decide(facts);
    const entry = this.#parts.log.begin(facts, fault?.kind ?? null);
    const exchange: Exchange = {
      ...{ facts, head, headBytes, fault, entry, client: this.#client },
      entryChanged: () => this.#parts.log.changed(),
      cut: () => this.cut(),
      finish: () => this.#finish(),
      stall: async () => {
        entry.outcome = 'stalled';
        this.#parts.log.changed();
        await this.#clientGone;
      },
    };
    const answer = await this.#carryOut(exchange, delayMs).catch((error: unknown) => {
      if (error instanceof PeerGone) return null;
      throw error;
    });
    const arrived = answer !== null && !this.#client.socket.destroyed;
    if (entry.outcome === 'under-way') entry.outcome = arrived ? 'answered' : this.#outcomeOfLoss();
    this.#parts.log.end(entry);
    return (
      arrived &&
      !isLast(head) &&
      !isLast(answer) &&
      answerFraming(answer, facts.method).kind !== 'until-close'
    );
  }

  /** The head of the answer that the client got; null if it got none. Throws `PeerGone` if a side went away. */
  async #carryOut(exchange: Exchange, delayMs: number): Promise<MessageHead | null> {
    const { fault } = exchange;
    if (delayMs > 0) await this.#whileClientWaits(delay(delayMs));
    if (fault?.kind === 'hold') await this.#whileClientWaits(fault.until);
    if (fault?.kind === 'reset-before-forward') {
      this.cut();
      return null;
    }
    if (fault?.kind === 'respond' && fault.forwarded !== true) {
      return this.#join(exchange, discardBody(exchange), sendSynthetic(exchange, fault.answer));
    }
    const target = this.#openTarget();
    return this.#join(exchange, relayRequest(exchange, target), relayAnswer(exchange, target));
  }

  /** An answer may come before all of the request has gone, and need not mean that the rest does not follow. */
  async #join(
    { head, entry }: Exchange,
    sending: Promise<void>,
    answering: Promise<MessageHead | null>,
  ): Promise<MessageHead | null> {
    let isSent = false;
    const sent = sending.then(
      () => {
        isSent = true;
      },
      (error: unknown) => {
        if (!(error instanceof PeerGone)) throw error;
      },
    );
    try {
      const answer = await answering;
      if (!isSent && fieldOf(head, 'expect') !== undefined) {
        // Refused at once, a client that asked first never sends its body.
        entry.outcome = 'answered';
        await this.#finish();
      }
      return answer;
    } catch (error) {
      if (entry.outcome === 'under-way') entry.outcome = this.#outcomeOfLoss();
      this.#client.socket.resetAndDestroy();
      throw error;
    } finally {
      await sent;
    }
  }

  /** Who was to blame that there is no answer. */
  #outcomeOfLoss(): RequestOutcome {
    if (this.#wasCut) return 'cut';
    return this.#client.socket.destroyed ? 'client-gone' : 'target-gone';
  }

  async #whileClientWaits(pause: Promise<unknown>): Promise<void> {
    await Promise.race([pause, this.#clientGone]);
    if (this.#client.socket.destroyed) throw new PeerGone();
  }

  /** The connection to S3: that of the request before if it is still there, else a new one. */
  #openTarget(): OpenSide {
    if (this.#target !== null && !this.#target.socket.destroyed) return this.#target;
    const socket = connect({ ...this.#parts.target, noDelay: true });
    this.#target = { socket, inflow: new Inflow(socket), outflow: new Outflow(socket, this.#parts.up) };
    return this.#target;
  }
}
