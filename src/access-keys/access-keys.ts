import type { AccessKeys, AccessKeysStatus, HeldAccessKeys, KeyRetention } from '../core/access-keys';
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
  /** Forgets them, however they are kept. */
  forget(place: string): Promise<void>;
  /**
   * To sign with; null where none are kept. Of both kinds, those of this session were entered later: it is they.
   * @throws ShoeboxError `access-keys-not-kept` where the computer does not hand them out again
   */
  held(place: string): Promise<HeldAccessKeys | null>;
  /** Another worker instance may have written, the one of private windows or of the others: reads again. */
  follow(): void;
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
}: AccessKeysPorts): KeptAccessKeys {
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
        read.delete(place);
      }
      return { accessKeyId, retention };
    },
    async status(place) {
      const found = await kept(place);
      return found === null ? null : { accessKeyId: found.keys.accessKeyId, retention: found.retention };
    },
    async forget(place) {
      try {
        await session.remove(place);
        if (!isIncognito()) await computer.remove(place);
      } finally {
        read.delete(place);
      }
    },
    held: async place => (await kept(place))?.keys ?? null,
    follow: () => read.clear(),
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
