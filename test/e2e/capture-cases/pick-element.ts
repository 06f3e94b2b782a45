import type { Locator, Page } from 'playwright-core';
import { placeOnScreen } from '../../browser/context-menu';
import { NativeInput } from '../../browser/native-input';
import { waitUntil } from '../../browser/wait-until';
import type { VirtualDisplay } from '../../machine/display';
import type { E2eFixture } from '../fixture';

/** The page is asked for what lies under the pointer; a busy machine may take some seconds. */
const ANSWER_TIMEOUT_MS = 10_000;

/**
 * The first time on a page it is not always known where the menu was opened: then a person points at the picture once
 * more, and clicks. Resolves when that has happened, or a transfer has begun without it.
 */
export async function pickElementIfAsked(
  { fixture, display }: { readonly fixture: E2eFixture; readonly display: VirtualDisplay },
  page: Page,
  target: Locator,
  begunBefore: ReadonlySet<string>,
): Promise<void> {
  // In a shadow tree that no page can see, and no test; that its host is there can be seen.
  const isAsked = async (): Promise<boolean> => (await page.locator('shoebox-element-picker').count()) > 0;
  const isBegun = async (): Promise<boolean> =>
    (await fixture.transfers()).some(({ id }) => !begunBefore.has(id));
  await waitUntil(
    'Nothing was found, and nobody asked',
    ANSWER_TIMEOUT_MS,
    async () => (await isAsked()) || (await isBegun()),
  );
  if (await isBegun()) return;
  const { x, y } = await placeOnScreen(page, target);
  await (await NativeInput.on(display)).click(x, y, 1);
}
