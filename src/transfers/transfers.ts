import { ShoeboxError, toFailure } from '../core/failure';
import {
  albumChosen,
  captured,
  failed,
  isUnderWay,
  nextStep,
  retried,
  saved,
  type Transfer,
} from '../core/transfer';
import type { Blobs, CaptureImage, Journal, ObjectStore } from './ports';
import { upload } from './upload';

export interface TransferPorts {
  readonly journal: Journal;
  readonly blobs: Blobs;
  readonly captureImage: CaptureImage;
  /** The bucket of the present settings. Rejects with `not-configured`. */
  readonly openStore: () => Promise<ObjectStore>;
  /** After every change, with all transfers in the order in which they were begun. */
  readonly onChange: (transfers: readonly Progress[]) => void;
  /** Once for each transfer that ended, `image` being its bytes if there are any. */
  readonly onSettled: (transfer: Transfer, image: Blob | null) => void;
}

/** A transfer and how far it is. */
export interface Progress extends Transfer {
  /** Bytes that S3 has. */
  readonly uploaded: number;
}

/** Small pictures go beside each other; the browser opens six connections to a host, one large file takes four. */
const AT_ONCE = 4;

/** Ended transfers that are kept to be looked at. */
const KEPT = 200;

/** Every picture on its way into the bucket. Written down first, worked on afterwards, gone on with after any death. */
export interface Transfers {
  /** Goes on with what an earlier life of the worker left. */
  resume(): Promise<void>;
  /** Resolves when it is written down. It begins once `ready` has settled. */
  add(transfer: Transfer, ready?: Promise<unknown>): Promise<void>;
  get(id: string): Promise<Transfer | null>;
  all(): Promise<readonly Progress[]>;
  chooseAlbum(id: string, album: string): Promise<void>;
  retry(id: string): Promise<void>;
  /** Stops it if it is under way, and forgets it with its bytes. What is saved stays in the bucket. */
  remove(id: string): Promise<void>;
}

export function openTransfers(ports: TransferPorts): Transfers {
  const { journal, blobs } = ports;
  const known = new Map<string, Transfer>();
  const running = new Map<string, { readonly controller: AbortController; uploaded: number }>();
  const held = new Set<string>();
  const loaded = journal.all().then(transfers => {
    for (const transfer of transfers.sort((a, b) => a.createdAt - b.createdAt))
      known.set(transfer.id, transfer);
  });

  const snapshot = (): Progress[] =>
    [...known.values()].map(transfer => ({
      ...transfer,
      uploaded:
        transfer.state === 'saved' ? (transfer.bytes?.size ?? 0) : (running.get(transfer.id)?.uploaded ?? 0),
    }));
  const tell = (): void => ports.onChange(snapshot());

  /** Applies a move to the newest state; a transfer that was removed meanwhile stays removed. */
  async function change(id: string, move: (transfer: Transfer) => Transfer): Promise<Transfer | null> {
    const transfer = known.get(id);
    if (transfer === undefined) return null;
    const next = move(transfer);
    known.set(id, next);
    await journal.write(next);
    if (!known.has(id)) await journal.remove(id);
    tell();
    return next;
  }

  async function capture(transfer: Transfer, signal: AbortSignal): Promise<void> {
    if (transfer.source.kind === 'file') throw new ShoeboxError('file-unreadable');
    const image = await ports.captureImage(transfer.source, signal);
    const blobId = await blobs.put(image.blob);
    const { name, mediaType, rung, note } = image;
    const bytes = { blobId, size: image.blob.size, mediaType, rung };
    const next = await change(transfer.id, latest => captured(latest, name, bytes, note));
    if (next === null) await blobs.delete(blobId);
  }

  async function store(transfer: Transfer, album: string, signal: AbortSignal): Promise<void> {
    const body = transfer.bytes === null ? null : await blobs.get(transfer.bytes.blobId);
    if (body === null) throw new ShoeboxError('file-unreadable');
    const key = await upload(await ports.openStore(), { ...transfer, album }, body, signal, uploaded => {
      const work = running.get(transfer.id);
      if (work !== undefined) work.uploaded = uploaded;
      tell();
    });
    const next = await change(transfer.id, latest => saved(latest, key));
    if (next === null) return;
    ports.onSettled(next, body);
    if (transfer.bytes !== null) await blobs.delete(transfer.bytes.blobId);
    await forgetOldest();
  }

  async function work(id: string, signal: AbortSignal): Promise<void> {
    for (;;) {
      const transfer = known.get(id);
      if (transfer === undefined || signal.aborted) return;
      const step = nextStep(transfer);
      if (step === 'capture') await capture(transfer, signal);
      else if (step === 'upload' && transfer.album !== null) await store(transfer, transfer.album, signal);
      else return;
    }
  }

  async function run(id: string): Promise<void> {
    const controller = new AbortController();
    running.set(id, { controller, uploaded: 0 });
    try {
      await work(id, controller.signal);
    } catch (error) {
      if (!controller.signal.aborted) {
        const next = await change(id, transfer => failed(transfer, toFailure(error)));
        if (next !== null) ports.onSettled(next, null);
      }
    } finally {
      running.delete(id);
      tell();
      begin();
    }
  }

  function begin(): void {
    for (const transfer of known.values()) {
      if (running.size >= AT_ONCE) return;
      if (isUnderWay(transfer) && !running.has(transfer.id) && !held.has(transfer.id)) void run(transfer.id);
    }
  }

  async function forget(transfer: Transfer): Promise<void> {
    known.delete(transfer.id);
    await journal.remove(transfer.id);
    if (transfer.bytes !== null) await blobs.delete(transfer.bytes.blobId);
  }

  async function forgetOldest(): Promise<void> {
    const ended = [...known.values()].filter(transfer => transfer.state === 'saved');
    for (const transfer of ended.slice(0, Math.max(0, ended.length - KEPT))) await forget(transfer);
  }

  return {
    async resume() {
      await loaded;
      tell();
      begin();
    },
    async add(transfer, ready = Promise.resolve()) {
      held.add(transfer.id);
      await journal.write(transfer);
      await loaded;
      known.set(transfer.id, transfer);
      tell();
      const release = (): void => {
        held.delete(transfer.id);
        begin();
      };
      void ready.then(release, release);
    },
    async get(id) {
      await loaded;
      return known.get(id) ?? null;
    },
    async all() {
      await loaded;
      return snapshot();
    },
    async chooseAlbum(id, album) {
      await loaded;
      await change(id, transfer => albumChosen(transfer, album));
      begin();
    },
    async retry(id) {
      await loaded;
      await change(id, retried);
      begin();
    },
    async remove(id) {
      await loaded;
      const transfer = known.get(id);
      if (transfer === undefined) return;
      running.get(id)?.controller.abort();
      await forget(transfer);
      tell();
    },
  };
}
