import type { Preferences } from '../core/preferences';
import type { WebSource } from '../core/transfer';
import type { Capture, Captured } from '../transfers/ports';
import { getBest } from './best-version';
import type { Judged, Quest } from './caught';
import { imageFileName } from './file-name';
import { fromScreen } from './from-screen';
import { climb, type LadderPorts } from './ladder';

/** All that capturing needs. */
export interface CapturePorts extends LadderPorts {
  readonly loadPreferences: () => Promise<Preferences>;
}

/** Gets what a person pointed at: in its best version, by the first rung of the ladder that leads to it. */
export function openCapture(ports: CapturePorts): Capture {
  return async ({ source }, signal) => {
    const { version, maxBytes } = await ports.loadPreferences();
    if (source.fromScreen === true) return named(source, await fromScreen(source, ports.askPage, signal));
    const { tabId, frameId, frameUrl, pageUrl } = source;
    const quest = { frame: { tabId, frameId }, documents: [frameUrl, pageUrl], maxBytes };
    const get = (url: string, stop: AbortSignal): Promise<Judged> =>
      climb({ ...quest, url, signal: stop } satisfies Quest, source, ports);
    const best = await getBest(source, version, { askPage: ports.askPage, get }, signal);
    return named(best.source, best.judged);
  };
}

function named(source: WebSource, judged: Judged): Captured {
  const { blob, mediaType, rung, url, note, disposition } = judged;
  const name = imageFileName({ url, disposition, pageTitle: source.pageTitle }, mediaType);
  return { blob, name, mediaType, rung, url, note };
}
