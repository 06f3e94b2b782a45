import { hostOf } from '../core/bounded-fetch';
import { ShoeboxError } from '../core/failure';
import { crossesIntoPrivateNetwork } from '../core/private-network';
import type { FetchRequest } from './fetched-media';

/**
 * Refuses what a page may not make Shoebox read: other schemes than those of the web, and the person's own network from
 * a page of the public one. Asked of a URL, and again of where it led in the end. What lies between is not told to
 * extensions; an answer from there is not seen by anybody.
 * @throws ShoeboxError `source-unsupported` or `source-private`.
 */
export function assertAllowedUrl(documents: FetchRequest['documents'], url: string): void {
  const { protocol } = URL.canParse(url) ? new URL(url) : { protocol: '' };
  if (!/^(?:https?|data|blob):$/.test(protocol))
    throw new ShoeboxError('source-unsupported', { scheme: protocol });
  if (crossesIntoPrivateNetwork(documents, url))
    throw new ShoeboxError('source-private', { host: hostOf(url) });
}
