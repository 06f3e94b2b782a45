import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { finishAnimations } from './page-states/settled';

/** WCAG 2.2, levels A and AA, and what axe calls best practice. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface Finding {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[];
}

/**
 * What axe finds wrong with the page as it stands, once nothing moves any more: for each finding its rule, and the
 * elements with what is wrong with them.
 */
export async function violationsOf(page: Page): Promise<readonly string[]> {
  await finishAnimations(page);
  // Over DevTools: the pages' own policy lets no script in.
  await page.evaluate(axe.source);
  const found = await page.evaluate(async rules => {
    const { violations } = await Reflect.get(globalThis, 'axe').run({ runOnly: rules });
    return violations as readonly Finding[]; // typed by what axe documents
  }, RULES);
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) => `${id} (${help}): ${target.join(' ')}: ${failureSummary ?? ''}`,
    ),
  );
}
