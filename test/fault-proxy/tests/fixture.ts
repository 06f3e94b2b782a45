import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterEach } from 'vitest';
import type { LocalAws } from '../../local-aws/index';
import { useLocalAws } from '../../use-local-aws';
import { type FaultProxy, startFaultProxy } from '../index';

/** A local S3 with an empty bucket `demo`, and the proxy in front of it. */
export interface ProxiedS3 {
  readonly aws: LocalAws;
  readonly proxy: FaultProxy;
  /** Through the proxy; one attempt a request. */
  readonly s3: S3Client;
  /** Past the proxy. */
  readonly direct: S3Client;
  /** A URL to put an object with, through the proxy. */
  putUrl(key: string): Promise<string>;
}

/** What a test works with; all of it is put away after each test. */
export interface ProxyFixture {
  start(): Promise<ProxiedS3>;
  /** A proxy in front of a server that is not S3. */
  inFrontOf(listener: RequestListener): Promise<FaultProxy>;
}

/** To be called once, at the top of a test file. */
export function useFaultProxy(): ProxyFixture {
  const { start, clientOf } = useLocalAws();
  const cleanups: (() => unknown)[] = [];
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  });
  const proxyOf = async (target: string): Promise<FaultProxy> => {
    const proxy = await startFaultProxy({ target });
    cleanups.push(() => proxy.close());
    return proxy;
  };
  return {
    async start() {
      const aws = await start();
      const proxy = await proxyOf(aws.endpoint);
      const s3 = clientOf(aws, { endpoint: proxy.url, requestChecksumCalculation: 'WHEN_REQUIRED' });
      const putUrl = (Key: string) => getSignedUrl(s3, new PutObjectCommand({ Bucket: 'demo', Key }));
      return { aws, proxy, s3, direct: clientOf(aws), putUrl };
    },
    async inFrontOf(listener) {
      const server = createServer(listener);
      await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
      cleanups.push(() => {
        server.closeAllConnections();
        server.close();
      });
      // Not null and not a path: it listens on a port.
      const { port } = server.address() as AddressInfo;
      return proxyOf(`http://127.0.0.1:${port}`);
    },
  };
}

/** So long is waited for something that must not happen. */
export const STALL_MS = 300;

/** Whether it has settled after a while; a stalled request never does. */
export async function isStalled(work: Promise<unknown>): Promise<boolean> {
  const stalled = Symbol('stalled');
  const first = await Promise.race([
    work.catch(() => undefined),
    new Promise(resolve => setTimeout(resolve, STALL_MS, stalled)),
  ]);
  return first === stalled;
}
