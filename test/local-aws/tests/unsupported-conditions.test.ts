import { CopyObjectCommand, DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { useLocalAws } from '../../use-local-aws';

const { start, clientOf } = useLocalAws();

const OTHER = '"d41d8cd98f00b204e9800998ecf8427e"';
const A = { Bucket: 'demo', Key: 'a' };
const ALL = ['put', 'copy', 'copy-source', 'delete'] as const;

test.each(ALL)('a server told to ignore or refuse one condition honours the others: %s', async unheeded => {
  for (const how of ['ignored', 'refused'] as const) {
    const s3 = clientOf(await start({ unsupportedConditions: { [unheeded]: how } }));
    await s3.send(new PutObjectCommand({ ...A, Body: 'first' }));
    await s3.send(new PutObjectCommand({ ...A, Key: 'source', Body: 'source' }));
    const copy = { Bucket: 'demo', CopySource: 'demo/source' };
    const requests = {
      put: () => s3.send(new PutObjectCommand({ ...A, Body: 'second', IfNoneMatch: '*' })),
      copy: () => s3.send(new CopyObjectCommand({ ...copy, Key: 'a', IfNoneMatch: '*' })),
      'copy-source': () => s3.send(new CopyObjectCommand({ ...copy, Key: 'b', CopySourceIfMatch: OTHER })),
      delete: () => s3.send(new DeleteObjectCommand({ ...A, IfMatch: OTHER })),
    };
    for (const write of ALL) {
      const answer = await requests[write]().catch((error: unknown) => error);
      if (write !== unheeded) expect(answer).toMatchObject({ name: 'PreconditionFailed' });
      else if (how === 'refused') expect(answer).toMatchObject({ name: 'NotImplemented' });
      else expect(answer).not.toBeInstanceOf(Error);
    }
  }
});
