import type { Locator, Page } from 'playwright-core';

/** The connection test on an options page, by what a person sees of it. */
export interface ConnectionPanel {
  /** Presses the button, and waits until it is over; shows every step. Resolves with the sentence that sums it up. */
  run(): Promise<string>;
  /** Waits until the test that is running is over, as {@link run}. */
  over(): Promise<string>;
  /** The step with this name. */
  step(name: string): Locator;
}

export function connectionPanel(page: Page): ConnectionPanel {
  const panel = page.getByRole('region', { name: 'Connection test' });
  const over = async (): Promise<string> => {
    await panel.getByText('Copy the report').first().waitFor();
    await panel.getByRole('button', { name: /^Show all/, expanded: false }).click();
    return (await page.locator('.save-status .notice-title').textContent()) ?? '';
  };
  return {
    over,
    async run() {
      await page.getByRole('button', { name: 'Test connection' }).click();
      return over();
    },
    step: name => panel.getByRole('listitem').filter({ has: page.locator('.step-name', { hasText: name }) }),
  };
}
