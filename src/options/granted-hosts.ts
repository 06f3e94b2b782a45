/** What the browser lets Shoebox reach by itself. */
export interface GrantedHost {
  /** As the user knows it, `*.example.org` for a host with all below it; null for all sites. */
  readonly host: string | null;
  /** Match patterns: those of http and https together. */
  readonly patterns: readonly string[];
}

/** All sites, as the manifest's `optional_host_permissions` has them. */
export const ALL_SITES = ['https://*/*', 'http://*/*'];

const hostOf = (pattern: string): string | null => {
  const host = /^(?:\*|https?):\/\/([^/]+)\//.exec(pattern)?.[1] ?? '*'; // `<all_urls>` has none
  return host === '*' ? null : host;
};

/** Match patterns of granted origins by host: all sites first, then by name. */
export function grantedHosts(patterns: readonly string[]): readonly GrantedHost[] {
  const byHost = new Map<string | null, string[]>();
  for (const pattern of patterns) {
    const host = hostOf(pattern);
    byHost.set(host, [...(byHost.get(host) ?? []), pattern]);
  }
  return [...byHost]
    .map(([host, its]) => ({ host, patterns: its }))
    .sort((a, b) => (a.host ?? '').localeCompare(b.host ?? ''));
}
