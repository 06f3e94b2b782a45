import type { Page } from 'playwright-core';

/** A page that changes for good, such as one with a countdown, is taken as it is after this. Milliseconds. */
const MOST = 3000;

/** So long nothing comes any more: no picture, no line of a list. Milliseconds. */
const QUIET = 300;

/** Brings every animation that ends to its end. */
export const finishAnimations = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const animation of document.getAnimations())
      if (animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY) animation.finish();
  });

/** Resolves when the page shows what it will show. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(
    ([quiet, most]) =>
      new Promise<void>(resolve => {
        let timer = setTimeout(resolve, quiet);
        const changes = new MutationObserver(() => {
          clearTimeout(timer);
          timer = setTimeout(resolve, quiet);
        });
        changes.observe(document, { subtree: true, childList: true, attributes: true });
        setTimeout(resolve, most);
      }),
    [QUIET, MOST] as const,
  );
  await finishAnimations(page);
  await page.evaluate(async () => {
    // What can't be decoded is shown as missing.
    await Promise.allSettled([...document.images].map(image => image.decode()));
  });
}

/** As it would be in Arabic or Hebrew. */
export const turnRightToLeft = (page: Page): Promise<void> =>
  page.evaluate(() => {
    document.documentElement.dir = 'rtl';
  });

export const turnLeftToRight = (page: Page): Promise<void> =>
  page.evaluate(() => {
    document.documentElement.dir = 'ltr';
  });

/** What sticks out sideways, so that a person has to scroll for it, by its tag and class. */
export const horizontalOverflow = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('html, main, dialog[open], header, footer')]
      .filter(
        element =>
          element.scrollWidth > element.clientWidth + 1 &&
          getComputedStyle(element).overflowX !== 'hidden' &&
          getComputedStyle(element).display !== 'inline',
      )
      .map(element => `${element.localName}.${element.className}`),
  );
