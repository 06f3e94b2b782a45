/** First line and header fields of a request or an answer, as they stood on the wire: order, case and repetition kept. */
export interface MessageHead {
  readonly startLine: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
}

/** How the end of a body is found (RFC 9112, 6.3). */
export type Framing =
  | { readonly kind: 'length'; readonly bytes: number }
  | { readonly kind: 'chunked' }
  /** The end of the connection is the end of the body. */
  | { readonly kind: 'until-close' };

const NO_BODY: Framing = { kind: 'length', bytes: 0 };

/** `bytes` end with the empty line. Header bytes are kept as Latin-1, which loses none. */
export function parseHead(bytes: Buffer): MessageHead {
  const [startLine = '', ...lines] = bytes.toString('latin1').trimEnd().split('\r\n');
  const fields = lines.map(line => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trim()] as const;
  });
  return { startLine, fields };
}

export function serialiseHead({ startLine, fields }: MessageHead): Buffer {
  const lines = [startLine, ...fields.map(([name, value]) => `${name}: ${value}`), '', ''];
  return Buffer.from(lines.join('\r\n'), 'latin1');
}

/** The value of a header; the first one's if it is repeated. */
export function fieldOf({ fields }: MessageHead, wanted: string): string | undefined {
  return fields.find(([name]) => name.toLowerCase() === wanted)?.[1];
}

/** The head with a header set, at the end if it was not there, or without it. */
export function withField(head: MessageHead, wanted: string, value: string | null): MessageHead {
  const others = head.fields.filter(([name]) => name.toLowerCase() !== wanted);
  return { ...head, fields: value === null ? others : [...others, [wanted, value]] };
}

export function statusOf({ startLine }: MessageHead): number {
  return Number(startLine.split(' ')[1]);
}

export function requestFraming(head: MessageHead): Framing {
  return declaredFraming(head) ?? NO_BODY;
}

export function answerFraming(head: MessageHead, requestMethod: string): Framing {
  const status = statusOf(head);
  if (requestMethod === 'HEAD' || status === 204 || status === 304) return NO_BODY;
  return declaredFraming(head) ?? { kind: 'until-close' };
}

function declaredFraming(head: MessageHead): Framing | undefined {
  if (/\bchunked\b/iu.test(fieldOf(head, 'transfer-encoding') ?? '')) return { kind: 'chunked' };
  const length = fieldOf(head, 'content-length');
  return length === undefined ? undefined : { kind: 'length', bytes: Number(length) };
}

/** Whether the connection is to be closed after this message. */
export function isLast(head: MessageHead): boolean {
  return /\bclose\b/iu.test(fieldOf(head, 'connection') ?? '') || /\bHTTP\/1\.0\b/u.test(head.startLine);
}
