/**
 * Notes that something went wrong which does not fail the action that it accompanies: `event` names it in a constant
 * `module.what-failed` (`transfers.trim-history`). Never throws. No URL, key, name or secret may be part of the event.
 */
export type Report = (event: `${string}.${string}`, error: unknown) => void;
