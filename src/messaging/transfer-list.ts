import type { TransferChanges, TransferView } from './protocol';

/** A list of transfers with changes applied; what has not changed is the very same object, in the same place. */
export function withChanges(
  list: readonly TransferView[],
  { changed, removed }: TransferChanges,
): readonly TransferView[] {
  const byId = new Map(list.map(transfer => [transfer.id, transfer]));
  for (const id of removed) byId.delete(id);
  for (const transfer of changed) byId.set(transfer.id, transfer);
  return [...byId.values()];
}
