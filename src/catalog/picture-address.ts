import { base64OfBytes, bytesOfBase64 } from '../core/encoding';

/** What only says until when a URL works, for whom, or who sent somebody there: never which picture it is. */
const PASSING =
  /^(?:x-(?:amz|goog|oss|cos)-.*|awsaccesskeyid|googleaccessid|signature|expires|key-pair-id|policy|_nc_.*|utm_.*|fbclid|gclid)$/i;

/** Parameters that say so together, each of which may be anything by itself: those of Facebook, Discord and Azure. */
const PASSING_TOGETHER = [
  ['oh', 'oe'],
  ['ex', 'is', 'hm'],
  ['se', 'sp', 'sv', 'sig'],
] as const;

/** The same for one picture at every visit. */
function lastingUrl(url: URL): string {
  const lasting = new URL(url);
  lasting.hash = '';
  lasting.username = '';
  lasting.password = '';
  const parameters = lasting.searchParams;
  const together = PASSING_TOGETHER.filter(names => names.every(name => parameters.has(name))).flat();
  const passing = new Set<string>([...parameters.keys()].filter(name => PASSING.test(name)).concat(together));
  // Changed only where it has to be: that would write the whole of it anew.
  for (const name of passing) parameters.delete(name);
  return lasting.href;
}

/** In bytes of SHA-256: no two of a hundred thousand pictures share them. */
const HASH_BYTES = 16;

const shortened = (hash: Uint8Array): string => base64OfBytes(hash.subarray(0, HASH_BYTES));

/**
 * By what a picture of the web is known again: a hash, so that nothing of where it was can be read from it. That of its bytes for
 * `data:`; null for what no page can name a second time (`blob:`, drawn by the page).
 */
export async function addressOf(url: string): Promise<string | null> {
  if (!URL.canParse(url)) return null;
  const parsed = new URL(url);
  const isData = parsed.protocol === 'data:';
  if (!isData && !/^https?:$/.test(parsed.protocol)) return null;
  const bytes = isData
    ? await (await fetch(url)).arrayBuffer()
    : new TextEncoder().encode(lastingUrl(parsed));
  return shortened(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

/** The address of a picture that was in the page itself, by the SHA-256 of its bytes in base64. */
export const addressOfHash = (sha256: string): string => shortened(bytesOfBase64(sha256));
