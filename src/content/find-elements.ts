import { everyElement } from './every-element';
import { breathing } from './yield-to-main';

/** The elements of this frame's document that pass, in its order. Looked for in small steps: the page goes on meanwhile. */
export function findElements<Kind extends Element>(
  passes: (element: Element) => element is Kind,
): Promise<readonly Kind[]>;
export function findElements(passes: (element: Element) => boolean): Promise<readonly Element[]>;
export async function findElements(passes: (element: Element) => boolean): Promise<readonly Element[]> {
  const breathe = breathing();
  const passed: Element[] = [];
  for (const element of everyElement(document)) {
    const breath = breathe();
    if (breath !== null) await breath;
    if (passes(element)) passed.push(element);
  }
  return passed;
}
