import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startLocalAws } from './index';

// The local AWS in a process of its own: `npm run local-aws`, see README.md. Tests fork it to watch its memory or to
// kill it: it then says where it is by a message instead of on stdout, and ends with its parent.

const { data, bucket, ...ports } = parseArgs({
  options: {
    data: { type: 'string' },
    bucket: { type: 'string', default: 'demo' },
    's3-port': { type: 'string', default: '0' },
    'cognito-port': { type: 'string', default: '0' },
  },
}).values;

/** Made up; Cognito's ids have this form. */
const POOL_ID = 'us-east-1:10ca1a05-0000-4000-8000-000000000000';

const isForked = process.send !== undefined;
const dataDir = data ?? (await mkdtemp(join(tmpdir(), 'local-aws-')));
const aws = await startLocalAws({
  dataDir,
  s3Port: Number(ports['s3-port']),
  cognitoPort: Number(ports['cognito-port']),
  buckets: [{ name: bucket }],
  pools: [
    {
      id: POOL_ID,
      guests: true,
      role: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: 's3:*',
            Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
          },
        ],
      },
    },
  ],
});
const { endpoint, cognitoEndpoint, owner } = aws;
if (isForked) process.send?.({ endpoint, owner });
else
  process.stdout.write(
    [
      `S3                 ${endpoint}  (path style)`,
      `Cognito            ${cognitoEndpoint}`,
      `Region             us-east-1`,
      `Bucket             ${bucket}`,
      `Identity pool      ${POOL_ID}  (guests may do everything in the bucket)`,
      `Access key         ${owner.accessKeyId}`,
      `Secret access key  ${owner.secretAccessKey}`,
      `Data               ${dataDir}${data === undefined ? '  (removed at the end)' : ''}`,
      '',
    ].join('\n'),
  );

await (isForked
  ? once(process, 'disconnect')
  : Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]));
await aws.close();
if (data === undefined) await rm(dataDir, { recursive: true, force: true });
