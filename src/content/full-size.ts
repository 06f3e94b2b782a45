import { percentDecoded } from '../core/encoding';
import { FULL_SIZE_RULES, type FullSizeRule } from './full-size-rules';

/** Longer ones hold data, and matching them may take long. */
const MAX_URL = 2048;

/** Each that leads nowhere costs a request, which the saving waits for. */
const MAX_LARGER = 3;

/**
 * Where larger versions of a picture may be that its page does not tell of: behind the best one that it does tell of, and
 * behind the one that it shows.
 */
export function guessedUrlsOf(url: string, betterUrls: readonly string[]): readonly string[] {
  const [best = url] = betterUrls;
  const found = new Set([best, url].flatMap(known => largerUrls(known, [location.href])));
  return [...found].filter(guess => guess !== url && !betterUrls.includes(guess)).slice(0, MAX_LARGER);
}

/**
 * Where larger versions of a picture may be by what is known of sites, the best first. They lie on hosts of the picture's
 * or the page's own site, or on ones that a rule names.
 * @param documents URLs of the documents around it
 */
export function largerUrls(url: string, documents: readonly string[]): readonly string[] {
  if (url.length > MAX_URL || !/^https?:/.test(url) || !URL.canParse(url)) return [];
  const { hostname } = new URL(url);
  const rules = FULL_SIZE_RULES.filter(
    ([domains]) => domains === '' || isWithin(hostname, domains.split(' ')),
  );
  const larger = rules.flatMap(rule => byRule(rule, new URL(url), [url, ...documents]));
  return [...new Set(larger)].slice(0, MAX_LARGER);
}

const isWithin = (hostname: string, domains: readonly string[]): boolean =>
  domains.some(domain => domain !== '' && (hostname === domain || hostname.endsWith(`.${domain}`)));

/** The replacements that are better than what the URL has already. */
function byRule([, match, ...larger]: FullSizeRule, url: URL, site: readonly string[]): readonly string[] {
  const at = url.pathname + url.search;
  if (at.search(match) < 0) return [];
  const urls = larger.map(replacement => replaced(at, match, replacement, url.origin, site));
  const own = urls.indexOf(url.href);
  return urls.slice(0, own < 0 ? urls.length : own).filter(other => other !== null);
}

/** Null where the replacement leads to a host that it must not lead to. */
function replaced(
  at: string,
  match: RegExp,
  replacement: string,
  origin: string,
  site: readonly string[],
): string | null {
  const [, domains, address = ''] = /^@(.*) (.*)/.exec(replacement) ?? [];
  if (domains !== undefined)
    return embedded(at.replace(match, address), origin, [...domains.split(' '), ...site.map(domainOf)]);
  const [host = origin] = /^https:\/\/[^/$]+/.exec(replacement) ?? [];
  const path = at.replace(match, host === origin ? replacement : replacement.slice(host.length));
  // Put together as text: as a relative URL, a path that begins with two slashes would name a host.
  return host + path.replace(/([?&])&+/g, '$1').replace(/[?&]$/, '');
}

function embedded(address: string, origin: string, domains: readonly string[]): string | null {
  const text = percentDecoded(address) ?? address;
  if (!URL.canParse(text, origin)) return null;
  const { href, protocol, hostname } = new URL(text, origin);
  return /^https?:$/.test(protocol) && isWithin(hostname, domains) ? href : null;
}

/** Of a site: its host, without the `www.` that says nothing. */
const domainOf = (url: string): string =>
  URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : '';
