import type { Failure } from './failure';

/** What a person pointed at. */
export interface ImageSource {
  readonly kind: 'image';
  /** The image's URL as the browser resolved it. Hostile. */
  readonly url: string;
  readonly pageUrl: string;
  /** Of the frame that the image stands in; the page's own for the top frame. */
  readonly frameUrl: string;
  readonly pageTitle: string;
  /** Where the image stands, for reading it inside the page. The tab may be gone after a restart. */
  readonly tabId: number;
  readonly frameId: number;
}

/** A file that a person gave to the popup; its bytes are stored before the transfer exists. */
export interface FileSource {
  readonly kind: 'file';
}

/** How the bytes of a picture were got; kept with the transfer. */
export type Rung = 'data-url' | 'worker' | 'page';

/** The bytes of a transfer, lying in the blob store. */
export interface CapturedBytes {
  readonly blobId: string;
  readonly size: number;
  readonly mediaType: string;
  readonly rung: Rung | 'file';
}

export type TransferState =
  /** Has something to do: capture or upload. */
  | 'under-way'
  /** The bytes are safe; a person has to say which album. */
  | 'choosing-album'
  | 'saved'
  | 'failed';

/** One thing on its way into the bucket, as it lies in IndexedDB. Everything needed to go on after any death. */
export interface Transfer {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly source: ImageSource | FileSource;
  /** Which bucket it was meant for, by {@link bucketIdentity}: other settings do not send it elsewhere. */
  readonly bucket: string;
  /** Prefix; null until a person chose one. */
  readonly album: string | null;
  readonly name: string;
  readonly bytes: CapturedBytes | null;
  readonly state: TransferState;
  /** The object's key once S3 confirmed it. */
  readonly key: string | null;
  readonly failure: Failure | null;
  /** What could not be done although the picture was saved: a refused permission, say. */
  readonly note: Failure | null;
}

/** What the runner has to do next for a transfer. */
export type NextStep = 'capture' | 'upload' | 'wait-for-album' | 'nothing';

/** Derived, never stored: so a transfer found after a crash goes on where its facts say, not where a flag says. */
export function nextStep(transfer: Transfer): NextStep {
  if (transfer.state === 'saved' || transfer.state === 'failed') return 'nothing';
  if (transfer.bytes === null) return 'capture';
  return transfer.album === null ? 'wait-for-album' : 'upload';
}

/** Open again, as its facts say. What is saved stays saved, whatever arrives late. */
const withState = (transfer: Transfer): Transfer => {
  if (transfer.state === 'saved') return transfer;
  const open: Transfer = { ...transfer, state: 'under-way', failure: null };
  return nextStep(open) === 'wait-for-album' ? { ...open, state: 'choosing-album' } : open;
};

/** A `data:` URL is all of the picture: once its bytes are stored, it is not kept a second time. */
const withoutInlineBytes = (source: Transfer['source']): Transfer['source'] =>
  source.kind === 'image' && source.url.startsWith('data:') ? { ...source, url: 'data:' } : source;

export const captured = (
  transfer: Transfer,
  name: string,
  bytes: CapturedBytes,
  note: Failure | null,
): Transfer => withState({ ...transfer, source: withoutInlineBytes(transfer.source), name, bytes, note });

/** Whether there is still an album to be chosen: not for what is on its way to one, or there already. */
export const canChooseAlbum = ({ state, album }: Pick<Transfer, 'state' | 'album'>): boolean =>
  state !== 'saved' && (album === null || state === 'failed');

export const albumChosen = (transfer: Transfer, album: string): Transfer =>
  canChooseAlbum(transfer) ? withState({ ...transfer, album }) : transfer;

export const saved = (transfer: Transfer, key: string): Transfer => ({
  ...transfer,
  state: 'saved',
  key,
  failure: null,
});

/** What S3 confirmed stays saved, whatever goes wrong afterwards. */
export const failed = (transfer: Transfer, failure: Failure): Transfer =>
  transfer.state === 'saved' ? transfer : { ...transfer, state: 'failed', failure };

/** The bytes were lost: a picture can be fetched again, a file can't. */
export const bytesLost = (transfer: Transfer): Transfer => ({ ...transfer, bytes: null });

/** Begins again with what there is: bytes that were captured are not fetched twice. */
export const retried = (transfer: Transfer): Transfer =>
  transfer.state === 'failed' ? withState(transfer) : transfer;

/** Being worked on, or waiting for its turn. */
export const isUnderWay = (transfer: Transfer): boolean => transfer.state === 'under-way';

/** Nothing will happen to it any more unless a person wants it to. */
export const hasEnded = ({ state }: Transfer): boolean => state === 'saved' || state === 'failed';
