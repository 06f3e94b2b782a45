import { beforeEach, describe, expect, it } from 'vitest';
import { batchOf, notifyOfTransfer, seriesOf } from '../../src/background/notify-transfer';
import { DEFAULT_PREFERENCES, type Preferences } from '../../src/core/preferences';
import { newTransfer, type Transfer } from '../../src/core/transfer';
import { fakeBrowser } from '../webextension/fake-browser';
import { fakeStorage } from '../webextension/fake-storage';
import { textsIn } from '../webextension/texts';

const transfer = (id: string, createdAt: number, source: Transfer['source']): Transfer =>
  newTransfer({ id, createdAt, source, bucket: 'b', album: 'a/', name: id, bytes: null });

const WEB: Transfer['source'] = {
  kind: 'web',
  wanted: 'image',
  url: 'https://example.org/1.jpg',
  betterUrls: [],
  alt: '',
  pageUrl: '',
  frameUrl: '',
  pageTitle: '',
  tabId: 1,
  frameId: 0,
};

it('a batch is what was saved from the web at the same moment', () => {
  const one = transfer('one', 5, WEB);
  const two = transfer('two', 5, WEB);
  const others = [transfer('later', 6, WEB), transfer('file', 5, { kind: 'file' })];
  expect(batchOf(one, [one, ...others, two])).toEqual([one, two]);
});

const savedAt = (id: string, endedAt: number, facts: Partial<Transfer> = {}): Transfer => ({
  ...transfer(id, endedAt - 500, WEB),
  ...{ state: 'saved', outcome: 'stored', key: `a/${id}`, endedAt },
  ...facts,
});

const MINUTE = 60_000;

describe('a series of single pictures', () => {
  const [one, two, three] = [savedAt('1', MINUTE), savedAt('2', 2 * MINUTE), savedAt('3', 3 * MINUTE)];

  it('goes on while each is saved within a minute of the one before it', () => {
    expect(seriesOf(three, [one, two, three])).toEqual([three, two, one]);
    expect(seriesOf(three, [one, three])).toEqual([three]);
    expect(seriesOf(one, [one, three])).toEqual([one]);
  });

  it('holds neither batches, nor files, nor failures, nor what went into another album', () => {
    const others = [
      savedAt('b1', 2.5 * MINUTE),
      savedAt('b2', 2.5 * MINUTE),
      savedAt('file', 2.6 * MINUTE, { source: { kind: 'file' } }),
      savedAt('failed', 2.7 * MINUTE, { state: 'failed' }),
      savedAt('elsewhere', 2.8 * MINUTE, { album: 'b/' }),
    ];
    expect(seriesOf(three, [one, two, ...others, three])).toEqual([three, two, one]);
  });
});

describe('notifications', () => {
  let shown: Map<string, string>;
  let all: Transfer[];
  const ends = async (ended: Transfer): Promise<void> => {
    all.push(ended);
    notifyOfTransfer({ all: async () => all }, ended, null);
    // Everything that it asks for is answered within this turn of the event loop.
    await new Promise(resolve => setTimeout(resolve));
  };
  const prefer = async (notifications: Preferences['notifications']): Promise<void> => {
    const storage = fakeStorage();
    await storage.sync.set({ preferences: { ...DEFAULT_PREFERENCES, notifications } });
    fakeBrowser({ storage });
  };

  beforeEach(async () => {
    shown = new Map();
    all = [];
    fakeBrowser({
      i18n: textsIn('en'),
      runtime: { getURL: path => path },
      notifications: {
        create: (async (
          id: string,
          { title, message }: { readonly title: string; readonly message: string },
        ) => {
          shown.set(id, `${title}: ${message}`);
          return id;
        }) as never, // Chrome's has two forms; this one alone is called
        clear: async id => shown.delete(id),
        getAll: async () => Object.fromEntries([...shown.keys()].map(id => [id, {}])) as never, // only the ids count
      },
    });
    await prefer('all');
  });

  const failure = { code: 'source-gone', detail: {}, technical: '' } as const;
  const failedAt = (id: string, endedAt: number): Transfer =>
    savedAt(id, endedAt, { state: 'failed', key: null, failure });

  it('of ten single pictures in a row are one, which has the last one’s id, and counts them', async () => {
    for (let at = 1; at <= 10; at++) await ends(savedAt(`${at}.jpg`, at * 1000));
    expect([...shown]).toEqual([['10.jpg', '10 images saved to “a”: Last: 10.jpg']]);
  });

  it('of failures are each one of their own, and take no other’s place', async () => {
    await ends(savedAt('1.jpg', 1000));
    await ends(failedAt('2.jpg', 2000));
    await ends(failedAt('3.jpg', 3000));
    await ends(savedAt('4.jpg', 4000));
    expect([...shown.keys()]).toEqual(['2.jpg', '3.jpg', '4.jpg']);
  });

  it('of one with a note, and of one that was there already, are their own, and no series counts them', async () => {
    await ends(savedAt('1.jpg', 1000));
    await ends(savedAt('noted.jpg', 2000, { note: failure }));
    await ends(savedAt('there.jpg', 3000, { outcome: 'already-there' }));
    await ends(savedAt('4.jpg', 4000));
    expect([...shown]).toEqual([
      ['noted.jpg', expect.stringMatching(/^Saved to “a”: noted\.jpg\n./)],
      ['there.jpg', 'Already in “a”: there.jpg'],
      ['4.jpg', '2 images saved to “a”: Last: 4.jpg'],
    ]);
  });

  it('of failures only tell of what failed, and of what was saved in another way than was wanted', async () => {
    await prefer('failures');
    await ends(savedAt('1.jpg', 1000));
    await ends(savedAt('2.jpg', 2000, { note: failure }));
    await ends(failedAt('3.jpg', 3000));
    expect([...shown.keys()]).toEqual(['2.jpg', '3.jpg']);
  });

  it('are none where none are wanted, of files that failed either', async () => {
    await prefer('none');
    await ends(savedAt('1.jpg', 1000));
    await ends(failedAt('2.jpg', 2000));
    await ends({ ...failedAt('3.jpg', 3000), source: { kind: 'file' } });
    expect([...shown]).toEqual([]);
  });
});
