import { isPending } from '../core/job';
import { isOpen, type JobItem } from '../core/job-item';
import type { MultipartUpload } from '../core/parts';
import { sendThrough } from './job-context';
import type { JobRecord, JobStore } from './job-store';
import type { JobPorts } from './ports';

/** Multipart copies that failed so long ago are removed, since S3 asks money for their parts: uploads have as long. */
const RESUME_WINDOW_MS = 7 * 24 * 60 * 60_000;

type Ports = Pick<JobPorts, 'openBucket' | 'executorFor'>;

/** Aborts what S3 holds open of a job that is given up. */
export const abortCopies = (ports: Ports, entry: JobRecord): Promise<void> =>
  abortAll(ports, entry, ({ uploadId }) => uploadId !== null);

/**
 * Aborts what S3 has held open for too long of jobs that failed, and notes that it is gone; tried again, those copies
 * begin anew. `now` in milliseconds since 1970.
 */
export async function expireCopies(
  ports: Ports & Pick<JobPorts, 'report'>,
  store: JobStore,
  now: number,
): Promise<void> {
  const isExpired = ({ uploadId, begunAt }: JobItem): boolean =>
    uploadId !== null && now - (begunAt ?? now) > RESUME_WINDOW_MS;
  for (const entry of store.all()) {
    const { id } = entry.job;
    if (isPending(entry.job) || !entry.chunks.some(({ items }) => items.some(isExpired))) continue;
    try {
      await abortAll(ports, entry, isExpired);
      await store.decide(latest =>
        latest.job.id === id ? withItems(latest, item => (isExpired(item) ? cleared(item) : item)) : latest,
      );
    } catch (error) {
      ports.report('jobs.expire-uploads', error); // another bucket's, perhaps; tried again after the next start
    }
  }
}

/** One that was begun again meanwhile finds out by itself that its upload is gone. */
const cleared = (item: JobItem): JobItem => (isOpen(item) ? item : { ...item, uploadId: null });

function withItems(entry: JobRecord, change: (item: JobItem) => JobItem): JobRecord {
  const chunks = entry.chunks.map(chunk => {
    const items = chunk.items.map(change);
    return items.every((item, index) => item === chunk.items[index]) ? chunk : { ...chunk, items };
  });
  return chunks.every((chunk, index) => chunk === entry.chunks[index]) ? entry : { ...entry, chunks };
}

async function abortAll(
  ports: Ports,
  { job, chunks }: JobRecord,
  isWanted: (item: JobItem) => boolean,
): Promise<void> {
  const open = chunks.flatMap(({ items }) => items.filter(isWanted));
  if (open.length === 0) return;
  const store = await ports.openBucket(job.bucket, null);
  const ask = sendThrough(ports.executorFor(store, () => {}));
  for (const { target, uploadId } of open) {
    if (target === null || uploadId === null) continue;
    const upload: MultipartUpload = { key: target, uploadId };
    await ask(signal => store.abortMultipartUpload(upload, signal));
  }
}
