import type { Answer } from '../http/exchange';
import { S3Error } from './s3-error';
import { element, text } from './xml';

/** Whose refusal it is, for support and for the message. */
export interface ErrorSite {
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  readonly requestId: string;
  readonly hostId: string;
}

/** S3's error document. What was not foreseen is `InternalError`, and says so in the message, since this is a test. */
export function errorAnswer(error: unknown, site: ErrorSite): Answer {
  const refusal =
    error instanceof S3Error
      ? error
      : new S3Error('InternalError', { message: `Unexpected: ${String(error)}` });
  const status = refusal.status;
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n${element(
    'Error',
    text('Code', refusal.code),
    text('Message', refusal.message),
    ...Object.entries(refusal.details).map(([name, value]) => text(name, value)),
    text('Resource', site.url.split('?', 1)[0]),
    text('RequestId', site.requestId),
    text('HostId', site.hostId),
  )}`;
  return {
    status,
    errorCode: refusal.code,
    headers: { ...refusal.headers, ...(site.method !== 'HEAD' && { 'content-type': 'application/xml' }) },

    ...(site.method !== 'HEAD' && { body }),
  };
}
