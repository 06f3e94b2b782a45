import { beforeEach, expect, it } from 'vitest';
import { notify } from '../../src/background/notifications';
import type { Failure } from '../../src/core/failure';
import { newTransfer, type Transfer } from '../../src/core/transfer';
import { fakeBrowser } from '../webextension/fake-browser';
import { textsIn } from '../webextension/texts';

let shown: string[];

beforeEach(() => {
  shown = [];
  fakeBrowser({
    i18n: textsIn('en'),
    runtime: { getURL: path => path },
    notifications: {
      create: (async (_id: string, { message }: { readonly message: string }) => {
        shown.push(message);
        return '';
      }) as never, // Chrome's has two forms; this one alone is called
    },
  });
});

const failed = (failure: Failure): Transfer => ({
  ...newTransfer({
    id: 'a',
    createdAt: 5,
    source: { kind: 'file' },
    bucket: 'b',
    album: 'a/',
    name: 'a',
    bytes: null,
  }),
  state: 'failed',
  failure,
});

it.each<[Failure, string]>([
  [
    { code: 'request-refused', detail: { reason: 'Odd' }, technical: 'Odd: because of the moon.' },
    'The server refused this (Odd). Odd: because of the moon.',
  ],
  [
    { code: 'denied-by-organization', detail: { action: 's3:PutObject' }, technical: 'AccessDenied: User …' },
    'Shoebox isn’t allowed to save to this bucket. Whoever set up the bucket has to change a rule.',
  ],
])(
  'the notification of a failure says what to do, or S3’s own words where nobody knows: %j',
  async (failure, words) => {
    await notify(failed(failure), null, null);
    expect(shown).toEqual([words]);
  },
);
