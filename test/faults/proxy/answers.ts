import type { MadeUpAnswer } from './fault';

/** S3's error document, with what else the answer says. */
export function errorAnswer(
  status: number,
  code: string,
  headers: Readonly<Record<string, string>> = {},
): MadeUpAnswer {
  return {
    status,
    headers: { 'content-type': 'application/xml', ...headers },
    body:
      '<?xml version="1.0" encoding="UTF-8"?>\n' +
      `<Error><Code>${code}</Code><Message>Made up by the fault proxy.</Message><RequestId>FAULT</RequestId></Error>`,
  };
}

/** `retryAfterSeconds` as S3 may send it, and as proxies in front of it do. */
export const slowDown = (retryAfterSeconds?: number): MadeUpAnswer =>
  errorAnswer(
    503,
    'SlowDown',
    retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) },
  );

export const tooManyRequests = (retryAfterSeconds: number): MadeUpAnswer =>
  errorAnswer(429, 'TooManyRequests', { 'retry-after': String(retryAfterSeconds) });

export const internalError = (): MadeUpAnswer => errorAnswer(500, 'InternalError');

/** S3 answers 400; brief's and many gateways' 403 is `expiredToken(403)`. */
export const expiredToken = (status: 400 | 403 = 400): MadeUpAnswer => errorAnswer(status, 'ExpiredToken');

export const accessDenied = (): MadeUpAnswer => errorAnswer(403, 'AccessDenied');

export const noSuchBucket = (): MadeUpAnswer => errorAnswer(404, 'NoSuchBucket');

export const noSuchUpload = (): MadeUpAnswer => errorAnswer(404, 'NoSuchUpload');

export const requestTimeTooSkewed = (): MadeUpAnswer => errorAnswer(403, 'RequestTimeTooSkewed');

/** What CompleteMultipartUpload and CopyObject may say after they have begun to answer. */
export const errorIn200 = (): MadeUpAnswer => errorAnswer(200, 'InternalError');
