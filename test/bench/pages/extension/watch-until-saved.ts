import { stream } from '../../../../src/messaging/client';
import { applyChanges } from '../../../../src/messaging/list-changes';
import type { TransferView } from '../../../../src/messaging/protocol';

/** Longer than a part takes behind the slowest line of the bench. */
const SILENCE_MS = 60_000;

/** Waits until none of these transfers is still to be saved, as the worker tells whoever watches. */
export async function watchUntilSaved(isAwaited: (transfer: TransferView) => boolean): Promise<void> {
  const silence = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let transfers: readonly TransferView[] = [];
  let open: readonly TransferView[] = [];
  for await (const changes of stream('transfers.watch', undefined, silence.signal)) {
    clearTimeout(timer);
    transfers = applyChanges(transfers, changes);
    open = transfers.filter(transfer => transfer.state !== 'saved' && isAwaited(transfer));
    const failed = open.find(({ state }) => state === 'failed');
    if (failed !== undefined) throw new Error(`Shoebox failed: ${JSON.stringify(failed.failure)}`);
    if (open.length === 0) return;
    timer = setTimeout(() => silence.abort(), SILENCE_MS);
  }
  throw new Error(`Nothing heard for ${SILENCE_MS / 1000} s of ${open.length}: ${JSON.stringify(open[0])}`);
}
