import { Agent, request } from 'node:https';
import { text } from 'node:stream/consumers';
import {
  GetObjectCommand,
  HeadBucketCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { GUESTS, guestKeys, useLocalAws } from '../../use-local-aws';
import type { LocalAws, LocalAwsOptions, LocalTls } from '../index';

const { start, clientOf } = useLocalAws();

const REGIONS = ['us-east-1', 'eu-west-3', 'cn-north-1', 'us-gov-west-1', 'eusc-de-east-1'] as const;
const tlsOf = ({ tls }: LocalAws): LocalTls => tls ?? expect.unreachable('started with tlsRegions');

interface Question {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** Sends a request that nobody signed to one of AWS's host names, trusting the certificate for that name alone. */
const ask = (aws: LocalAws, host: string, question: Question = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { address, certificate } = tlsOf(aws);
    const [hostname, port] = address.split(':');
    const { method = 'HEAD', path = '/', headers, body } = question;
    const options = { hostname, port, path, method, servername: host, ca: certificate, agent: false };
    request({ ...options, headers: { ...headers, host } }, response => {
      text(response).then(
        received => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: received }),
        reject,
      );
    })
      .on('error', reject)
      .end(body);
  });

/** The owner's client without an endpoint: it has the addresses of the SDK's own rules, and is led to this host. */
function clientAt(aws: LocalAws, region: string, host: string): S3Client {
  const { address, certificate } = tlsOf(aws);
  const httpsAgent = new Agent({ ca: certificate, servername: host });
  const s3 = new S3Client({ region, credentials: aws.owner, maxAttempts: 1, requestHandler: { httpsAgent } });
  const [hostname, port] = address.split(':');
  s3.middlewareStack.add(
    next => args => {
      const sent = args.request as { headers: Record<string, string> }; // the SDK types it `unknown`; it is its HttpRequest
      Object.assign(sent, { hostname, port: Number(port), headers: { ...sent.headers, host } });
      return next(args);
    },
    { step: 'deserialize', priority: 'low' }, // the last step before the wire, after signing
  );
  return s3;
}

describe('by HTTPS, under AWS’s own host names,', () => {
  test.each([
    ['us-east-1', 'amazonaws.com'],
    ['cn-north-1', 'amazonaws.com.cn'],
    ['us-gov-west-1', 'amazonaws.com'],
    ['eusc-de-east-1', 'amazonaws.eu'],
  ])('the buckets of %s answer before the host', async (region, domain) => {
    const aws = await start({ tlsRegions: REGIONS, buckets: [{ name: 'photos', region }] });
    const s3 = clientAt(aws, region, `photos.s3.${region}.${domain}`);
    await s3.send(new PutObjectCommand({ Bucket: 'photos', Key: 'a', Body: 'x' }));
    const found = await s3.send(new GetObjectCommand({ Bucket: 'photos', Key: 'a' }));
    expect(await found.Body?.transformToString()).toBe('x');
    expect(await ask(aws, `photos.s3.${region}.${domain}`)).toMatchObject({
      status: 403,
      headers: { 'x-amz-bucket-region': region },
    });
  });

  test('the certificate is for no bucket with a dot in its name, which is addressed by path', async () => {
    const buckets = [{ name: 'my.photos' }, { name: 'My_Photos' }];
    const aws = await start({ tlsRegions: REGIONS, buckets });
    await expect(ask(aws, 'my.photos.s3.us-east-1.amazonaws.com')).rejects.toMatchObject({
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
    });
    const s3 = clientAt(aws, 'us-east-1', 's3.us-east-1.amazonaws.com');
    for (const { name } of buckets) await s3.send(new HeadBucketCommand({ Bucket: name }));
  });

  test('a policy allows an alias by the ARN of its access point', async () => {
    const alias = 'photos-hrzrlukc5m36ft7okagglf3gmwluquse1b-s3alias';
    const role = (Resource: string) => ({
      Statement: [{ Effect: 'Allow', Action: 's3:PutObject', Resource }] as const,
    });
    const aws = await start({ buckets: [{ name: alias, region: 'us-east-1' }] });
    const put = async (Resource: string): Promise<unknown> => {
      aws.setPools([{ id: GUESTS.id, guests: true, role: role(Resource) }]);
      const s3 = clientOf(aws, { credentials: await guestKeys(aws) });
      return s3.send(new PutObjectCommand({ Bucket: alias, Key: 'a', Body: 'x' }));
    };
    await put('arn:aws:s3:us-east-1:*:accesspoint/photos/object/*');
    await expect(put(`arn:aws:s3:::${alias}/*`)).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  test('user pools and the pages of their sign-in are led to whoever answers for them', async () => {
    const userPools: LocalAwsOptions['userPools'] = async ({ headers, url }, response) => {
      response.end(`${headers.host} ${url}`);
    };
    const aws = await start({ tlsRegions: REGIONS, userPools });
    for (const host of [
      'cognito-idp.eu-west-3.amazonaws.com',
      'cognito-idp.cn-north-1.amazonaws.com.cn',
      'photos.auth.eu-west-3.amazoncognito.com',
    ])
      expect(await ask(aws, host, { method: 'GET', path: '/a' })).toMatchObject({ body: `${host} /a` });
  });

  test('a region of Cognito knows its own pools only', async () => {
    const pool = 'eu-west-3:00000000-0000-4000-8000-000000000001';
    const aws = await start({
      tlsRegions: REGIONS,
      pools: [{ id: pool, guests: true, role: { Statement: [] } }],
    });
    const idAt = (region: string): Promise<Answer> =>
      ask(aws, `cognito-identity.${region}.amazonaws.com`, {
        method: 'POST',
        headers: { 'x-amz-target': 'AWSCognitoIdentityService.GetId' },
        body: JSON.stringify({ IdentityPoolId: pool }),
      });
    expect(await idAt('eu-west-3')).toMatchObject({
      status: 200,
      body: expect.stringContaining('eu-west-3:'),
    });
    expect(await idAt('us-east-1')).toMatchObject({
      status: 400,
      body: expect.stringContaining('ResourceNotFoundException'),
    });
  });
});

describe('a bucket in another region', () => {
  const host = 'photos.s3.us-east-1.amazonaws.com';
  const list = new ListObjectsV2Command({ Bucket: 'photos' });

  test('is told with 301 and no Location, whoever asks', async () => {
    const aws = await start({
      tlsRegions: REGIONS,
      buckets: [{ name: 'photos', region: 'eu-west-3' }],
    });
    await expect(clientAt(aws, 'us-east-1', host).send(list)).rejects.toMatchObject({
      name: 'PermanentRedirect',
      Endpoint: 'photos.s3.eu-west-3.amazonaws.com',
      $metadata: { httpStatusCode: 301 },
      $response: { headers: { 'x-amz-bucket-region': 'eu-west-3' } },
    });
    const { status, headers } = await ask(aws, host);
    expect([status, headers['x-amz-bucket-region'], headers['location']]).toEqual([
      301,
      'eu-west-3',
      undefined,
    ]);
  });

  test('is told with 307 and a Location while it is new', async () => {
    const buckets = [{ name: 'photos', region: 'eusc-de-east-1', isNew: true }];
    const aws = await start({ tlsRegions: REGIONS, buckets });
    expect(await ask(aws, host, { method: 'GET', path: '/a%20b?list-type=2' })).toMatchObject({
      status: 307,
      headers: {
        location: 'https://photos.s3.eusc-de-east-1.amazonaws.eu/a%20b?list-type=2',
        'x-amz-bucket-region': 'eusc-de-east-1',
      },
    });
  });

  test('is told with 400 if accounts opt into that region', async () => {
    const buckets = [{ name: 'photos', region: 'eu-south-1' }];
    const aws = await start({ tlsRegions: REGIONS, buckets });
    await expect(clientAt(aws, 'us-east-1', host).send(list)).rejects.toMatchObject({
      name: 'IllegalLocationConstraintException',
      message: expect.stringContaining('The eu-south-1 location constraint'),
      $metadata: { httpStatusCode: 400 },
    });
  });

  test('is told by the region that is named, where a signature is for another one than the host', async () => {
    const buckets = [{ name: 'photos', region: 'us-east-1' }];
    const aws = await start({ tlsRegions: REGIONS, buckets });
    const s3 = clientAt(aws, 'eu-west-3', host);
    await expect(s3.send(list)).rejects.toMatchObject({
      name: 'AuthorizationHeaderMalformed',
      Region: 'us-east-1',
    });
  });
});
