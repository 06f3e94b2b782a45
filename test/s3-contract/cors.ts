import {
  DeleteBucketCorsCommand,
  GetBucketCorsCommand,
  GetObjectCommand,
  PutBucketCorsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { describe, expect } from 'vitest';
import type { Contract } from './harness';
import { expectErrorAnswer, expectRefusal, newBucket } from './requests';

const RULES = [
  {
    AllowedOrigins: ['https://*.example.com', 'chrome-extension://abc'],
    AllowedMethods: ['GET', 'PUT'],
    AllowedHeaders: ['content-type', 'x-amz-*'],
    ExposeHeaders: ['ETag', 'x-amz-meta-source'],
    MaxAgeSeconds: 600,
  },
];

async function bucketWithCors(
  contract: Contract,
): Promise<{ readonly Bucket: string; readonly url: string }> {
  const s3 = contract.client();
  const Bucket = await newBucket(contract, s3);
  await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'hello' }));
  await s3.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules: RULES } }));
  return { Bucket, url: await getSignedUrl(s3, new GetObjectCommand({ Bucket, Key: 'a' })) };
}

const preflight = (url: string, Origin: string, method: string, headers = '') =>
  fetch(url, {
    method: 'OPTIONS',
    headers: {
      Origin,
      'Access-Control-Request-Method': method,
      ...(headers !== '' && { 'Access-Control-Request-Headers': headers }),
    },
  });

export function corsContract(contract: Contract): void {
  describe('CORS', () => {
    contract.holds('rules are kept, read back and removed', async () => {
      const s3 = contract.client();
      const { Bucket } = await bucketWithCors(contract);
      const { CORSRules } = await s3.send(new GetBucketCorsCommand({ Bucket }));
      expect(CORSRules).toHaveLength(1);
      const sorted = Object.entries(CORSRules?.[0] ?? {}).map(([name, value]) => [
        name,
        Array.isArray(value) ? [...value].sort() : value,
      ]);
      const expected = Object.entries(RULES[0] ?? {}).map(([name, value]) => [
        name,
        Array.isArray(value) ? [...value].sort() : value,
      ]);
      expect(Object.fromEntries(sorted)).toMatchObject(Object.fromEntries(expected));
      await s3.send(new DeleteBucketCorsCommand({ Bucket }));
      await expectRefusal(s3.send(new GetBucketCorsCommand({ Bucket })), 'NoSuchCORSConfiguration', 404);
    });

    const answersPreflights = async (refusal: string) => {
      const { url } = await bucketWithCors(contract);
      const allowed = await preflight(url, 'https://www.example.com', 'PUT', 'content-type,x-amz-meta-a');
      expect(allowed.status).toBe(200);
      expect(allowed.headers.get('access-control-allow-origin')).toBe('https://www.example.com');
      expect(allowed.headers.get('access-control-allow-methods')).toContain('PUT');
      expect(allowed.headers.get('access-control-allow-headers')?.toLowerCase()).toContain('x-amz-meta-a');
      expect(allowed.headers.get('access-control-max-age')).toBe('600');
      await expectErrorAnswer(await preflight(url, 'https://evil.test', 'PUT'), 403, refusal);
      await expectErrorAnswer(await preflight(url, 'https://www.example.com', 'DELETE'), 403, refusal);
      await expectErrorAnswer(
        await preflight(url, 'https://www.example.com', 'PUT', 'x-other'),
        403,
        refusal,
      );
    };
    contract.holdsUnless(
      'preflight-refused-as-access-denied',
      'preflights are answered by the rules',
      () => answersPreflights('AccessForbidden'),
      () => answersPreflights('AccessDenied'),
    );

    contract.holds('headers are on answers to origins that a rule allows, on errors too', async () => {
      const { url } = await bucketWithCors(contract);
      const ask = (Origin: string, target = url) => fetch(target, { headers: { Origin } });
      const allowed = await ask('chrome-extension://abc');
      expect([allowed.status, await allowed.text()]).toEqual([200, 'hello']);
      expect(allowed.headers.get('access-control-allow-origin')).toBe('chrome-extension://abc');
      expect(allowed.headers.get('access-control-expose-headers')).toContain('ETag');
      const refused = await ask('chrome-extension://abc', url.replace('/a?', '/b?'));
      expect(refused.status).toBe(403);
      expect(refused.headers.get('access-control-allow-origin')).toBe(
        contract.differs('cors-headers-missing-on-errors') ? null : 'chrome-extension://abc',
      );
      const foreign = await ask('https://evil.test');
      expect([foreign.status, foreign.headers.get('access-control-allow-origin')]).toEqual([200, null]);
    });

    contract.holds('is off in a bucket without rules', async () => {
      const s3 = contract.client();
      const Bucket = await newBucket(contract, s3);
      const url = await getSignedUrl(s3, new GetObjectCommand({ Bucket, Key: 'a' }));
      expect((await preflight(url, 'https://www.example.com', 'GET')).status).toBe(403);
      const answer = await fetch(url, { headers: { Origin: 'https://www.example.com' } });
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    });
  });
}
