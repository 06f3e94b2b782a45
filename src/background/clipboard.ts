import browser, { type Manifest } from 'webextension-polyfill';
import { clipboardPermissions } from '../core/preferences';
import { settled } from '../core/promises';
import { serialQueue } from '../core/serial-queue';
import { awaitCopyResult } from './clipboard-page/outcome';
import { reportedAs } from './side-effects';

/** Chrome's; the polyfill's types know nothing of it. */
interface WithOffscreen {
  readonly offscreen: {
    createDocument(page: {
      readonly url: string;
      readonly reasons: readonly ['CLIPBOARD'];
      readonly justification: string;
    }): Promise<void>;
    closeDocument(): Promise<void>;
  };
}

const IS_FIREFOX = import.meta.env.MODE === 'firefox';

/** Chrome refuses longer URLs (`url::kMaxURLChars`). */
const LONGEST_ADDRESS = 2 * 1024 ** 2 - 1000;

/** One at a time: Chrome allows one offscreen document. */
const enqueue = serialQueue();

/** Whether the user has granted the permissions, and not revoked them. */
export const mayCopy = (): Promise<boolean> =>
  // The names of Chrome's own are unknown to the polyfill's types.
  browser.permissions.contains({
    permissions: clipboardPermissions(IS_FIREFOX) as Manifest.OptionalPermission[],
  });

/** Copies a text. Resolves with whether it is on the clipboard; never rejects. */
export const copyText = (text: string): Promise<boolean> =>
  enqueue(() => copy(text)).catch(reportedAs('clipboard.copy', false));

async function copy(text: string): Promise<boolean> {
  if (IS_FIREFOX) {
    await navigator.clipboard.writeText(text);
    return true;
  }
  const address = encodeURIComponent(text);
  if (address.length > LONGEST_ADDRESS) return false;
  const { offscreen } = browser as unknown as WithOffscreen; // see WithOffscreen
  // The page of the last copy is there for a moment still, and there may be no second one. Rejects where none is.
  await settled(offscreen.closeDocument());
  const id = crypto.randomUUID();
  return awaitCopyResult(id, () =>
    offscreen.createDocument({
      url: `src/background/clipboard-page/index.html?${id}#${address}`,
      reasons: ['CLIPBOARD'],
      justification: 'Copies the link to a picture that was saved.',
    }),
  );
}
