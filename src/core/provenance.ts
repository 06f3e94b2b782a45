import { truncateToBytes } from './object-key';

/** User metadata that says which transfer an object came from: how we know our own after a lost answer. */
export const TRANSFER_ID = 'shoebox-transfer';

/** User metadata with the SHA-256 of the object's bytes, in base64: how the same bytes are recognised on any S3. */
export const CONTENT_SHA256 = 'shoebox-sha256';

/** Where a saved picture came from. */
export interface Provenance {
  readonly sourceUrl: string;
  readonly pageUrl: string;
  readonly pageTitle: string;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
}

/** S3 allows 2 KB for all user metadata, names included (S3 User Guide, "Working with object metadata"). */
const MAX_VALUE_BYTES = 800;
const MAX_TITLE_BYTES = 300;

/** A URL as it may be kept: no credentials, no fragment, ASCII by the URL standard's own escaping, short. */
function keptUrl(text: string): string {
  if (!URL.canParse(text)) return '';
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return url.protocol;
  url.username = '';
  url.password = '';
  url.hash = '';
  if (url.href.length > MAX_VALUE_BYTES) url.search = '';
  // An escape that is cut in two would make the whole undecodable.
  return url.href.slice(0, MAX_VALUE_BYTES).replace(/%[0-9A-F]?$/i, '');
}

/** Percent-encoded, since header values must be ASCII in `fetch`; cut before encoding, so that no escape is torn. */
function keptTitle(title: string): string {
  let encoded = encodeURIComponent(title.toWellFormed());
  for (let room = MAX_TITLE_BYTES; encoded.length > MAX_TITLE_BYTES; room -= 10) {
    encoded = encodeURIComponent(truncateToBytes(title.toWellFormed(), room));
  }
  return encoded;
}

/** The provenance as S3 user metadata (`x-amz-meta-*` without the prefix); values are ASCII. */
export function provenanceMetadata(provenance: Provenance): Record<string, string> {
  const all = {
    'source-url': keptUrl(provenance.sourceUrl),
    'source-page': keptUrl(provenance.pageUrl),
    'source-title': keptTitle(provenance.pageTitle),
    'saved-at': new Date(provenance.savedAt).toISOString(),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
}
