// @vitest-environment happy-dom
import { h, render } from 'preact';
import { expect, test } from 'vitest';
import { ShoeboxError, toFailure } from '../../../src/core/failure';
import type { TransferView } from '../../../src/messaging/protocol';
import { CauseRow } from '../../../src/popup/tray/cause-row';
import { settle } from '../../ui/render-hook';
import { fakeBrowser } from '../../webextension/fake-browser';
import { ScriptedWorker } from '../../webextension/scripted-worker';
import { textsIn } from '../../webextension/texts';
import { view } from './views';

const failure = toFailure(new ShoeboxError('throttled'));

/** The row of two transfers that failed for the same cause. */
async function rowOf(facts: Partial<TransferView>): Promise<HTMLElement> {
  fakeBrowser({ i18n: textsIn('en') });
  const page = document.createElement('div');
  const items = ['a', 'b'].map(id => ({
    ...{ id, kind: 'transfer' as const },
    transfer: view(id, { state: 'failed', failure, ...facts }),
  }));
  const additions = { retry: () => undefined, dismiss: () => undefined };
  await settle(() =>
    render(h(CauseRow, { ...{ id: 'r', isTabStop: true }, failure, items, additions }), page),
  );
  return page;
}

const action = (page: HTMLElement, name: string): HTMLElement | null =>
  page.querySelector(`[data-action=${name}]`);

test('several failures of one cause are tried again in one click', async () => {
  const worker = new ScriptedWorker();
  const page = await rowOf({});
  await settle(() => action(page, 'try_again')?.click());
  expect(worker.callsOf('transfers.retry').length).toBeGreaterThan(0);
});

test('several failures can be dismissed at once only where no bytes are lost with them', async () => {
  expect(action(await rowOf({ bytes: null, kind: 'web' }), 'dismiss')).not.toBeNull();
  expect(action(await rowOf({}), 'dismiss')).toBeNull();
});
