import { isPending } from '../core/job';
import type { JobPorts, JobProgress } from './ports';

/** How often the list is told again while it changes. */
const PUBLISH_EVERY_MS = 100;

/** Tells the world how the jobs stand: soon, together with what changes until then. */
export function openJobPublisher(
  { environment, onActivity, onChange }: Pick<JobPorts, 'environment' | 'onActivity' | 'onChange'>,
  progress: () => JobProgress[],
): { readonly tell: () => void } {
  let toldAt = Number.NEGATIVE_INFINITY;
  let willTell = false;

  function say(): void {
    toldAt = environment.now();
    const jobs = progress();
    const pending = jobs.filter(isPending);
    // While one waits for the network, those that wait for their turn wait for it as well.
    const isOffline = pending.some(({ waiting }) => waiting?.kind === 'online');
    const isStill = ({ waiting }: JobProgress): boolean =>
      waiting?.kind === 'online' || (isOffline && waiting?.kind === 'turn');
    if (pending.some(job => !isStill(job))) onActivity('busy');
    else onActivity(pending.length > 0 ? 'waiting' : 'idle');
    onChange(jobs);
  }

  return {
    tell() {
      if (willTell) return;
      willTell = true;
      const wait = Math.max(0, toldAt + PUBLISH_EVERY_MS - environment.now());
      void environment.sleep(wait, new AbortController().signal).then(() => {
        willTell = false;
        say();
      });
    },
  };
}
