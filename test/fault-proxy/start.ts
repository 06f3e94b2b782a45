import { once } from 'node:events';
import { parseArgs } from 'node:util';
import type { Fault } from './fault';
import { startFaultProxy } from './index';

// The proxy in a process of its own, see README.md. A test forks it to watch its memory: it then says where it is by a
// message instead of on stdout, and ends with its parent.

const {
  values,
  positionals: [target],
} = parseArgs({
  allowPositionals: true,
  options: {
    port: { type: 'string', default: '0' },
    /** A fault in JSON, done to every request that `operation` names. */
    fault: { type: 'string' },
    operation: { type: 'string' },
  },
});
if (target === undefined)
  throw new Error('Usage: npm run fault-proxy -- http://127.0.0.1:PORT [--fault JSON]');

const proxy = await startFaultProxy({ target, port: Number(values.port) });
if (values.fault !== undefined) {
  const fault = JSON.parse(values.fault) as Fault; // from whoever starts it by hand
  const { operation } = values;
  proxy.inject({
    when: { times: Number.POSITIVE_INFINITY, ...(operation !== undefined && { operation }) },
    fault,
  });
}
if (process.send !== undefined) {
  process.send({ url: proxy.url });
  await once(process, 'disconnect');
} else {
  process.stdout.write(`${proxy.url} -> ${target}\n`);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
}
await proxy.close();
