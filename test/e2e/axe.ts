import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { finishAnimations } from './page-states/settled';

/** WCAG 2.2, levels A and AA, and what axe calls best practice. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Of these, what colours decide. */
const COLOR_RULES = ['color-contrast', 'link-in-text-block'];

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
  // Over DevTools: the pages' own policy lets no script in.
  await page.evaluate(axe.source);
  return findings(page, RULES);
}

/** The same of a page on which {@link violationsOf} found nothing, and of which nothing but colours has changed. */
export const colorViolationsOf = (page: Page): Promise<readonly string[]> => findings(page, COLOR_RULES);

async function findings(page: Page, rules: readonly string[]): Promise<readonly string[]> {
  await finishAnimations(page);
  const found = await page.evaluate(async runOnly => {
    // Of what is in order, axe need not tell every element.
    const { violations } = await Reflect.get(globalThis, 'axe').run({ runOnly, resultTypes: ['violations'] });
    return violations as readonly Finding[]; // typed by what axe documents
  }, rules);
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) => `${id} (${help}): ${target.join(' ')}: ${failureSummary ?? ''}`,
    ),
  );
}
