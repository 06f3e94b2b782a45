import type { Page } from 'playwright-core';

/** What a person clicks or touches must be as large as this, either way: WCAG 2.5.8. CSS pixels. */
const LEAST = 24;

/**
 * What can be clicked and is too small for a finger, or sticks out of the window sideways, by its tag, class and text.
 * Stricter than WCAG: space around a small one is no excuse; only links within a sentence are.
 */
export const badTargets = (page: Page): Promise<readonly string[]> =>
  page.evaluate(least => {
    const targets = [
      ...document.querySelectorAll<HTMLElement>(
        'a[href], button, input:not([type=hidden], [type=file]), select, textarea, summary, [tabindex="0"]',
      ),
    ];
    const isInSentence = (element: HTMLElement): boolean =>
      getComputedStyle(element).display === 'inline' &&
      (element.parentElement?.textContent?.trim().length ?? 0) > (element.textContent?.trim().length ?? 0);
    /** A click on the label of a box hits the box. */
    const boxOf = (element: HTMLElement): DOMRect => {
      const isBox = element.matches('[type=checkbox], [type=radio]');
      const label = isBox && element instanceof HTMLInputElement ? element.labels?.[0] : null;
      return (label ?? element).getBoundingClientRect();
    };
    return targets.flatMap(element => {
      const { width, height, left, right } = boxOf(element);
      const isThere = element.checkVisibility({ visibilityProperty: true }) && width > 1 && height > 1;
      if (!isThere || isInSentence(element)) return [];
      const isSmall = Math.min(width, height) < least - 0.1;
      const isOutside = left < -1 || right > innerWidth + 1;
      const what = `${element.localName}.${element.className} “${element.textContent?.trim().slice(0, 30)}”`;
      return [
        ...(isSmall ? [`${what}: ${Math.round(width)} × ${Math.round(height)}`] : []),
        ...(isOutside ? [`${what}: outside of the window`] : []),
      ];
    });
  }, LEAST);
