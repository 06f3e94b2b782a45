import { percentDecoded } from './encoding';
import { truncateToBytes } from './object-key';
import { STRATEGY_NAMES, type StrategyName } from './source';

/** User metadata that says which transfer an object came from: how we know our own after a lost answer. */
export const TRANSFER_ID = 'shoebox-transfer';

/**
 * User metadata with the SHA-256 of the object's bytes, in base64: where the same bytes may be, on an S3 that tells no
 * checksums. Anybody may write it: it is believed only after a look at the bytes.
 */
export const CONTENT_SHA256 = 'shoebox-sha256';

/** User metadata with the SHA-256 of the bytes as they came from the web, in base64, where they were converted. */
export const ORIGINAL_SHA256 = 'shoebox-original-sha256';

/** Where a saved picture came from. Hostile when it comes out of a bucket, too: anybody may have written it. */
export interface Provenance {
  /** Empty where it is not known, as are the other texts. */
  readonly sourceUrl: string;
  readonly pageUrl: string;
  readonly pageTitle: string;
  readonly alt: string;
  /** Null where it is not known. */
  readonly strategy: StrategyName | null;
  /** Milliseconds since 1970; null where it is not known. */
  readonly savedAt: number | null;
}

/** User metadata by what it says. Their CORS rules let pages read what stands here, see `setup/cors.ts`. */
export const PROVENANCE = {
  sourceUrl: 'source-url',
  pageUrl: 'source-page',
  pageTitle: 'source-title',
  alt: 'source-alt',
  strategy: 'source-rung',
  savedAt: 'saved-at',
} as const satisfies Record<keyof Provenance, string>;

/**
 * S3 allows 2 KB for all user metadata of an object, names and values together (S3 User Guide, "Working with object
 * metadata"); MinIO counts `x-amz-meta-` before each name as well. These leave room for the time, the strategy and the three
 * that are named above: 1,942 bytes at the most, and 99 of prefixes.
 */
const MAX_SOURCE_URL = 620;
const MAX_PAGE_URL = 560;
const MAX_TEXT = 240;

/** Percent-encoded, since header values must be ASCII in `fetch`; cut before encoding, so that no escape is torn. */
function keptText(text: string): string {
  const clean = text.toWellFormed().replace(/\s+/g, ' ').trim();
  let encoded = encodeURIComponent(truncateToBytes(clean, MAX_TEXT));
  for (let room = MAX_TEXT; encoded.length > MAX_TEXT; room -= 10) {
    encoded = encodeURIComponent(truncateToBytes(clean, room));
  }
  return encoded;
}

/**
 * The provenance as S3 user metadata (`x-amz-meta-*` without the prefix); values are ASCII. Of the URLs stays what
 * {@link redactUrl} lets stay.
 */
export function provenanceMetadata(provenance: Provenance): Record<string, string> {
  const { sourceUrl, pageUrl, pageTitle, alt, strategy, savedAt } = provenance;
  const all = {
    [PROVENANCE.sourceUrl]: redactUrl(sourceUrl, MAX_SOURCE_URL),
    [PROVENANCE.pageUrl]: redactUrl(pageUrl, MAX_PAGE_URL),
    [PROVENANCE.pageTitle]: keptText(pageTitle),
    [PROVENANCE.alt]: keptText(alt),
    [PROVENANCE.strategy]: strategy ?? '',
    [PROVENANCE.savedAt]: savedAt === null ? '' : new Date(savedAt).toISOString(),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
}

/** What an object's user metadata tells of its origin; null when it tells nothing. */
export function provenanceIn(metadata: Readonly<Record<string, string>>): Provenance | null {
  const text = (name: keyof Provenance): string => metadata[PROVENANCE[name]] ?? '';
  const savedAt = Date.parse(text('savedAt'));
  const provenance: Provenance = {
    sourceUrl: text('sourceUrl'),
    pageUrl: text('pageUrl'),
    pageTitle: decodedText(text('pageTitle')),
    alt: decodedText(text('alt')),
    strategy: STRATEGY_NAMES.find(name => name === text('strategy')) ?? null,
    savedAt: Number.isNaN(savedAt) ? null : savedAt,
  };
  const isEmpty = Object.values(provenance).every(value => value === '' || value === null);
  return isEmpty ? null : provenance;
}

const decodedText = (encoded: string): string => percentDecoded(encoded) ?? encoded;

/** Parameters that say who was sent here by whom, by whole name or by beginning. */
const TRACKING =
  /^(?:utm_|mtm_|pk_|piwik_|hsa_|oly_|vero_|wt_|trk|__hs|_hs)|^(?:fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|ymclid|twclid|ttclid|li_fat_id|igshid|igsh|mc_cid|mc_eid|mkt_tok|srsltid|wickedid|rb_clickid|s_cid|cmpid|icid|ncid|ito|_ga|_gl|_openstat|ref_src|ref_url|spm|scm|si|n_media|n_query|n_rank|n_ad|n_keyword|nacn|napm|napp)$/i;

/**
 * Parameters that open something to whoever has them: tokens, sessions, one-time codes, and the signatures of the
 * clouds (S3, Google, Azure, CloudFront, Akamai, Facebook).
 */
const SECRET =
  /^(?:x-amz-|x-goog-|x-oss-|x-cos-|hdn)|(?:token|secret|passw|passwd|passphrase|signature|credential|session|api[-_]?key|access[-_]?key|auth(?!or)|jwt|otp)|^(?:sig|sign|hmac|hash_?key|key|pwd|pass|pin|sid|sess|sso|saml\w*|ticket|nonce|state|code|code_verifier|e?mail|phpsessid|jsessionid|policy|key-pair-id|expires|awsaccesskeyid|googleaccessid|ossaccesskeyid|se|sp|sv|sr|st|skoid|sktid|skt|ske|sks|skv|oh|oe|_nc_\w+|ccb|edm|ex|is|hm)$/i;

/** Values that are keys whatever they are called: JSON web tokens, and keys of AWS, GitHub, Google, Slack, Stripe. */
const KEY =
  /^(?:bearer )?eyJ[\w-]{10,}\.|^(?:AKIA|ASIA)[A-Z\d]{16}$|^(?:gh[pousr]_|github_pat_|ya29\.|xox[a-z]-|[sr]k_live_|sk-)/;

const decoded = (text: string): string => percentDecoded(text.replaceAll('+', ' ')) ?? text;

function isKept(field: string): boolean {
  const [name = '', ...value] = field.split('=').map(decoded);
  return field !== '' && !TRACKING.test(name) && !SECRET.test(name) && !KEY.test(value.join('='));
}

/**
 * A web page's or picture's URL as it may be kept, at most `maxLength` ASCII characters: without credentials, fragment,
 * tracking parameters and what may be a secret; the rest as it is. Of any other URL (`data:`, `blob:`, `file:`) the
 * scheme alone. Empty for what is no URL.
 */
export function redactUrl(text: string, maxLength: number): string {
  if (!URL.canParse(text)) return '';
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return url.protocol;
  url.username = '';
  url.password = '';
  url.hash = '';
  url.pathname = url.pathname.replace(/;(?:jsessionid|phpsessid|sid)=[^/;]*/gi, '');
  const query = url.search.slice(1).split('&').filter(isKept).join('&');
  // The setter takes a leading question mark away: one that belongs to the query needs one before it.
  url.search = query && `?${query}`;
  if (url.href.length > maxLength) url.search = '';
  // An escape that is cut in two would make the whole undecodable.
  return url.href.slice(0, maxLength).replace(/%[0-9A-F]?$/i, '');
}
