import { CreateBucketCommand, type S3Client } from '@aws-sdk/client-s3';
import { expect } from 'vitest';
import type { Contract } from './harness';

/** A request after it was signed, as it can be changed on its way. */
export interface OutgoingRequest {
  headers: Record<string, string>;
  path: string;
  body: unknown;
}

/** Has everything this client sends changed after signing. */
export function tamperWith(client: S3Client, change: (request: OutgoingRequest) => void): S3Client {
  client.middlewareStack.add(
    next => args => {
      change(args.request as OutgoingRequest); // the SDK types it `unknown`; it is its HttpRequest
      return next(args);
    },
    { step: 'deserialize', priority: 'low', name: 'tamper' }, // the last step before the wire
  );
  return client;
}

/** Makes a bucket for one test. */
export async function newBucket(contract: Contract, client: S3Client = contract.client()): Promise<string> {
  const name = contract.newBucketName();
  await client.send(new CreateBucketCommand({ Bucket: name }));
  return name;
}

/** Expects the SDK call to be refused with this code, and status if given. */
export async function expectRefusal(call: Promise<unknown>, code: string, status?: number): Promise<void> {
  await expect(call).rejects.toMatchObject({
    name: code,
    ...(status !== undefined && { $metadata: { httpStatusCode: status } }),
  });
}

/** Expects the raw answer to be an S3 error document with this code. */
export async function expectErrorAnswer(response: Response, status: number, code: string): Promise<string> {
  const body = await response.text();
  expect({
    status: response.status,
    code: /<Code>(?<code>\w+)<\/Code>/u.exec(body)?.groups?.['code'],
  }).toEqual({
    status,
    code,
  });
  return body;
}

/** Names that have broken clients and servers. */
export const AWKWARD_NAMES: readonly string[] = [
  'a//b',
  '../../etc/passwd',
  './.',
  '..',
  'My%20album//cat.jpg',
  '100 % of it',
  'a+b c',
  'what?#hash&amp;=1',
  '"quoted" \'single\' <img src=x onerror=alert(1)>',
  'emoji 😀 and ￮ after it',
  '한국어/사진.jpg',
  'back\\slash',
  'ends with space ',
  '!*()~_-.',
  '%',
  '%zz',
];
