import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** What the controls of a row need to know of it. */
interface TrayRowValue {
  /** Tab stops in one row of the tray only; the arrow keys pass that on. */
  readonly tabIndex: 0 | -1;
  /** Id of the element with the row's name, which says what a button is for. */
  readonly nameId: string;
}

export const TrayRowContext = createContext<TrayRowValue>({ tabIndex: 0, nameId: '' });

export const useTrayRow = (): TrayRowValue => useContext(TrayRowContext);
