import { isPending } from '../core/job';
import type { JobPorts, JobProgress } from './ports';

/** How often the list is told again while it changes. */
const TELL_EVERY_MS = 100;

/** Tells the world how the jobs stand: soon, together with what changes until then. */
export function openJobBulletin(
  { surroundings, onActivity, onChange }: Pick<JobPorts, 'surroundings' | 'onActivity' | 'onChange'>,
  progress: () => JobProgress[],
): { readonly tell: () => void } {
  let toldAt = Number.NEGATIVE_INFINITY;
  let willTell = false;

  function say(): void {
    toldAt = surroundings.now();
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
      const wait = Math.max(0, toldAt + TELL_EVERY_MS - surroundings.now());
      void surroundings.sleep(wait, new AbortController().signal).then(() => {
        willTell = false;
        say();
      });
    },
  };
}
