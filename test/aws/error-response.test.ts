import { expect, test } from 'vitest';
import { errorFromResponse } from '../../src/aws/error-response';

const document = (fields: Readonly<Record<string, string>>): string =>
  `<?xml version="1.0"?><Error>${Object.entries(fields)
    .map(([name, value]) => `<${name}>${value}</${name}>`)
    .join('')}</Error>`;

const NOW = Date.UTC(2027, 0, 1, 12);
const refusal = (body: string | null, init: ResponseInit, clock = { systemClockOffset: 0 }) =>
  errorFromResponse(new Response(body, init), clock, () => NOW);

test('an S3 error document is read as the SDK reads it', async () => {
  const body = document({ Code: 'AuthorizationHeaderMalformed', Message: 'is wrong', Region: 'eu-west-1' });
  expect(await refusal(body, { status: 400, headers: { 'x-amz-request-id': 'r' } })).toMatchObject({
    name: 'AuthorizationHeaderMalformed',
    message: 'is wrong',
    Region: 'eu-west-1',
    $metadata: { httpStatusCode: 400 },
    $response: { headers: { 'x-amz-request-id': 'r' } },
  });
});

test('the words of an S3 error document are read without the escapes of XML', async () => {
  const body = document({
    Code: 'AccessDenied',
    Message: 'on &quot;a&amp;b&quot; &#x27;&#39; &#x110000; &nbsp;',
  });
  expect(await refusal(body, { status: 403 })).toMatchObject({
    message: `on "a&b" '' &#x110000; &nbsp;`,
  });
});

test.each([null, '', '<html>Bad gateway</html>', '<Error><Code>Slow'])(
  'an S3 error without a document is named by its status: %s',
  async body => {
    expect(await refusal(body, { status: 502, statusText: 'Bad Gateway' })).toMatchObject({
      name: '502',
      message: 'Bad Gateway',
      $metadata: { httpStatusCode: 502 },
    });
  },
);

test('an S3 error whose body breaks off is named by its status', async () => {
  const broken = new ReadableStream({
    start(controller) {
      controller.error(new TypeError('network error'));
    },
  });
  expect(
    await errorFromResponse(new Response(broken, { status: 503 }), { systemClockOffset: 0 }),
  ).toMatchObject({
    name: '503',
  });
});

test('the server’s clock is learned from a refusal because of the time, and from nothing else', async () => {
  const clock = { systemClockOffset: 0 };
  const ahead = new Date(NOW + 3_600_000);
  await refusal(document({ Code: 'AccessDenied', ServerTime: ahead.toISOString() }), { status: 403 }, clock);
  expect(clock.systemClockOffset).toBe(0);
  const skewed = document({ Code: 'RequestTimeTooSkewed', ServerTime: ahead.toISOString() });
  await refusal(skewed, { status: 403 }, clock);
  expect(clock.systemClockOffset).toBe(3_600_000);
  const bare = document({ Code: 'RequestTimeTooSkewed' });
  await refusal(bare, { status: 403, headers: { date: new Date(NOW - 60_000).toUTCString() } }, clock);
  expect(clock.systemClockOffset).toBe(-60_000);
  await refusal(bare, { status: 403, headers: { date: 'yesterday' } }, clock);
  expect(clock.systemClockOffset).toBe(-60_000);
});
