import { TrayPanel } from '../lazy-parts';
import type { TrayProps } from './tray-panel';

/** The tray at the foot of every view; away when nothing is on its way. */
export function Tray({ watched, additions }: TrayProps) {
  const isEmpty = (watched.items ?? []).length + additions.list.length === 0;
  return isEmpty && watched.failure === null ? null : <TrayPanel watched={watched} additions={additions} />;
}
