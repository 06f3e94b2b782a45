import type { ScannedFrame } from '../core/found-image';
import { originPattern } from '../core/s3-url';

/**
 * Match patterns of the hosts whose frames stand in the page, and none of which could be looked through. A frame of a
 * host that one frame of which was looked through needs no permission: it was on its way elsewhere.
 */
export function inaccessibleHosts(
  frames: readonly Pick<ScannedFrame, 'url' | 'frames'>[],
): readonly string[] {
  const seen = new Set(frames.map(({ url }) => originPattern(url)));
  const wanted = new Set(frames.flatMap(({ frames }) => frames.map(originPattern)));
  return [...wanted].filter(pattern => pattern !== null).filter(pattern => !seen.has(pattern));
}
