import { startLocalAws } from './index';

// The local AWS in a process of its own, for tests that watch its memory or kill it. Ends with its parent.

const dataDir = process.argv[2];
if (dataDir === undefined) throw new Error('Usage: server-process.ts DATA_DIR');
const aws = await startLocalAws({ dataDir, buckets: [{ name: 'demo' }] });
process.once('disconnect', () => void aws.close());
process.send?.({ endpoint: aws.endpoint, owner: aws.owner });
