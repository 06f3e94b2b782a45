import { type CallInFrame, framesOf } from '../capture/call-in-frame';
import { loadSettings } from './settings-store';
import { reportedAs } from './side-effects';

/** As far as the frames of the tab may be read. Looks at no page once Shoebox is set up. */
export const pageSetupCodes =
  (callInFrame: CallInFrame) =>
  async ({ tabId }: { readonly tabId: number }): Promise<readonly string[]> => {
    if ((await loadSettings()) !== null) return [];
    const [frameIds] = await Promise.allSettled([framesOf(tabId)]);
    // No web page, or none that was clicked for: nothing is offered then.
    if (frameIds.status === 'rejected') return [];
    const answers = await Promise.all(
      frameIds.value.map(frameId =>
        callInFrame({ tabId, frameId }, 'setupCodes').catch(reportedAs('page.setup-codes', [])),
      ),
    );
    return answers.flat().filter(text => typeof text === 'string');
  };
