import { percentDecoded } from './percent-decoded';

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
