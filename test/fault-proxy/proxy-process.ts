import { startFaultProxy } from './index';

// The proxy in a process of its own, for tests that watch its memory. Ends with its parent.

const target = process.argv[2];
if (target === undefined) throw new Error('Usage: proxy-process.ts TARGET_URL');
const proxy = await startFaultProxy({ target });
process.once('disconnect', () => void proxy.close());
process.send?.({ url: proxy.url });
