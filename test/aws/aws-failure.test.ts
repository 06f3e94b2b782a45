import { afterEach, describe, expect, test, vi } from 'vitest';
import { type AwsRequestContext, awsFailure } from '../../src/aws/aws-failure';

const ATTEMPT: AwsRequestContext = {
  action: 's3:PutObject',
  resource: 'arn:aws:s3:::bucket/*',
  bucket: 'bucket',
  region: 'us-east-1',
  host: 'bucket.s3.us-east-1.amazonaws.com',
  key: 'a.jpg',
  access: 'guest',
};

/** An exception as the SDK throws it. */
const exception = (name: string, status: number, facts: object = {}): Error =>
  Object.assign(new Error('because'), { name, $metadata: { httpStatusCode: status } }, facts);

afterEach(() => vi.unstubAllGlobals());

describe('awsFailure', () => {
  test.each([
    ['AccessDenied', 403, 'access-denied'],
    ['403', 403, 'access-denied'],
    ['UnknownError', 403, 'access-denied'],
    ['NotFound', 404, 'object-not-found'],
    ['404', 404, 'object-not-found'],
    ['InvalidObjectState', 403, 'object-archived'],
    ['NoSuchBucket', 404, 'bucket-not-found'],
    ['PreconditionFailed', 412, 'name-taken'],
    ['NotImplemented', 501, 's3-unsupported'],
    ['InternalError', 500, 's3-unavailable'],
    ['SlowDown', 503, 'throttled'],
    ['429', 429, 'throttled'],
    ['503', 503, 's3-unavailable'],
    ['RequestTimeout', 400, 's3-unavailable'],
    ['RequestTimeTooSkewed', 403, 'clock-skew'],
    ['NoSuchUpload', 404, 'upload-gone'],
    ['InvalidPart', 400, 'not-confirmed'],
    ['BadDigest', 400, 'not-confirmed'],
    ['XAmzContentSHA256Mismatch', 400, 'not-confirmed'],
    ['412', 412, 'name-taken'],
    ['ExpiredToken', 400, 'credentials-expired'],
    ['PermanentRedirect', 301, 'wrong-region-unknown'],
  ])('%s (%d) is %s', (name, status, code) => {
    expect(awsFailure(exception(name, status), ATTEMPT)).toMatchObject({ code });
  });

  test.each(['constructor', '__proto__', 'toString'])('a server may call an error %s', name => {
    const error = exception(name, 400);
    expect(awsFailure(error, ATTEMPT)).toMatchObject({ code: 'request-refused', detail: { reason: name } });
  });

  test.each([
    [new TypeError('Failed to fetch'), true, 'endpoint-unreachable'],
    [new TypeError('NetworkError when attempting to fetch resource.'), true, 'endpoint-unreachable'],
    [new TypeError('Failed to fetch'), false, 'offline'],
    [exception('TimeoutError', 0), true, 'endpoint-unreachable'],
  ])('%s while online is %s: %s', (error, isOnline, code) => {
    vi.stubGlobal('navigator', { onLine: isOnline });
    expect(awsFailure(error, ATTEMPT)).toMatchObject({ code });
  });

  test('a success that can’t be read confirms nothing', () => {
    expect(awsFailure(exception('SyntaxError', 200), ATTEMPT)).toMatchObject({ code: 'not-confirmed' });
    expect(awsFailure(exception('Error', 204), ATTEMPT)).toMatchObject({ code: 'not-confirmed' });
  });

  test('Retry-After is read, as seconds or as a date', () => {
    const refusedWith = (header: string): unknown =>
      awsFailure(exception('SlowDown', 503, { $response: { headers: { 'retry-after': header } } }), ATTEMPT);
    expect(refusedWith('7')).toMatchObject({ code: 'throttled', retryAfterMs: 7_000 });
    expect(refusedWith(new Date(Date.now() - 5_000).toUTCString())).toMatchObject({ retryAfterMs: 0 });
    expect(refusedWith('soon')).toMatchObject({ retryAfterMs: null });
    const inAnHour = refusedWith(new Date(Date.now() + 3_600_000).toUTCString());
    expect(inAnHour).toMatchObject({ retryAfterMs: expect.closeTo(3_600_000, -4) });
    expect(awsFailure(exception('SlowDown', 503), ATTEMPT)).toMatchObject({ retryAfterMs: null });
  });

  test('names the region that S3 names', () => {
    const error = exception('AuthorizationHeaderMalformed', 400, { Region: 'eu-west-1' });
    expect(awsFailure(error, ATTEMPT)).toMatchObject({
      code: 'wrong-region',
      detail: { region: 'eu-west-1' },
    });
  });

  test.each<[string, Error]>([
    [
      'a redirect’s header',
      exception('PermanentRedirect', 301, { $response: { headers: { 'x-amz-bucket-region': 'eu-west-1' } } }),
    ],
    [
      'the header of a redirect without a document, as HEAD has it',
      exception('301', 301, { $response: { headers: { 'x-amz-bucket-region': 'eu-west-1' } } }),
    ],
    [
      'a temporary redirect’s header',
      exception('TemporaryRedirect', 307, { $response: { headers: { 'x-amz-bucket-region': 'eu-west-1' } } }),
    ],
    [
      'the header of a refusal without a document',
      exception('400', 400, { $response: { headers: { 'x-amz-bucket-region': 'eu-west-1' } } }),
    ],
    [
      'the words about a region that is opted into',
      exception('IllegalLocationConstraintException', 400, {
        message:
          'The eu-west-1 location constraint is incompatible for the region specific endpoint this request was sent to.',
      }),
    ],
  ])('names the region of %s', (_, error) => {
    expect(awsFailure(error, ATTEMPT)).toMatchObject({
      code: 'wrong-region',
      detail: { bucket: 'bucket', region: 'eu-west-1' },
    });
  });

  test.each(['us-east-1', '<b>', ''])('names no region that can’t be another one: %j', region => {
    const error = exception('PermanentRedirect', 301, { Region: region });
    expect(awsFailure(error, ATTEMPT)).toMatchObject({ code: 'wrong-region-unknown' });
  });

  test('names the action that AWS names, also another than was asked for', () => {
    const kms =
      'User: x is not authorized to perform: kms:GenerateDataKey on resource: arn:aws:kms:us-east-1:1:key/k because';
    expect(awsFailure(exception('AccessDenied', 403, { message: kms }), ATTEMPT)).toMatchObject({
      detail: { action: 'kms:GenerateDataKey', resource: 'arn:aws:kms:us-east-1:1:key/k' },
    });
    const s3 =
      'User: x is not authorized to perform: s3:AbortMultipartUpload on resource: "arn:aws:s3:::bucket/a.jpg" because';
    expect(awsFailure(exception('AccessDenied', 403, { message: s3 }), ATTEMPT)).toMatchObject({
      detail: { action: 's3:AbortMultipartUpload', resource: 'arn:aws:s3:::bucket/*' },
    });
  });

  test('an abort stays an abort', () => {
    const abort = new DOMException('stop', 'AbortError');
    expect(awsFailure(abort, ATTEMPT)).toBe(abort);
  });
});
