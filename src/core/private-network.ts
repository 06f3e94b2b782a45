/**
 * IPv4 networks that the public internet does not reach: network, bits. IANA's IPv4 Special-Purpose Address Registry, where
 * "Globally Reachable" is false, and its registry of multicast addresses.
 */
const PRIVATE_IPV4 = (
  [
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.0.2.0', 24],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
    ['198.51.100.0', 24],
    ['203.0.113.0', 24],
    ['224.0.0.0', 3],
  ] as const
).map(([network, bits]) => ({ first: ipv4Number(network), size: 2 ** (32 - bits) }));

/**
 * Names that no public zone has: RFC 6761, 6762 (appendix G as well) and 8375, ICANN's `.internal`, and what routers call
 * their network.
 */
const PRIVATE_NAME =
  /(?:^|\.)(?:localhost|localdomain|local|internal|home\.arpa|lan|home|corp|intranet|private)$/;

function ipv4Number(address: string): number {
  return address.split('.').reduce((number, byte) => number * 256 + Number(byte), 0);
}

const isPrivateIpv4 = (address: number): boolean =>
  PRIVATE_IPV4.some(({ first, size }) => address >= first && address < first + size);

/** The eight words of an IPv6 address as URLs write it: in hexadecimal, with one `::` at most. */
function ipv6Words(address: string): readonly number[] {
  const [head = [], tail = []] = address
    .split('::')
    .map(part => part.split(':').flatMap(word => (word === '' ? [] : Number.parseInt(word, 16))));
  return [...head, ...Array<number>(8 - head.length - tail.length).fill(0), ...tail];
}

/**
 * The IPv4 addresses that packets to an IPv6 address go to, for those that stand for one; null for the others. Mapped (RFC
 * 4291, 2.5.5.2), NAT64's well-known prefix (RFC 6052, 2.1), 6to4 (RFC 3056, 2), Teredo's server and client, whose address
 * is written inverted (RFC 4380, 4).
 */
function ipv4Within(words: readonly number[]): readonly number[] | null {
  const at = (index: number, inverted = 0): number =>
    ((words[index] ?? 0) ^ inverted) * 0x10000 + ((words[index + 1] ?? 0) ^ inverted);
  const prefix = words.slice(0, 6).join();
  if (prefix === '0,0,0,0,0,65535' || prefix === '100,65435,0,0,0,0') return [at(6)];
  if (words[0] === 0x2002) return [at(1)];
  return words[0] === 0x2001 && words[1] === 0 ? [at(2), at(6, 0xffff)] : null;
}

/**
 * Of IPv6, only `2000::/3` has been given to the public internet; not reached by it are, of that, `2001::/23` (protocols;
 * the anycast addresses in there serve no pages), `2001:db8::/32` and `3fff::/20` (documentation). IANA's IPv6 Address Space
 * and IPv6 Special-Purpose Address Registry.
 */
function isPrivateIpv6(address: string): boolean {
  const words = ipv6Words(address);
  const ipv4 = ipv4Within(words);
  if (ipv4 !== null) return ipv4.some(isPrivateIpv4);
  const [first = 0, second = 0] = words;
  if (first === 0x2001) return second < 0x200 || second === 0xdb8;
  return first >> 13 !== 1 || (first === 0x3fff && second < 0x1000);
}

function isPrivateHost(hostname: string): boolean {
  const host = hostname.replace(/\.$/, '');
  if (host.startsWith('[')) return isPrivateIpv6(host.slice(1, -1));
  if (/^\d+(?:\.\d+){3}$/.test(host)) return isPrivateIpv4(ipv4Number(host));
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

/** Whether a document is of the public internet; null when it has no address of its own, or none that is known. */
function isPublic(document: string): boolean | null {
  const host = webHostOf(document);
  if (host !== null) return !isPrivateHost(host);
  // What remains is a file, a page of the browser's, or one of an extension's.
  return !URL.canParse(document) || /^(?:about|blob|data):/.test(document) ? null : false;
}

/**
 * Whether a page of the public internet points into the private network of its user: at their router, their
 * printer, a server on their own computer. Told by the address alone: what a public name resolves to, extensions do
 * not get to know. `documents` are those that the picture stands in, the innermost first; one without an address of
 * its own is its parent's, and the outermost one may be anybody's: it counts as public.
 */
export function crossesIntoPrivateNetwork(documents: readonly string[], url: string): boolean {
  const to = webHostOf(url);
  const fromPublic = documents.map(isPublic).find(known => known !== null) ?? true;
  return fromPublic && to !== null && isPrivateHost(to);
}

/** Whether requests to this address cross the public internet as plain text. False for what is no address. */
export function isPublicPlaintext(url: string): boolean {
  const host = webHostOf(url);
  return host !== null && new URL(url).protocol === 'http:' && !isPrivateHost(host);
}
