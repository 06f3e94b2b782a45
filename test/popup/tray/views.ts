import type { TransferView } from '../../../src/messaging/protocol';
import type { Addition } from '../../../src/popup/adding/add-files';

/** A transfer of a thousand bytes that moves, with what the test wants of it. */
export const view = (id: string, facts: Partial<TransferView> = {}): TransferView => ({
  id,
  createdAt: 0,
  bucket: 'bucket',
  album: 'Album/',
  name: `${id}.jpg`,
  bytes: { blobId: id, size: 1000, mediaType: 'image/jpeg', rung: 'file', url: null },
  state: 'under-way',
  key: null,
  etag: null,
  outcome: null,
  endedAt: null,
  failure: null,
  note: null,
  kind: 'file',
  canUseScreen: false,
  uploaded: 0,
  bytesPerSecond: null,
  waiting: null,
  ...facts,
});

/** A file that is being read. */
export const addition = (id: string, facts: Partial<Addition> = {}): Addition => ({
  id,
  album: 'Album/',
  settings: null,
  name: `${id}.jpg`,
  file: new File(['bytes'], `${id}.jpg`),
  failure: null,
  ...facts,
});
