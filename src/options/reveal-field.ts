import type { SettingsField } from '../core/settings';

/** Id of a field's input element. */
export const idOfField = (field: SettingsField): string => `field-${field}`;

/** Unfolds what hides the element, and gives it back; null when it is not on the page. */
function revealed(id: string): HTMLElement | null {
  const element = document.getElementById(id);
  const folded = element?.closest('details');
  if (folded !== null && folded !== undefined) folded.open = true;
  return element;
}

/** Shows a field that may be folded away under "Advanced". */
export const revealField = (field: SettingsField): void => void revealed(idOfField(field));

/** Shows a field and puts the cursor into it. */
export const focusField = (field: SettingsField): void => revealed(idOfField(field))?.focus();
