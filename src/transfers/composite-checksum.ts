import type { SentPart } from '../core/parts';

/**
 * The checksum of an object in parts, as S3 tells it: SHA-256 over the digests of the parts, and their number (S3 User
 * Guide, "Checking object integrity", composite checksums).
 */
export async function compositeChecksum(
  parts: readonly Pick<SentPart, 'checksum'>[],
  sha256: (blob: Blob) => Promise<string>,
): Promise<string> {
  const digests = parts.map(({ checksum }) => Uint8Array.from(atob(checksum), one => one.charCodeAt(0)));
  return `${await sha256(new Blob(digests))}-${parts.length}`;
}
