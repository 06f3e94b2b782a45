import { isShoeboxError } from '../../core/failure';
import { call } from '../../messaging/client';
import type { JobRequest } from '../../messaging/job-messages';

/** Has something done. Resolves when it is written down, so that this page can be closed. */
export async function startJob(request: JobRequest): Promise<void> {
  const id = crypto.randomUUID();
  try {
    await call('jobs.start', { id, wish: request });
  } catch (error) {
    if (!isShoeboxError(error) || error.code !== 'interrupted') throw error;
    // The worker died on the way. With the same id, it is the same job.
    await call('jobs.start', { id, wish: request });
  }
}
