import { describe, test } from 'vitest';
import {
  errorAnswer,
  errorIn200,
  expiredToken,
  internalError,
  requestTimeTooSkewed,
  slowDown,
  tooManyRequests,
} from '../fault-proxy/answers';
import type { Fault, Matcher } from '../fault-proxy/index';
import type { FaultFixture, SubmittedFile } from './fixture/fault-fixture';
import { expectAllArrived } from './fixture/outcomes';
import { IS_CEPH } from './fixture/s3-target';
import { useFaultFixture } from './fixture/use-fault-fixture';

// One thing that goes wrong, for each thing that can: the file arrives all the same, whole and once.

let fixture: FaultFixture;

useFaultFixture(opened => {
  fixture = opened;
});

const KIB = 1024;
const MIB = 1024 * KIB;

/** One request. */
const SMALL = 300 * KIB;

/** Four parts of 5 MiB. */
const LARGE = 20 * MIB;

type Scenario = readonly [what: string, when: Matcher, fault: Fault];

const respond = (answer: Extract<Fault, { kind: 'respond' }>['answer'], forwarded = false): Fault => ({
  ...{ kind: 'respond', answer, forwarded },
});

const PUT: Matcher = { operation: 'PutObject' };

const SMALL_FILES: readonly Scenario[] = [
  ['reset before it was sent, three times', { ...PUT, times: 3 }, { kind: 'reset-before-forward' }],
  ['reset in mid-body, twice', { ...PUT, times: 2 }, { kind: 'reset-mid-body', afterBytes: 100 * KIB }],
  ['stored, the answer lost', PUT, { kind: 'drop-answer' }],
  ['stored, the answer lost three times', { ...PUT, times: 3 }, { kind: 'drop-answer' }],
  ['stored, the answer cut', PUT, { kind: 'cut-mid-answer', afterBytes: 0 }],
  ['a storm of SlowDown', { ...PUT, times: 4 }, respond(slowDown())],
  ['429 with Retry-After', { ...PUT, times: 2 }, respond(tooManyRequests(1))],
  ['500, three times', { ...PUT, times: 3 }, respond(internalError())],
  ['500, although it was stored', PUT, respond(internalError(), true)],
  ['502 of a proxy, in HTML', PUT, respond({ status: 502, body: '<html>Bad Gateway</html>' })],
  ['400 RequestTimeout', PUT, respond(errorAnswer(400, 'RequestTimeout'))],
  ['ExpiredToken, once', PUT, respond(expiredToken())],
  ['RequestTimeTooSkewed, once', PUT, respond(requestTimeTooSkewed())],
  ['a bit flipped on the way', PUT, { kind: 'flip-request-bit', atByte: 123_456 }],
  ['no ETag', PUT, { kind: 'missing-etag' }],
  ['an ETag with a flipped bit', PUT, { kind: 'flip-etag-bit' }],
  ['an answer from two hours ago', PUT, { kind: 'wrong-date', shiftMs: -7_200_000 }],
  ['200 from the page of a captive portal', PUT, respond({ status: 200, body: '<html>Sign in</html>' })],
];

const HEAD: Matcher = { operation: 'HeadObject' };
const part = (partNumber: number): Matcher => ({ operation: 'UploadPart', partNumber });
const CREATE: Matcher = { operation: 'CreateMultipartUpload' };
const COMPLETE: Matcher = { operation: 'CompleteMultipartUpload' };

const LARGE_FILES: readonly Scenario[] = [
  ['a refusal without words: ExpiredToken on HEAD', HEAD, respond(expiredToken())],
  ['a refusal without words: 503 on HEAD, twice', { ...HEAD, times: 2 }, respond(slowDown())],
  [
    'a refusal without words: RequestTimeout on HEAD, four times',
    { ...HEAD, times: 4 },
    respond(errorAnswer(400, 'RequestTimeout')),
  ],
  ['the answer to HEAD lost, three times', { ...HEAD, times: 3 }, { kind: 'drop-answer' }],
  ['no answer to the last HEAD', { ...HEAD, skip: 2, times: 2 }, { kind: 'reset-before-forward' }],
  ['part 2 reset in mid-body, twice', { ...part(2), times: 2 }, { kind: 'reset-mid-body', afterBytes: MIB }],
  ['the answer to part 3 lost', part(3), { kind: 'drop-answer' }],
  ['a bit of part 2 flipped on the way', part(2), { kind: 'flip-request-bit', atByte: 1_234_567 }],
  ['no ETag of part 1', part(1), { kind: 'missing-etag' }],
  ['an ETag with a flipped bit of part 4', part(4), { kind: 'flip-etag-bit' }],
  ['a storm of SlowDown on parts', { operation: 'UploadPart', times: 6 }, respond(slowDown())],
  ['ExpiredToken from part 3', part(3), respond(expiredToken(403))],
  ['the answer to Create lost', CREATE, { kind: 'drop-answer' }],
  ['the answer to Create lost, three times', { ...CREATE, times: 3 }, { kind: 'drop-answer' }],
  ['an empty answer to Create', CREATE, { kind: 'broken-body', how: 'empty' }],
  ['half an answer to Create', CREATE, { kind: 'broken-body', how: 'truncated' }],
  ['500 on Complete, twice', { ...COMPLETE, times: 2 }, respond(internalError())],
  ['500 on Complete, although it was done', COMPLETE, respond(internalError(), true)],
  ['an error in 200 on Complete', COMPLETE, respond(errorIn200())],
  ['an error in 200 on Complete, although it was done', COMPLETE, respond(errorIn200(), true)],
  ['the answer to Complete lost', COMPLETE, { kind: 'drop-answer' }],
  ['the answer to Complete lost, three times', { ...COMPLETE, times: 3 }, { kind: 'drop-answer' }],
  ['an empty answer to Complete', COMPLETE, { kind: 'broken-body', how: 'empty' }],
  ['half an answer to Complete', COMPLETE, { kind: 'broken-body', how: 'truncated' }],
  ['HTML in answer to Complete', COMPLETE, { kind: 'broken-body', how: 'html' }],
  ['200 from a captive portal in place of Complete', COMPLETE, respond({ status: 200, body: '<html>' })],
  ['no ETag from Complete', COMPLETE, { kind: 'missing-etag' }],
  ['a bit flipped in what Complete asks', COMPLETE, { kind: 'flip-request-bit', atByte: 150 }],
];

/** What stands still is given up after half a minute, so these wait beside each other. */
const STALLS: readonly (readonly [...Scenario, bytes: number])[] = [
  ['a small file stands still', PUT, { kind: 'stall-request', afterBytes: 100_000 }, SMALL],
  ['the answer never comes, although it was stored', PUT, { kind: 'stall-answer' }, SMALL],
  ['the answer stops in the middle', PUT, { kind: 'stall-mid-answer', afterBytes: 0 }, SMALL],
  ['part 2 stands still', part(2), { kind: 'stall-request', afterBytes: MIB }, LARGE],
  ['the answer to part 3 never comes', part(3), { kind: 'stall-answer' }, LARGE],
  ['the answer to Create never comes', CREATE, { kind: 'stall-answer' }, LARGE],
  ['the answer to Complete never comes', COMPLETE, { kind: 'stall-answer' }, LARGE],
];

let seed = 0;

async function begin([what, when, fault]: Scenario, bytes: number): Promise<readonly SubmittedFile[]> {
  const album = `${what}/`;
  fixture.proxy.inject({ when: { ...when, keyPrefix: album }, fault });
  return fixture.add(album, { name: 'file.bin', bytes, seed: seed++ });
}

const arrivesDespite = async (scenario: Scenario, bytes: number): Promise<void> =>
  expectAllArrived(fixture, await begin(scenario, bytes));

describe('a small file arrives despite', () => {
  test.each(SMALL_FILES)('%s', (...scenario) => arrivesDespite(scenario, SMALL));
});

describe('a large file arrives despite', () => {
  test.each(LARGE_FILES)('%s', (...scenario) => arrivesDespite(scenario, LARGE));
});

// A minute and a half, in which S3 sees no more than it does of answers that get lost.
test.skipIf(IS_CEPH)('a request that stalls is aborted and sent again', async () => {
  const files: SubmittedFile[] = [];
  for (const [what, when, fault, bytes] of STALLS) files.push(...(await begin([what, when, fault], bytes)));
  await expectAllArrived(fixture, files);
});
