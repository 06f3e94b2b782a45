import { type FetchedBody, hostOf } from '../core/bounded-fetch';
import { type Failure, ShoeboxError } from '../core/failure';
import type { MediaType } from '../core/media-type';
import type { Preferences } from '../core/preferences';
import { crossesIntoPrivateNetwork } from '../core/private-network';
import type { ShownSize, StrategyName, Wanted } from '../core/source';

/** Media to be fetched by one strategy after the other. */
export interface FetchRequest {
  readonly url: string;
  /** The frame that shows it. */
  readonly frame: { readonly tabId: number; readonly frameId: number };
  /** URLs of the documents around it, the innermost first. */
  readonly documents: readonly string[];
  readonly maxBytes: number;
  /** The media types that are asked for, as in the header `Accept`. */
  readonly accept: string;
  /** What the page knows of the size of the picture that it shows. */
  readonly shownSize: Promise<ShownSize | null>;
  readonly signal: AbortSignal;
}

/** As Chromium asks for what it shows in a page. */
export const ACCEPT_IMAGE = 'image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8';

/** For anything but an image. */
export const ACCEPT_ANY = '*/*';

/** Without the formats that servers make for who can have them: what is left is the picture as it was given to them. */
const ACCEPT_ORIGINAL = 'image/png,image/jpeg,image/gif,image/svg+xml,image/*;q=0.8,*/*;q=0.5';

/** For servers that answer with a page, or not at all, who does not ask for an image. */
export const acceptFor = (wanted: Wanted, version: Preferences['version']): string =>
  wanted !== 'image' ? ACCEPT_ANY : version === 'best' ? ACCEPT_ORIGINAL : ACCEPT_IMAGE;

/** What one strategy fetched, before its media type was checked. */
export interface FetchedMedia extends Omit<FetchedBody, 'finalUrl'> {
  /** Where redirects led; absent where the page fetched it. */
  readonly finalUrl?: string;
  readonly strategy: StrategyName;
  /** What could not be done on the way. */
  readonly note: Failure | null;
}

/** Fetched media with their type, which is one that was wanted. */
export interface ClassifiedMedia extends FetchedMedia {
  readonly mediaType: MediaType;
  /** The one of the source's URLs that the bytes came from. */
  readonly url: string;
}

/**
 * Refuses what a page must not make Shoebox read: other schemes than those of the web, and hosts in the user's private
 * network from a page of the public one. Called with the requested URL, and again with the final one. Extensions are not
 * told of the redirects in between; their responses reach nobody.
 * @throws ShoeboxError `source-unsupported`, `source-on-disk` or `source-private`.
 */
export function assertAllowedUrl(documents: FetchRequest['documents'], url: string): void {
  const { protocol } = URL.canParse(url) ? new URL(url) : { protocol: '' };
  if (protocol === 'file:') throw new ShoeboxError('source-on-disk');
  if (!/^(?:https?|data|blob):$/.test(protocol))
    throw new ShoeboxError('source-unsupported', { scheme: protocol });
  if (crossesIntoPrivateNetwork(documents, url))
    throw new ShoeboxError('source-private', { host: hostOf(url) });
}
