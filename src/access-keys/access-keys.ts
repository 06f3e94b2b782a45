import {
  type AccessKeys,
  type AccessKeysStatus,
  accessKeysPlace,
  type HeldAccessKeys,
  type KeyRetention,
} from '../core/access-keys';
import { afterEachChange } from '../core/after-each-change';
import { sideEffect } from '../core/diagnostics';
import { ShoeboxError } from '../core/failure';
import type { AccessKeysPorts } from './ports';

/** The access keys that are kept, each for the one place that it was entered for. */
export interface KeptAccessKeys {
  /**
   * Keeps them, in the place of those that were kept there before.
   * @throws ShoeboxError `access-keys-not-kept` where the computer can't keep them, or the window is a private one; then
   * nothing has changed
   */
  keep(place: string, keys: AccessKeys, retention: KeyRetention): Promise<AccessKeysStatus>;
  /** Null where none are kept. @throws as {@link held} */
  status(place: string): Promise<AccessKeysStatus | null>;
  /** Forgets all, of whatever place and however they are kept: of those of earlier settings nobody sees that they are there. */
  forgetAll(): Promise<void>;
  /**
   * To sign with; null where none are kept. Of both kinds, those of this session were entered later: it is they.
   * @throws ShoeboxError `access-keys-not-kept` where the computer does not hand them out again
   */
  held(place: string): Promise<HeldAccessKeys | null>;
  /** {@link status} of the stored settings' place, null for settings without access keys: now, and after each change. */
  watch(signal: AbortSignal): AsyncIterable<AccessKeysStatus | null>;
  /** Whether the stored settings need access keys, and these are the ones. */
  isInUse(place: string): Promise<boolean>;
  /** Settings were stored, or another worker instance has written, the one of private windows or of the others: reads again. */
  follow(): void;
  /**
   * S3 refused keys, whose failure this is: {@link refusal} tells it until others are entered, or they are
   * {@link accepted}. Resolves with the same.
   */
  noteRefusal(failure: ShoeboxError): Promise<ShoeboxError>;
  /** The refusal that is known of the keys that are kept there; null without one. */
  refusal(place: string): Promise<ShoeboxError | null>;
  /** S3 takes them again: they were activated, say. */
  accepted(place: string): Promise<void>;
  /**
   * Resolves once others than those that failed are kept, or none is needed: other settings are stored.
   * @param failure one that `needsAccessKeys`
   */
  untilEntered(signal: AbortSignal, failure: ShoeboxError): Promise<void>;
}

/** How they are kept, beside what signs. */
interface Kept {
  readonly keys: HeldAccessKeys;
  readonly retention: KeyRetention;
}

export function openAccessKeys({
  session,
  computer,
  isIncognito,
  newId,
  report,
  refused,
  loadSettings,
}: AccessKeysPorts): KeptAccessKeys {
  const watchers = new Set<() => void>();
  /** What was read, by place: each request asks. */
  const read = new Map<string, Promise<Kept | null>>();

  async function find(place: string): Promise<Kept | null> {
    const entered = await session.get(place);
    if (entered !== null) {
      const { id, accessKeyId, secretAccessKey } = entered;
      const signingKey = await signingKeyOf(secretAccessKey);
      return { keys: { id, accessKeyId, signingKey }, retention: 'session' };
    }
    if (isIncognito()) return null;
    const keys = await computer.get(place).catch(notKept);
    return keys === null ? null : { keys, retention: 'computer' };
  }

  function kept(place: string): Promise<Kept | null> {
    const known = read.get(place);
    if (known !== undefined) return known;
    const finding = find(place).catch(error => {
      if (read.get(place) === finding) read.delete(place);
      throw error;
    });
    read.set(place, finding);
    return finding;
  }

  /** Read again by whoever asks or watches. */
  function follow(): void {
    read.clear();
    for (const watcher of watchers) watcher();
  }

  /** The place of the stored settings; null where nobody needs access keys. */
  async function placeInUse(): Promise<string | null> {
    const settings = await loadSettings();
    return settings?.access === 'keys' ? accessKeysPlace(settings) : null;
  }

  async function status(place: string): Promise<AccessKeysStatus | null> {
    const found = await kept(place);
    return found === null ? null : { accessKeyId: found.keys.accessKeyId, retention: found.retention };
  }

  const heldId = async (place: string): Promise<string> => (await kept(place))?.keys.id ?? '';

  return {
    async keep(place, { accessKeyId, secretAccessKey }, retention) {
      const id = newId();
      try {
        if (retention === 'session') {
          await session.set(place, { id, accessKeyId, secretAccessKey });
          // Left behind, they would come back with the browser's next start: but a broken disk must not keep anybody out.
          if (!isIncognito())
            await sideEffect(report, 'access-keys.remove-earlier', () => computer.remove(place));
        } else {
          if (isIncognito()) notKept('a private window');
          const signingKey = await signingKeyOf(secretAccessKey);
          await computer.set(place, { id, accessKeyId, signingKey }).catch(notKept);
          await session.remove(place);
        }
      } finally {
        follow();
      }
      return { accessKeyId, retention };
    },
    status,
    async forgetAll() {
      try {
        await Promise.all([session.clear(), refused.clear()]);
        if (!isIncognito()) await computer.clear();
      } finally {
        follow();
      }
    },
    held: async place => (await kept(place))?.keys ?? null,
    isInUse: async place => (await placeInUse()) === place,
    follow,
    watch: signal =>
      afterEachChange(watchers, signal, async () => {
        const place = await placeInUse();
        return place === null ? null : status(place);
      }),
    async noteRefusal(failure) {
      const { code, detail } = failure;
      const { place = '', entered = '' } = detail;
      if (code === 'access-key-unknown' || code === 'access-key-mismatch')
        await refused.set(place, { id: entered, code });
      return failure;
    },
    async refusal(place) {
      const last = await refused.get(place);
      if (last === null || last.id !== (await heldId(place))) return null;
      return new ShoeboxError(last.code, { place, entered: last.id });
    },
    accepted: place => refused.remove(place),
    async untilEntered(signal, { detail: { place = '', entered = '' } }) {
      const isOver = async (): Promise<boolean> =>
        (await placeInUse()) !== place || (await heldId(place)) !== entered;
      for await (const over of afterEachChange(watchers, signal, isOver)) if (over) return;
      signal.throwIfAborted();
    },
  };
}

/** @throws always */
function notKept(cause: unknown): never {
  throw new ShoeboxError('access-keys-not-kept', {}, { cause });
}

/** As SigV4 begins with it (Amazon S3 API reference, "Signature calculations"). */
const signingKeyOf = (secretAccessKey: string): Promise<CryptoKey> =>
  crypto.subtle.importKey(
    'raw',
    new TextEncoder().encode(`AWS4${secretAccessKey}`),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  );
