import type { Preferences } from '../core/preferences';
import type { WebSource } from '../core/source';
import type { Capture } from '../transfers/ports';
import { type BestVersion, type FetchMedia, fetchBestVersion } from './best-version';
import { fromScreen } from './from-screen';
import { type PreparationPorts, prepare } from './prepare';
import { type StrategyPorts, tryStrategies } from './strategies';

/** All that capturing needs. */
export interface CapturePorts extends StrategyPorts, PreparationPorts {
  readonly loadPreferences: () => Promise<Preferences>;
}

/** Gets what a person pointed at: in its best version, by the first rung of the ladder that leads to it. */
export function openCapture(ports: CapturePorts): Capture {
  return async (order, signal) => {
    const preferences = await ports.loadPreferences();
    const { media, source } = await got(order.source, preferences, ports, signal);
    return prepare({ ...order, source }, media, preferences, ports);
  };
}

async function got(
  source: WebSource,
  { version, maxBytes }: Preferences,
  ports: StrategyPorts,
  signal: AbortSignal,
): Promise<BestVersion> {
  if (source.fromScreen === true) return { media: await fromScreen(source, ports, signal), source };
  const { tabId, frameId, frameUrl, pageUrl } = source;
  const quest = { frame: { tabId, frameId }, documents: [frameUrl, pageUrl], maxBytes };
  const fetchMedia: FetchMedia = (url, stop) => tryStrategies({ ...quest, url, signal: stop }, source, ports);
  return fetchBestVersion(source, version, { ...ports, fetchMedia }, signal);
}
