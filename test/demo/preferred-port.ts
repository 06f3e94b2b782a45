import { once } from 'node:events';
import { createServer } from 'node:net';

/** `port` if it is free on the loopback address, else 0, which means any free one. */
export async function preferredPort(port: number): Promise<number> {
  const probe = createServer();
  try {
    probe.listen(port, '127.0.0.1');
    await once(probe, 'listening');
  } catch {
    return 0;
  }
  probe.close();
  await once(probe, 'close');
  return port;
}
