import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { JobView } from '../../messaging/job-messages';

const NONE: readonly JobView[] = [];

/** The jobs that the page watches: one port for all that shows them. Null until the worker told them. */
export const JobsContext = createContext<readonly JobView[] | null>(null);

/** All jobs, as they go. */
export const useJobs = (): readonly JobView[] => useContext(JobsContext) ?? NONE;
