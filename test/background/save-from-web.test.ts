import { expect, test } from 'vitest';
import { saveFromWeb } from '../../src/background/save-from-web';
import { saveSettings } from '../../src/background/settings-store';
import type { WebSource } from '../../src/core/source';
import type { Transfer } from '../../src/core/transfer';
import { captured, failed } from '../../src/core/transfer-moves';
import type { Transfers } from '../../src/transfers/transfers';
import { SETTINGS } from './settings';

await saveSettings(SETTINGS);

const source = (url: string): WebSource => ({
  kind: 'web',
  wanted: 'image',
  url,
  betterUrls: [],
  alt: '',
  pageUrl: 'https://page.example/',
  frameUrl: 'https://page.example/',
  pageTitle: '',
  tabId: 1,
  frameId: 0,
});

/** Of the transfers, only what saving needs. */
function fakeTransfers() {
  let all: readonly Transfer[] = [];
  const transfers = {
    add: async (added: readonly Transfer[]) => {
      all = [...all, ...added];
    },
    all: async () => all,
    dismiss: async (ids: readonly string[]) => {
      all = all.filter(({ id }) => !ids.includes(id));
    },
  };
  return {
    transfers: transfers as unknown as Transfers, // nothing else is asked of it here
    all: () => all,
    change: (move: (transfer: Transfer) => Transfer) => {
      all = all.map(move);
    },
  };
}

const FAILURE = { code: 'source-not-found', detail: {}, technical: '' } as const;

test('saving a picture again replaces its failed transfer', async () => {
  const { transfers, all, change } = fakeTransfers();
  await saveFromWeb(transfers, 'Cats/', [source('https://h/a.jpg')]);
  await saveFromWeb(transfers, 'Cats/', [source('https://h/b.jpg')]);
  change(transfer => failed(transfer, FAILURE, 1));
  await saveFromWeb(transfers, 'Cats/', [source('https://h/a.jpg')]);
  expect(all().map(({ name, state }) => [name, state])).toEqual([
    ['b.jpg', 'failed'],
    ['a.jpg', 'under-way'],
  ]);
});

test('saving a picture again keeps a failed transfer that has its bytes', async () => {
  const { transfers, all, change } = fakeTransfers();
  await saveFromWeb(transfers, 'Cats/', [source('https://h/a.jpg')]);
  const bytes = { blobId: 'x', size: 1, mediaType: 'image/jpeg', rung: 'worker', url: null } as const;
  const facts = { name: 'a', title: '', host: '', date: '', time: '', hash: '', ext: 'jpg' };
  const naming = { template: '{name}', facts };
  change(transfer => failed(captured(transfer, { bytes, naming, metadata: {}, note: null }), FAILURE, 1));
  await saveFromWeb(transfers, 'Cats/', [source('https://h/a.jpg')]);
  expect(all()).toHaveLength(2);
});

test('the provisional name of a saved picture has no bidirectional controls', async () => {
  const { transfers, all } = fakeTransfers();
  await saveFromWeb(transfers, null, [source('https://h/%E2%80%AEgpj.exe'), source('data:,')]);
  expect(all().map(({ name }) => name)).toEqual(['gpj.exe', 'Image']);
});
