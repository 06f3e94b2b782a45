import type { BrowserServices } from './browser-internals';
import type { FirefoxSession } from './session';

declare const Services: BrowserServices; // where the function below runs

/** Waits for the browser's question of `permissions.request` in the front tab, answers it, and waits until it is gone. */
export async function answerPermission(session: FirefoxSession, answer: 'allow' | 'deny'): Promise<void> {
  await session.evaluateInBrowser(async answer => {
    const window = Services.wm.getMostRecentWindow('navigator:browser');
    const { panel } = window.PopupNotifications;
    const becomes = async (state: string): Promise<void> => {
      while (panel.state !== state) await new Promise(resolve => window.setTimeout(resolve, 10));
    };
    await becomes('open');
    const question = panel.firstElementChild;
    if (question?.id !== 'addon-webext-permissions-notification') {
      throw new Error(`Another question is open: ${question?.id}`);
    }
    (answer === 'allow' ? question.button : question.secondaryButton).click();
    await becomes('closed');
  }, answer);
}
