import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { LinkLifetime } from '../../core/link-text';
import type { JobView } from '../../messaging/job-messages';
import type { DropData } from './drop-data';
import type { FolderToAdd } from './folder-to-add';
import type { Navigate } from './route';

/** What every part of the page may need. */
export interface AppValue {
  readonly navigate: Navigate;
  /** Says something in passing: shown for some seconds and read aloud. */
  readonly announce: (text: string) => void;
  /** Asks how a folder is to be added, and adds it. */
  readonly addFolder: (folder: FolderToAdd) => void;
  /** Shows what keys do. */
  readonly showKeys: () => void;
  /** Takes in what was read from the clipboard: the drop zone's, which is loaded later. */
  readonly paste: { current: (clipboard: DropData) => void };
  /** How long links may be asked to work when they are copied, in seconds; none where there is no choice. */
  readonly linkLifetimes: readonly LinkLifetime[];
}

export const AppContext = createContext<AppValue>({
  navigate: () => {},
  announce: () => {},
  addFolder: () => {},
  showKeys: () => {},
  paste: { current: () => {} },
  linkLifetimes: [],
});

export const useApp = (): AppValue => useContext(AppContext);

const NONE: readonly JobView[] = [];

/** The jobs that the page watches: one port for all that shows them. Null until the worker told them. */
export const JobsContext = createContext<readonly JobView[] | null>(null);

/** All jobs, as they go. */
export const useJobs = (): readonly JobView[] => useContext(JobsContext) ?? NONE;
