import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as sdk from '@aws-sdk/client-s3';
import { build } from 'vite';
import { expect, test } from 'vitest';
import { sdkForWorkers } from '../../vite/sdk-for-workers';
import { SDK_REWRITTEN } from '../../vite/sdk-rewritten';

type Middleware = (next: unknown) => unknown;
interface Options {
  readonly name?: string;
}

/** What the SDK's own stack of a command and ours have in common. */
interface Stack {
  add(middleware: Middleware, options: Options): void;
  addRelativeTo(middleware: Middleware, options: Options): void;
  applyToStack(other: Pick<Stack, 'add' | 'addRelativeTo'>): void;
  concat(other: Stack): Stack;
  identify(): readonly string[];
  resolve(handler: unknown, context: object): unknown;
}

const code = SDK_REWRITTEN.find(({ module }) => module.endsWith('/MiddlewareStack.js'))?.code ?? '';
const { constructStack }: { readonly constructStack: () => Stack } = await import(
  /* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`
);

const client = new sdk.S3Client({ region: 'eu-central-1', requestChecksumCalculation: 'WHEN_REQUIRED' });
client.middlewareStack.add(next => next, { step: 'initialize', name: 'assertAddressable' });
const place = { Bucket: 'b', Key: 'k' };

test.each([
  new sdk.PutObjectCommand(place),
  new sdk.HeadObjectCommand(place),
  new sdk.ListObjectsV2Command(place),
  new sdk.CopyObjectCommand({ ...place, CopySource: 'b/k' }),
  new sdk.DeleteObjectsCommand({ ...place, Delete: { Objects: [] } }),
  new sdk.CompleteMultipartUploadCommand({ ...place, UploadId: 'u' }),
])('a request goes through the same in the same order as the SDK has it', command => {
  const stack: Stack = { ...client.middlewareStack } as unknown as Stack; // whose types nothing here needs
  const { concat } = stack;
  let whole: Stack | undefined;
  stack.concat = other => (whole = concat(other));
  command.resolveMiddleware(stack as never, client.config as never, {});
  const order: string[] = [];
  const ours = constructStack();
  const noting =
    (options: Options): Middleware =>
    next => {
      order.unshift(options.name ?? 'anonymous');
      return next;
    };
  whole?.applyToStack({
    add: (_, options) => ours.add(noting(options), options),
    addRelativeTo: (_, options) => ours.addRelativeTo(noting(options), options),
  });
  ours.resolve(null, {});
  expect(order.length).toBeGreaterThan(10);
  expect(order).toEqual(whole?.identify().map(line => line.replace(/ .*/, '')));
});

test.each(SDK_REWRITTEN)('the build stops when an update of the SDK changes $module', async ({ module }) => {
  const folder = await mkdtemp(join(tmpdir(), 'shoebox-sdk-'));
  const entry = join(folder, 'node_modules', module);
  await mkdir(dirname(entry), { recursive: true });
  await writeFile(entry, 'export const changed = 1;');
  await expect(
    build({
      ...{ configFile: false, logLevel: 'silent', plugins: [sdkForWorkers()] },
      build: { write: false, lib: { entry, formats: ['es'] } },
    }),
  ).rejects.toThrow(`It is not the one that was written anew any more: ${module}`);
  await rm(folder, { recursive: true });
});
