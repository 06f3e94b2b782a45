import { logicalKey } from '../../ui/arrow-keys';

/** What keys do in the viewer. */
export interface ViewerCommands {
  /** To the next photo, or to the one before. */
  readonly step: (direction: 1 | -1) => void;
  readonly first: () => void;
  readonly last: () => void;
  readonly zoom: (direction: 1 | -1) => void;
  readonly toggleZoom: () => void;
  readonly toggleFacts: () => void;
  readonly remove: () => void;
}

/** Players have uses of their own for these keys. */
const isPlayer = (target: EventTarget | null): boolean => target instanceof HTMLMediaElement;

/** The listener for the keys of the viewer. The names of the keys are those of `KeyboardEvent.key`. */
export const viewerKeys = (commands: ViewerCommands) => (event: KeyboardEvent) => {
  const { target } = event;
  if (event.altKey || event.ctrlKey || event.metaKey || isPlayer(target)) return;
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
    i: commands.toggleFacts,
    Delete: commands.remove,
  };
  const command = does[logicalKey(event)];
  if (command === undefined) return;
  event.preventDefault();
  command();
};
