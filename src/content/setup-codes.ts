import { findElements, shadowRootOf } from './document-walk';
import { isInput, isTextArea } from './element-types';

/** A code with all settings, broken into a terminal's lines, is shorter. */
const MAX_LENGTH = 6000;

/** More than a page that means well shows. */
const MAX_TEXTS = 20;

/**
 * Whatever on the page begins like a set-up code, with what follows it; nothing else of the page. A terminal draws on a canvas,
 * but has its lines as text for screen readers.
 */
export async function setupCodes(): Promise<readonly string[]> {
  const inner = await findElements(element => hasValue(element) || shadowRootOf(element) !== null);
  const texts = [textOf(document.documentElement), ...inner.flatMap(element => valuesOf(element))];
  return texts
    .flatMap(text =>
      [...text.matchAll(/\bshoebox\d+:/g)].map(({ index }) => text.slice(index, index + MAX_LENGTH)),
    )
    .slice(0, MAX_TEXTS);
}

/** What a person can see in a field; of a password nobody can. */
const hasValue = (element: Element): element is HTMLInputElement | HTMLTextAreaElement =>
  isTextArea(element) || (isInput(element) && element.type !== 'password');

function valuesOf(element: Element): readonly string[] {
  if (hasValue(element)) return [element.value];
  return [...(shadowRootOf(element)?.children ?? [])].map(textOf);
}

/** As it is shown, line by line; what is no HTML has no such text. */
function textOf(element: Element): string {
  // `textContent` has no line breaks, and scripts.
  const { innerText }: { readonly innerText?: unknown } = element as Partial<HTMLElement>;
  return typeof innerText === 'string' ? innerText : '';
}
