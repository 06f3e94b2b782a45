import type { SyntheticAnswer } from './fault';

/** S3's error document, with what else the answer says. */
export function errorAnswer(
  status: number,
  code: string,
  headers: Readonly<Record<string, string>> = {},
): SyntheticAnswer {
  return {
    status,
    headers: { 'content-type': 'application/xml', ...headers },
    body:
      '<?xml version="1.0" encoding="UTF-8"?>\n' +
      `<Error><Code>${code}</Code><Message>Made up by the fault proxy.</Message><RequestId>FAULT</RequestId></Error>`,
  };
}

/** `retryAfterSeconds` as S3 may send it, and as proxies in front of it do. */
export const slowDown = (retryAfterSeconds?: number): SyntheticAnswer =>
  errorAnswer(
    503,
    'SlowDown',
    retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) },
  );

export const tooManyRequests = (retryAfterSeconds: number): SyntheticAnswer =>
  errorAnswer(429, 'TooManyRequests', { 'retry-after': String(retryAfterSeconds) });

export const internalError = (): SyntheticAnswer => errorAnswer(500, 'InternalError');

/** AWS answers 400, some gateways 403. */
export const expiredToken = (status: 400 | 403 = 400): SyntheticAnswer => errorAnswer(status, 'ExpiredToken');

export const accessDenied = (): SyntheticAnswer => errorAnswer(403, 'AccessDenied');

export const noSuchBucket = (): SyntheticAnswer => errorAnswer(404, 'NoSuchBucket');

export const requestTimeTooSkewed = (): SyntheticAnswer => errorAnswer(403, 'RequestTimeTooSkewed');

/** What CompleteMultipartUpload and CopyObject may say after they have begun to answer. */
export const errorIn200 = (): SyntheticAnswer => errorAnswer(200, 'InternalError');
