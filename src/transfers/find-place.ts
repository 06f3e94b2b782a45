import { ShoeboxError } from '../core/failure';
import { objectKey } from '../core/object-key';
import { TRANSFER_ID } from '../core/provenance';
import { persistently } from './persistent-requests';
import type { StoredObject } from './ports';
import type { Place, UploadContext } from './upload-context';

/** How many objects of the same name and size are looked at whether they are the same bytes. */
const LOOKED_AT = 10;

/** Whether an object has the very bytes of this transfer. Asked only about objects of the same size. */
export type IsSame = (stored: StoredObject) => Promise<boolean>;

/** What is at a key; null when nothing is. */
export const look = ({ store, line, signal }: UploadContext, key: string): Promise<StoredObject | null> =>
  persistently(line, signal, { kind: 'small', bytes: 0, send: late => store.head(key, late) });

/** Whether this very transfer stored it, in this life or in an earlier one whose answer got lost. */
export const isOurs = ({ transfer, body }: UploadContext, stored: StoredObject): boolean =>
  stored.metadata[TRANSFER_ID] === transfer.id && stored.size === body.size;

/** What an object means for this transfer; null when it is somebody else's. */
async function verdictOn(
  context: UploadContext,
  key: string,
  stored: StoredObject,
  isSame: IsSame,
): Promise<Place | null> {
  if (isOurs(context, stored)) return { key, outcome: 'stored' };
  const same = stored.size === context.body.size && (await isSame(stored));
  return same ? { key, outcome: 'already-there' } : null;
}

/**
 * A key for the transfer: its own name if that is free, else the smallest free `name (2).ext`, found with one look at
 * the album. Or the place where its bytes are already, stored by an earlier life or by somebody else.
 */
export async function findPlace(
  context: UploadContext,
  isSame: IsSame,
): Promise<Place | { readonly key: string; readonly outcome: null }> {
  const { transfer, body, reserve, store, line, signal } = context;
  const keyFor = (number: number): string => objectKey(transfer.album, transfer.name, number);
  const first = await look(context, keyFor(1));
  if (first === null && reserve(keyFor(1))) return { key: keyFor(1), outcome: null };
  const verdict = first === null ? null : await verdictOn(context, keyFor(1), first, isSame);
  if (verdict !== null) return verdict;

  const second = keyFor(2);
  const prefix = second.slice(0, second.lastIndexOf(' (2)'));
  const sizes = await persistently(line, signal, {
    kind: 'small',
    bytes: 0,
    send: late => store.sizesWithPrefix(`${prefix} (`, late),
  });
  let looked = 0;
  for (let number = 2; number <= sizes.size + 1 && looked < LOOKED_AT; number++) {
    if (sizes.get(keyFor(number)) !== body.size) continue;
    looked++;
    const stored = await look(context, keyFor(number));
    const there = stored === null ? null : await verdictOn(context, keyFor(number), stored, isSame);
    if (there !== null) return there;
  }
  for (let number = 2; ; number++) {
    const key = keyFor(number);
    if (!sizes.has(key) && reserve(key)) return { key, outcome: null };
  }
}

/** Turned away from a key that every look had found free, so often that something else is wrong. */
export const neverFree = (): ShoeboxError => new ShoeboxError('name-taken');
