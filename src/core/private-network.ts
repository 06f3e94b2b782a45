/** IPv4 networks that the public internet does not reach (IANA's registry of special-purpose addresses): network, bits. */
const PRIVATE_IPV4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
];

/**
 * Likewise IPv6, by the beginning of the address as URLs write it: this host, unique local, link-local, site-local,
 * multicast.
 */
const PRIVATE_IPV6 = /^::1?$|^f[cd]|^fe[89a-f]|^ff/;

/** Names that no public zone has: RFC 6761, 6762 and 8375, ICANN's `.internal`, and what routers call their network. */
const PRIVATE_NAME = /(?:^|\.)(?:localhost|local|internal|home\.arpa|lan|home|corp|intranet)$/;

const numberOf = (ipv4: string): number =>
  ipv4.split('.').reduce((number, byte) => number * 256 + Number(byte), 0);

function isPrivateIpv4(address: string): boolean {
  const number = numberOf(address);
  return PRIVATE_IPV4.some(([network, bits]) => {
    const size = 2 ** (32 - bits);
    return Math.floor(number / size) === Math.floor(numberOf(network) / size);
  });
}

/** The IPv4 address in an IPv6 one that stands for it: mapped (`::ffff:`), or translated on the way (NAT64, `64:ff9b::`). */
function ipv4Within(ipv6: string): string | null {
  const [, high = '', low = ''] = /^(?:::ffff:|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(ipv6) ?? [];
  if (low === '') return null;
  const words = [high, low].map(word => Number.parseInt(word, 16));
  return words.flatMap(word => [word >> 8, word & 255]).join('.');
}

function isPrivateHost(hostname: string): boolean {
  const host = hostname.replace(/\.$/, '');
  if (host.startsWith('[')) {
    const address = host.slice(1, -1);
    const ipv4 = ipv4Within(address);
    return ipv4 === null ? PRIVATE_IPV6.test(address) : isPrivateIpv4(ipv4);
  }
  if (/^\d+(?:\.\d+){3}$/.test(host)) return isPrivateIpv4(host);
  // A name without a dot is looked up in the network's own zone.
  return !host.includes('.') || PRIVATE_NAME.test(host);
}

/** Null for what is not on the web: a file, an extension, a document without an address of its own. */
function webHostOf(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, hostname, origin } = new URL(url);
  if (protocol === 'blob:') return webHostOf(origin);
  return protocol === 'https:' || protocol === 'http:' ? hostname : null;
}

/**
 * Whether a page of the public internet points into the private network of its user: at their router, their
 * printer, a server on their own computer. Told by the address alone: what a public name resolves to, extensions do
 * not get to know. `documents` are those that the picture stands in, the innermost first; one without an address of
 * its own (`about:srcdoc`) is its parent's.
 */
export function crossesIntoPrivateNetwork(documents: readonly string[], url: string): boolean {
  const from = documents.map(webHostOf).find(host => host !== null);
  const to = webHostOf(url);
  return from !== undefined && to !== null && !isPrivateHost(from) && isPrivateHost(to);
}
