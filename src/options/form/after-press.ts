/**
 * Runs `action` at once, or, while a mouse button is held down, after the click. Leaving a field by clicking a
 * button would otherwise show a message that moves the button away before the mouse comes up: no click.
 */
export function afterPress(action: () => void): void {
  if (document.querySelector(':active') === null) action();
  else addEventListener('pointerup', () => setTimeout(action), { once: true });
}
