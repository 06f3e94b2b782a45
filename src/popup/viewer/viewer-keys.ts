import { logicalKey } from '../../ui/arrow-keys';
import { actionOfKey, type PhotoActionName } from '../photos/photo-actions';

/** What keys do in the viewer. */
export interface ViewerCommands {
  /** To the next photo, or to the one before. */
  readonly step: (direction: 1 | -1) => void;
  readonly first: () => void;
  readonly last: () => void;
  readonly zoom: (direction: 1 | -1) => void;
  readonly toggleZoom: () => void;
  readonly run: (action: PhotoActionName) => void;
}

/** Players have uses of their own for these keys, and so have dialogs over the viewer. */
const isElsewhere = (target: EventTarget | null, viewer: EventTarget | null): boolean =>
  target instanceof HTMLMediaElement ||
  (target instanceof Element && (target.closest('dialog') ?? viewer) !== viewer);

/** The listener for the keys of the viewer. The names of the keys are those of `KeyboardEvent.key`. */
export const viewerKeys = (commands: ViewerCommands) => (event: KeyboardEvent) => {
  const { target } = event;
  if (event.altKey || event.ctrlKey || event.metaKey || isElsewhere(target, event.currentTarget)) return;
  const does: Readonly<Record<string, () => void>> = {
    ArrowRight: () => commands.step(1),
    ArrowLeft: () => commands.step(-1),
    PageDown: () => commands.step(1),
    PageUp: () => commands.step(-1),
    Home: commands.first,
    End: commands.last,
    '+': () => commands.zoom(1),
    '=': () => commands.zoom(1),
    '-': () => commands.zoom(-1),
    '0': commands.toggleZoom,
  };
  const command = does[logicalKey(event)];
  // Held down, "Delete" would go on with the next photo, and the next.
  const action = event.repeat ? null : actionOfKey(event);
  if (command === undefined && action === null) return;
  event.preventDefault();
  if (command !== undefined) command();
  else if (action !== null) commands.run(action);
};
