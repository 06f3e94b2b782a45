import { STATUS_CODES } from 'node:http';
import type { AnswerFault, SyntheticAnswer } from './fault';
import { fieldOf, type MessageHead, statusOf, withField } from './wire/message';

/** A whole answer, its body known. */
export interface WholeAnswer {
  readonly head: MessageHead;
  readonly body: Buffer;
}

/** Those that change what S3 said, and only that. */
export type AlteringFault = Extract<
  AnswerFault,
  { readonly kind: 'broken-body' | 'flip-etag-bit' | 'missing-etag' | 'wrong-date' }
>;

const ALTERING: ReadonlySet<string> = new Set([
  'broken-body',
  'flip-etag-bit',
  'missing-etag',
  'wrong-date',
] satisfies AlteringFault['kind'][]);

export const isAltering = (fault: { readonly kind: string }): fault is AlteringFault =>
  ALTERING.has(fault.kind);

/** What a captive portal or a broken proxy says. */
const HTML =
  '<!doctype html><html><head><title>Sign in</title></head><body>Welcome to our Wi-Fi</body></html>';

/** Whether there is a document in the body that the fault would have to change as well. */
export function isDocument(head: MessageHead): boolean {
  return /xml/iu.test(fieldOf(head, 'content-type') ?? '');
}

/** What the client is told instead. */
export function alteredAnswer({ head, body }: WholeAnswer, fault: AlteringFault): WholeAnswer {
  switch (fault.kind) {
    case 'broken-body':
      return brokenBody({ head, body }, fault.how);
    case 'flip-etag-bit':
      return withEtag({ head, body }, etag => etag.replace(/[0-9a-f]/iu, flippedDigit));
    case 'missing-etag':
      return withEtag({ head, body }, () => null);
    case 'wrong-date': {
      const date = Date.parse(fieldOf(head, 'date') ?? '') || Date.now();
      return { head: withField(head, 'date', new Date(date + fault.shiftMs).toUTCString()), body };
    }
  }
}

function brokenBody({ head, body }: WholeAnswer, how: 'empty' | 'truncated' | 'html'): WholeAnswer {
  const ok = { ...head, startLine: 'HTTP/1.1 200 OK' };
  if (how === 'html') return { head: withField(ok, 'content-type', 'text/html'), body: Buffer.from(HTML) };
  return { head: ok, body: how === 'empty' ? Buffer.alloc(0) : body.subarray(0, body.length / 2) };
}

/** The header, and in a document the element. */
function withEtag({ head, body }: WholeAnswer, change: (etag: string) => string | null): WholeAnswer {
  const etag = fieldOf(head, 'etag');
  const document = body.toString('latin1').replace(/<ETag>(.*?)<\/ETag>/gu, (element, value: string) => {
    const changed = change(value.replaceAll('&quot;', '"'));
    return changed === null ? '' : element.replace(value, changed);
  });
  return {
    head: etag === undefined ? head : withField(head, 'etag', change(etag)),
    body: Buffer.from(document, 'latin1'),
  };
}

/** The lowest bit of a hexadecimal digit's value. */
const flippedDigit = (digit: string): string => (Number.parseInt(digit, 16) ^ 1).toString(16);

/** The head of an answer whose length is now this. */
export function withLength(head: MessageHead, bytes: number): MessageHead {
  return withField(withField(head, 'transfer-encoding', null), 'content-length', String(bytes));
}

/** An answer that S3 never gave. */
export function syntheticAnswer({ status, headers = {}, body = '' }: SyntheticAnswer): WholeAnswer {
  const startLine = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`;
  const common = { date: new Date().toUTCString(), 'x-amz-request-id': 'FAULT' };
  return { head: { startLine, fields: Object.entries({ ...common, ...headers }) }, body: Buffer.from(body) };
}

/** 100 Continue and the like: another answer follows. 101 would be the last, but nobody here asks for it. */
export const isInterim = (head: MessageHead): boolean => statusOf(head) < 200;
