import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Navigate } from './use-route';

/** What every part of the page may need. */
export interface AppContext {
  readonly navigate: Navigate;
  /** Says something in passing: shown for some seconds and read aloud. */
  readonly announce: (text: string) => void;
}

export const AppContextValue = createContext<AppContext>({ navigate: () => {}, announce: () => {} });

export const useApp = (): AppContext => useContext(AppContextValue);
