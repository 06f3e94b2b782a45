import type { Preferences } from '../core/preferences';
import type { WebSource } from '../core/source';
import type { Capture } from '../transfers/ports';
import { type Best, type Get, getBest } from './best-version';
import { fromScreen } from './from-screen';
import { climb, type LadderPorts } from './ladder';
import { type PreparationPorts, prepared } from './prepared';

/** All that capturing needs. */
export interface CapturePorts extends LadderPorts, PreparationPorts {
  readonly loadPreferences: () => Promise<Preferences>;
}

/** Gets what a person pointed at: in its best version, by the first rung of the ladder that leads to it. */
export function openCapture(ports: CapturePorts): Capture {
  return async (order, signal) => {
    const preferences = await ports.loadPreferences();
    const { judged, source } = await got(order.source, preferences, ports, signal);
    return prepared({ ...order, source }, judged, preferences, ports);
  };
}

async function got(
  source: WebSource,
  { version, maxBytes }: Preferences,
  ports: LadderPorts,
  signal: AbortSignal,
): Promise<Best> {
  if (source.fromScreen === true) return { judged: await fromScreen(source, ports, signal), source };
  const { tabId, frameId, frameUrl, pageUrl } = source;
  const quest = { frame: { tabId, frameId }, documents: [frameUrl, pageUrl], maxBytes };
  const get: Get = (url, stop) => climb({ ...quest, url, signal: stop }, source, ports);
  return getBest(source, version, { ...ports, get }, signal);
}
