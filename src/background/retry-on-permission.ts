import browser from 'webextension-polyfill';
import type { Transfers } from '../transfers/transfers';
import { onEvent, sideEffect } from './side-effects';

/** Tries again what failed for want of an access that a person has given now; the popup is closed by its question. */
export function retryOnPermission(transfers: Transfers): void {
  onEvent('permissions.added', browser.permissions.onAdded, async () => {
    for (const { id, state, failure } of await transfers.all()) {
      const origin = failure?.detail['origin'];
      if (
        state === 'failed' &&
        origin !== undefined &&
        (await browser.permissions.contains({ origins: [origin] }))
      ) {
        await sideEffect('permissions.retry', () => transfers.retry(id)); // the others wait for it too
      }
    }
  });
}
