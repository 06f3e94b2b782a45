import {
  alteredAnswer,
  isAltering,
  isDocument,
  isInterim,
  syntheticAnswer,
  type WholeAnswer,
  withLength,
} from './altered-answer';
import type { Exchange, Peer } from './exchange';
import { bodyPieces, wholeBody } from './wire/body';
import { PeerGone } from './wire/inflow';
import {
  answerFraming,
  type Framing,
  type MessageHead,
  parseHead,
  serialiseHead,
  statusOf,
} from './wire/message';

/** What S3 answered, its body still to come. */
interface ComingAnswer {
  readonly head: MessageHead;
  readonly headBytes: Buffer;
  readonly framing: Framing;
  /** False for HEAD's answer and for statuses that never have one. */
  readonly mayHaveBody: boolean;
}

/**
 * Passes S3's answer to the client, as far as the request's fault lets it get. Resolves with the head that the client
 * got, or null if it got none that is whole. Throws `PeerGone` when S3 has gone.
 */
export async function relayAnswer(exchange: Exchange, target: Peer): Promise<MessageHead | null> {
  const { fault } = exchange;
  const answer = await finalAnswer(exchange, target);
  const pieces = bodyPieces(target.inflow, answer.framing);
  switch (fault?.kind) {
    case 'reset-mid-body': // S3 may be faster than the reset that is about to come
      return null;
    case 'drop-answer':
      exchange.cut();
      return null;
    case 'stall-request': // of a body that was shorter
    case 'stall-answer':
      await exchange.stall();
      return null;
    case 'stall-mid-answer':
      await sendBeginning(exchange, answer, pieces, fault.afterBytes);
      await exchange.stall();
      return null;
    case 'cut-mid-answer':
      exchange.entry.outcome = 'cut';
      await sendBeginning(exchange, answer, pieces, fault.afterBytes);
      if (isHeadAlone(answer)) exchange.cut();
      else await exchange.finish();
      return null;
    case 'respond':
      for await (const _ of pieces);
      return sendSynthetic(exchange, fault.answer);
    case 'hold-answer':
      await fault.until;
      break;
    default:
      if (fault !== null && isAltering(fault)) return sendAltered(exchange, answer, target, fault);
  }
  await sendHead(exchange, answer.head, answer.headBytes);
  for await (const piece of pieces) await exchange.client.outflow.send(piece);
  return answer.head;
}

/** Answers in S3's place. */
export async function sendSynthetic(
  exchange: Exchange,
  answer: Parameters<typeof syntheticAnswer>[0],
): Promise<MessageHead> {
  return sendWhole(exchange, syntheticAnswer(answer));
}

/** Passes on what is not an answer yet, and waits for what is. */
async function finalAnswer({ facts, client }: Exchange, { inflow }: Peer): Promise<ComingAnswer> {
  for (;;) {
    const headBytes = await inflow.through('\r\n\r\n');
    if (headBytes === null) throw new PeerGone();
    const head = parseHead(headBytes);
    if (!isInterim(head)) {
      const framing = answerFraming(head, facts.method);
      return { head, headBytes, framing, mayHaveBody: mayHaveBody(head, facts.method) };
    }
    await client.outflow.send(headBytes);
  }
}

const mayHaveBody = (head: MessageHead, method: string): boolean =>
  method !== 'HEAD' && statusOf(head) !== 204 && statusOf(head) !== 304;

async function sendHead(exchange: Exchange, head: MessageHead, bytes = serialiseHead(head)): Promise<void> {
  exchange.entry.status = statusOf(head);
  exchange.entryChanged();
  await exchange.client.outflow.send(bytes);
}

async function sendWhole(exchange: Exchange, { head, body }: WholeAnswer): Promise<MessageHead> {
  const full = withLength(head, body.length);
  await sendHead(exchange, full);
  if (exchange.facts.method !== 'HEAD') await exchange.client.outflow.send(body);
  return full;
}

const isHeadAlone = ({ framing }: ComingAnswer): boolean => framing.kind === 'length' && framing.bytes === 0;

/** The head and so many bytes of the body; of an answer without a body half of the head. */
async function sendBeginning(
  { client }: Exchange,
  answer: ComingAnswer,
  pieces: AsyncIterable<Buffer>,
  afterBytes: number,
): Promise<void> {
  const { headBytes } = answer;
  if (isHeadAlone(answer)) {
    return client.outflow.send(headBytes.subarray(0, headBytes.length / 2));
  }
  await client.outflow.send(headBytes);
  let sent = 0;
  for await (const piece of pieces) {
    const part = piece.subarray(0, afterBytes - sent);
    await client.outflow.send(part);
    sent += part.length;
    if (sent >= afterBytes) return;
  }
}

async function sendAltered(
  exchange: Exchange,
  { head, framing, mayHaveBody }: ComingAnswer,
  { inflow }: Peer,
  fault: Parameters<typeof alteredAnswer>[1],
): Promise<MessageHead> {
  if (mayHaveBody && (isDocument(head) || fault.kind === 'broken-body')) {
    const body = await wholeBody(inflow, framing);
    return sendWhole(exchange, alteredAnswer({ head, body }, fault));
  }
  const altered =
    fault.kind === 'broken-body' ? head : alteredAnswer({ head, body: Buffer.alloc(0) }, fault).head;
  await sendHead(exchange, altered);
  for await (const piece of bodyPieces(inflow, framing)) await exchange.client.outflow.send(piece);
  return altered;
}
