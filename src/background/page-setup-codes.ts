import { type CallInFrame, framesOf } from '../capture/call-in-frame';
import type { Settings } from '../core/settings';
import { setupCodesIn } from '../core/setup-code';
import { loadSettings } from './settings-store';
import { reportedAs } from './side-effects';

/** So many can be told apart at a glance. */
const MAX_CODES = 3;

/**
 * The settings in the set-up codes that a tab shows, as far as its frames may be read: for a person to choose one of. Whatever
 * is there is hostile. Looks at no page once Shoebox is set up.
 */
export const pageSetupCodes =
  (callInFrame: CallInFrame) =>
  async ({ tabId }: { readonly tabId: number }): Promise<readonly Settings[]> => {
    if ((await loadSettings()) !== null) return [];
    const [frameIds] = await Promise.allSettled([framesOf(tabId)]);
    // No web page, or none that was clicked for: nothing is offered then.
    if (frameIds.status === 'rejected') return [];
    const answers = await Promise.all(
      frameIds.value.map(frameId =>
        callInFrame({ tabId, frameId }, 'setupCodes').catch(reportedAs('page.setup-codes', [])),
      ),
    );
    const texts = answers.flat().filter(text => typeof text === 'string');
    const found = new Map(texts.flatMap(setupCodesIn).map(settings => [JSON.stringify(settings), settings]));
    return [...found.values()].slice(0, MAX_CODES);
  };
