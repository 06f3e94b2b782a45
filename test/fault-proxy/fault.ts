/** An answer that the proxy makes up. Length, date and request id are added. */
export interface SyntheticAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What happens to a request on its way to S3. Bytes are those of its body, counted on the wire. */
export type RequestFault =
  /** Goes on later, and unharmed. Delays of several rules add up; another fault may come on top. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** Goes on, unharmed, once the promise has settled. */
  | { readonly kind: 'hold'; readonly until: Promise<unknown> }
  /** The connection is reset, and S3 hears nothing of it. */
  | { readonly kind: 'reset-before-forward' }
  /** Both connections are reset after so many bytes; at the body's end if it is shorter. */
  | { readonly kind: 'reset-mid-body'; readonly afterBytes: number }
  /** After so many bytes nothing is read any more, and the connection stays open for ever. */
  | { readonly kind: 'stall-request'; readonly afterBytes: number }
  /** One bit of the body arrives wrong; modulo the body's length. Nothing happens to a request without a body. */
  | { readonly kind: 'flip-request-bit'; readonly atByte: number };

/** What happens to the answer. Unless said otherwise S3 has done what was asked. */
export type AnswerFault =
  /** The answer of a server in a bad mood, in place of S3's. S3 hears of the request only if `forwarded`. */
  | { readonly kind: 'respond'; readonly answer: SyntheticAnswer; readonly forwarded?: boolean }
  /** S3's answer goes on, unharmed, once the promise has settled. */
  | { readonly kind: 'hold-answer'; readonly until: Promise<unknown> }
  /** S3's answer is swallowed and the connection reset. */
  | { readonly kind: 'drop-answer' }
  /** S3's answer is swallowed, and the connection stays open for ever. */
  | { readonly kind: 'stall-answer' }
  /** Head and so many bytes of the answer's body arrive, or half of a head alone; then the connection stays open for ever. */
  | { readonly kind: 'stall-mid-answer'; readonly afterBytes: number }
  /**
   * Head and so many bytes of the answer's body arrive, then the connection is closed. Of an answer without a body half
   * of the head arrives, at most, and the connection is reset: over plain http, and only there, Chromium takes a head
   * that ends with its connection for a whole one.
   */
  | { readonly kind: 'cut-mid-answer'; readonly afterBytes: number }
  /** Status 200 and S3's headers, but the body is not what S3 said, and its length tells nothing of that. */
  | { readonly kind: 'broken-body'; readonly how: 'empty' | 'truncated' | 'html' }
  /** One bit of the ETag is wrong, in the header and in the XML. */
  | { readonly kind: 'flip-etag-bit' }
  /** The ETag is missing, in the header and in the XML. */
  | { readonly kind: 'missing-etag' }
  /** The answer's `Date` is off by so much. */
  | { readonly kind: 'wrong-date'; readonly shiftMs: number };

/** One thing that goes wrong. But for the holds this is plain data: it can be drawn at random, printed and replayed. */
export type Fault = RequestFault | AnswerFault;

export type FaultKind = Fault['kind'];
