import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Navigate } from './use-route';

/** What every part of the page may need. */
export interface AppValue {
  readonly navigate: Navigate;
  /** Says something in passing: shown for some seconds and read aloud. */
  readonly announce: (text: string) => void;
}

export const AppContext = createContext<AppValue>({ navigate: () => {}, announce: () => {} });

export const useApp = (): AppValue => useContext(AppContext);
