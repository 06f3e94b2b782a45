import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { HeadObjectCommand } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { useFaultProxy } from './fixture';

const { start, inFrontOf } = useFaultProxy();

/** A busy machine fires its timers late; a line that wastes its time is slower than that. */
const LATE = 1.9;

/** What is else done on the machine can hold up one try or two; a line that wastes its time holds up each. */
const TRIES = 5;

/** Of several tries the first that took less than `ms`, in milliseconds; the last one if none did. */
async function elapsedBelow(ms: number, work: () => Promise<unknown>): Promise<number> {
  for (let left = TRIES; ; left--) {
    const took = await elapsed(work);
    if (took < ms || left === 1) return took;
  }
}

const elapsed = async (work: () => Promise<unknown>): Promise<number> => {
  const before = performance.now();
  await work();
  return performance.now() - before;
};

/** Takes what comes and says "ok". */
const sink = () =>
  inFrontOf((message, response) => {
    message.resume();
    message.on('end', () => response.end('ok'));
  });

const put = (url: string, bytes: number): Promise<string> =>
  fetch(url, { method: 'PUT', body: new Uint8Array(bytes) }).then(answer => answer.text());

/** On the connection that is kept, if there is one. */
async function askOn(agent: Agent, url: string): Promise<void> {
  const [answer] = (await once(get(url, { agent }), 'response')) as [IncomingMessage]; // what the event carries
  answer.resume();
  await once(answer, 'end');
}

test('latency adds a round trip to each request, and one to each connection', async () => {
  const proxy = await sink();
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  proxy.setLink({ latencyMs: 100 });
  expect(await elapsed(() => askOn(agent, proxy.url))).toBeGreaterThanOrEqual(195);
  const second = await elapsedBelow(180, () => askOn(agent, proxy.url));
  expect(second).toBeGreaterThanOrEqual(95);
  expect(second).toBeLessThan(180);
  proxy.setLink(null);
  expect(await elapsedBelow(90, () => askOn(agent, proxy.url))).toBeLessThan(90);
  agent.destroy();
});

test('the bandwidth of a connection makes its bytes take that long, no less and not much more', async () => {
  const proxy = await sink();
  proxy.setLink({ bytesPerSecondPerConnection: 2_000_000 });
  const one = await elapsedBelow(LATE * 500, () => put(proxy.url, 1_000_000));
  expect(one).toBeGreaterThanOrEqual(495);
  expect(one).toBeLessThan(LATE * 500);
  const two = await elapsedBelow(LATE * 500, () =>
    Promise.all([put(proxy.url, 1_000_000), put(proxy.url, 1_000_000)]),
  );
  expect(two).toBeLessThan(LATE * 500);
});

test('the total bandwidth is shared by all connections', async () => {
  const proxy = await sink();
  proxy.setLink({ bytesPerSecondTotal: 4_000_000 });
  const two = await elapsedBelow(LATE * 500, () =>
    Promise.all([put(proxy.url, 1_000_000), put(proxy.url, 1_000_000)]),
  );
  expect(two).toBeGreaterThanOrEqual(495);
  expect(two).toBeLessThan(LATE * 500);
});

test('latency costs no bandwidth, and what arrives is what was sent', async () => {
  const { proxy, putUrl, direct } = await start();
  proxy.setLink({ latencyMs: 50, bytesPerSecondPerConnection: 10_000_000 });
  const url = await putUrl('a');
  const took = await elapsedBelow(LATE * 550, () => put(url, 5_000_000));
  expect(took).toBeGreaterThanOrEqual(600);
  expect(took).toBeLessThan(LATE * 550);
  const head = await direct.send(new HeadObjectCommand({ Bucket: 'demo', Key: 'a' }));
  expect(head.ContentLength).toBe(5_000_000);
});

test('going offline cuts what is under way and lets nothing through until it is online again', async () => {
  const proxy = await sink();
  proxy.setLink({ bytesPerSecondPerConnection: 1_000_000 });
  const underWay = put(proxy.url, 5_000_000);
  underWay.catch(() => {}); // looked at later
  await proxy.request(({ operation }) => operation !== '');
  proxy.setOffline(true);
  await expect(underWay).rejects.toThrow();
  await expect(put(proxy.url, 1)).rejects.toThrow();
  expect(await proxy.requests()).toMatchObject([{ outcome: 'cut' }]);
  proxy.setOffline(false);
  expect(await put(proxy.url, 1)).toBe('ok');
});
